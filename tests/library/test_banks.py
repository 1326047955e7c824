"""The built-in banks are complete, fair, and cannot be answered by repeating the question."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from interview_sim.coaching.rubric import load_rubric
from interview_sim.library.banks import (
    BadBankError,
    Library,
    choose,
    load_bank,
    load_drill,
    load_interviewers,
    load_profile,
)
from interview_sim.resources import QUESTION_BANKS
from scoring.derived import Derived
from scoring.examples import typed
from scoring.metrics.concept_coverage import METRIC
from scoring.question import Concept, Kind, Part, Question
from scoring.text.content.mentions import Grade, mentions, words_of

ROLES = ("rlhf_trainer", "data_annotator", "backend_engineer")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_at_least_fifteen_questions_of_every_kind(library: Library, role: str) -> None:
    questions = library.bank(role).questions
    assert len(questions) >= 15
    assert {question.kind for question in questions} == set(Kind) - {Kind.FOLLOW_UP}


@pytest.mark.parametrize("role", ROLES)
def test_every_question_is_complete(library: Library, role: str) -> None:
    for question in library.bank(role).questions:
        assert len(set(question.rephrasings) | {question.text}) == 3, question.id
        assert len(question.clarifications) >= 2, question.id
        assert len({follow_up.when for follow_up in question.follow_ups}) >= 3, question.id
        assert 3 <= len(question.concepts) <= 6, question.id
        assert (question.parts == tuple(Part)) == (question.kind is Kind.BEHAVIOURAL), question.id
        assert 12 <= len(question.text.split()) <= 45, question.id


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_repeating_the_question_shows_no_concept(library: Library, role: str) -> None:
    for question in (*library.bank(role).questions, *library.bank(role).topics):
        text = " ".join((question.text, *question.rephrasings))
        heard = METRIC.measure(Derived(typed(text, question)))
        assert heard.value == 0, (question.id, [each.quote for each in heard.evidence])


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_term_and_paraphrase_is_heard_as_its_own_concept(library: Library, role: str) -> None:
    concepts = {concept.id: concept for question in library.bank(role).questions for concept in question.concepts}
    for concept in concepts.values():
        forms = [*(term.text for term in concept.terms), *concept.paraphrases]
        sentences = [f"Then {form} mattered to everybody who worked with us there." for form in forms]
        answer = Derived(typed(" ".join(sentences), _asking(library.bank(role).questions[0], concept)))
        heard = {words_of(answer, one.match)[0] for one in mentions(answer) if one.grade is not Grade.NONE}
        lengths = [len(sentence.split()) for sentence in sentences]
        for form, start, length in zip(forms, accumulate([0, *lengths]), lengths, strict=False):
            assert heard & set(range(start, start + length)), (concept.id, form)


def test_the_questions_that_the_field_is_known_for_are_asked(library: Library) -> None:
    questions = [question for bank in library.banks.values() for question in bank.questions]
    texts = " ".join(text.lower() for question in questions for text in (question.text, *question.rephrasings))
    for word in (
        "bank",
        "hallucinat",
        "rank",
        "ground truth",
        "systematic",
        "guideline",
        "jailbr",
        "poem",
        "synthetic",
    ):
        assert word in texts, word


def test_question_ids_are_unique_over_all_banks(library: Library) -> None:
    ids = [question.id for bank in library.banks.values() for question in (*bank.questions, *bank.topics)]
    assert len(set(ids)) == len(ids)


def test_the_practice_profile_allows_three_retakes(library: Library) -> None:
    assert library.profile("practice").manner.retakes == 3


def test_an_interview_opens_with_an_introduction_and_repeats_nothing(library: Library) -> None:
    bank, profile = library.bank("rlhf_trainer"), library.profile("practice")
    for seed in range(20):
        chosen = choose(bank, profile, 6, seed)
        assert [question.kind for question in chosen].count(Kind.SELF_INTRODUCTION) == 1
        assert chosen[0].kind is Kind.SELF_INTRODUCTION
        assert len({question.id for question in chosen}) == 6
    assert choose(bank, profile, 6, 1) == choose(bank, profile, 6, 1)
    assert len(choose(bank, profile, 20, 1)) == 20


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_a_bank_may_be_written_in_yaml(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"mine.{suffix}"
    path.write_text(yaml.safe_dump(_content(QUESTION_BANKS / "roles" / "rlhf_trainer.toml")), encoding="utf-8")
    assert len(load_bank(path).questions) >= 15


READ = {
    "roles": ("question_bank", load_bank),
    "profiles": ("profile", load_profile),
    "drills": ("drill", load_drill),
    "question_banks": ("interviewers", load_interviewers),
    "rubrics": ("rubric", load_rubric),
}


@pytest.mark.parametrize("path", sorted(QUESTION_BANKS.rglob("*.toml")), ids=lambda path: path.name)
def test_the_published_schemas_accept_what_the_code_accepts(path: Path) -> None:
    name, load = READ[path.parent.name]
    schema = json.loads((QUESTION_BANKS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(_content(path), schema)
    load(path)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('kind = "behavioural"', 'kind = "behavioral"', "kind"),
        ("at_most =", "at_most_seconds =", "did you mean"),
        ('when = "rambling"', 'when = "rambling"\ntarget = "x"\nextra = 1', "extra"),
        ("[[concepts]]\nid = ", "[[concepts]]\nid = 7\nold = ", "id"),
        ('when = "missing_concept"\ntarget = "', 'when = "missing_concept"\ntarget = "no_', "needs a target"),
    ],
)
def test_what_is_wrong_in_a_bank_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    good = (QUESTION_BANKS / "roles" / "rlhf_trainer.toml").read_text(encoding="utf-8")
    assert old in good
    (tmp_path / "bad.toml").write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadBankError, match=named):
        load_bank(tmp_path / "bad.toml")


def _asking(question: Question, concept: Concept) -> Question:
    return question.model_copy(update={"concepts": (concept,)})


def _content(path: Path) -> Any:
    import tomllib

    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(content))
