"""Which follow-up an interviewer asks on hearing an answer."""

from __future__ import annotations

import re

import pytest

from interview_sim.conversation.findings import NOTHING, Findings, findings
from interview_sim.conversation.probing import SENTENCES, choose, decide
from interview_sim.interview import Probe
from interview_sim.library.banks import BankFile, Library
from scoring.derived import Derived
from scoring.examples import STORY, concept, question, spoken
from scoring.question import FollowUp, Kind, Part, Question
from scoring.rubric import rubric_for
from scoring.score import score

KAPPA = concept("kappa", "Cohen's kappa")
ASKED = question(parts=STORY, concepts=(KAPPA, concept("golden_set", "Golden set"))).model_copy(
    update={
        "follow_ups": (
            FollowUp(text="What did it teach you?", when="missing_part", target="reflection"),
            FollowUp(text="Which agreement did you measure?", when="missing_concept", target="kappa"),
            FollowUp(text="What would prove it?", when="strong_claim"),
            FollowUp(text="Let me stop you. What was the outcome?", when="rambling"),
        )
    }
)


def chosen(found: Findings, *asked: Question, interjected: bool = False, place: str = "t1a1") -> Probe | None:
    return choose(ASKED, found, (ASKED, *asked), place=place, interjected=interjected)


def test_a_missing_part_comes_before_a_missing_concept_and_that_before_a_claim() -> None:
    everything = Findings(parts=(Part.REFLECTION,), concepts=("kappa",), coverage=0.5, claim=True, figure="98 percent")
    asked: list[Question] = []
    triggers = []
    while (probe := chosen(everything, *asked)) is not None:
        triggers.append((probe.trigger, probe.target))
        asked.append(probe.question)
    assert triggers == [("missing_part", "reflection"), ("missing_concept", "kappa"), ("strong_claim", None)]


def test_the_bank_has_the_first_word_and_ours_are_its_rephrasings() -> None:
    probe = chosen(Findings(parts=(Part.REFLECTION,)))
    assert probe is not None
    assert probe.question.text == "What did it teach you?"
    assert len(probe.question.rephrasings) == 2


def test_where_the_bank_has_no_word_there_is_a_built_in_one() -> None:
    probe = chosen(Findings(parts=(Part.RESULT,)))
    assert probe is not None
    assert probe.question.text == "What was the result? A figure would help me."


def test_words_that_were_said_before_are_not_said_again() -> None:
    elsewhere = question(kind=Kind.FOLLOW_UP).model_copy(update={"text": "what did it teach you?"})
    probe = chosen(Findings(parts=(Part.REFLECTION,)), elsewhere)
    assert probe is not None
    assert probe.question.text.casefold() != elsewhere.text


def test_a_concept_the_bank_did_not_foresee_is_asked_for_only_where_little_was_shown() -> None:
    assert chosen(Findings(concepts=("golden_set",), coverage=0.5)) is None
    probe = chosen(Findings(concepts=("golden_set",), coverage=0.2))
    assert probe is not None
    assert "golden set" in probe.question.text


def test_only_the_missing_concept_is_listened_for_and_no_story() -> None:
    probe = chosen(Findings(concepts=("kappa",), coverage=0.5))
    assert probe is not None
    reply = probe.question
    assert reply.concepts == (KAPPA,)
    assert (reply.kind, reply.parts, reply.constraints) == (Kind.FOLLOW_UP, (), (SENTENCES,))
    assert (reply.limits.at_least, reply.limits.at_most) == (5, 60)


def test_a_figure_is_said_back_where_the_bank_has_no_word_for_it() -> None:
    plain = ASKED.model_copy(update={"follow_ups": ()})
    probe = choose(plain, Findings(claim=True, figure="98 percent"), (plain,), place="t1a1")
    assert probe is not None
    assert probe.question.text == "You mentioned 98 percent. How did you measure that?"


def test_a_rambling_answer_is_interrupted_in_the_banks_words_or_after_a_calm_excuse() -> None:
    bank = chosen(NOTHING, interjected=True)
    plain = ASKED.model_copy(update={"follow_ups": ()})
    built_in = choose(plain, NOTHING, (plain,), place="t1a1", interjected=True)
    assert bank is not None
    assert built_in is not None
    assert (bank.lead, bank.question.text) == ("", "Let me stop you. What was the outcome?")
    assert built_in.lead
    assert built_in.question.text == "Can you dive deeper into the trade-offs of that decision?"


def test_the_same_place_has_the_same_lead_and_others_have_others() -> None:
    found = Findings(parts=(Part.RESULT,))
    leads = [chosen(found, place=f"t{number}a1") for number in (1, 1, 2, 3)]
    assert leads[0] == leads[1]
    assert len({one.lead for one in leads if one}) == 3


def test_a_reply_to_a_follow_up_is_not_followed_up() -> None:
    probe = chosen(Findings(parts=(Part.RESULT,)))
    assert probe is not None
    assert choose(probe.question, Findings(claim=True), (), place="t1p1a1") is None


def test_nothing_is_missed_in_an_answer_that_has_hardly_begun() -> None:
    assert findings(Derived(spoken("So this was in my last job", ASKED))) == NOTHING
    assert decide(ASKED, (), 0.0, (ASKED,), place="t1a1") is None


def test_an_unfinished_answer_is_probed_for_what_it_lacks_so_far() -> None:
    said = (
        "Last spring our team labelled five thousand reviews and two of us disagreed on sarcasm. My task was to find "
        "one rule for it. I collected the hard cases, I wrote a guideline and I trained the others on it. "
        "After that our Cohen's kappa rose by 20 percent and the client was happy."
    )
    answer = spoken(said, ASKED)
    probe = decide(ASKED, answer.words, 40.0, (ASKED,), place="t1a1")
    assert probe is not None
    assert (probe.trigger, probe.target) == ("missing_part", "reflection")


def test_a_figure_that_was_hardly_heard_is_not_said_back() -> None:
    said = (
        "Last spring our team labelled five thousand reviews. My task was to find one rule for sarcasm. I wrote a "
        "guideline with my lead and I trained the others on it and the errors fell by 20 percent in the end."
    )
    answer = spoken(said, ASKED)
    unsure = tuple(word.model_copy(update={"probability": 0.3}) for word in answer.words)
    clear = findings(Derived(answer))
    doubtful = findings(Derived(answer.model_copy(update={"words": unsure})))
    assert clear.figure is not None
    assert "20 percent" in clear.figure
    assert doubtful.figure is None


def test_every_question_of_the_banks_can_be_followed_up_in_every_way_within_the_shapes(library: Library) -> None:
    for bank in library.banks.values():
        for asked in bank.questions:
            found = Findings(
                parts=asked.parts,
                concepts=tuple(one.id for one in asked.concepts),
                coverage=0.0,
                claim=True,
                figure="5",
            )
            probes: list[Question] = []
            while (probe := choose(asked, found, (asked, *probes), place="t1a1")) is not None:
                probes.append(probe.question)
            assert len({one.text for one in probes}) == len({one.id for one in probes}) == len(probes)
            assert not any(re.search(r"[{}]", one.text) for one in probes)


@pytest.mark.parametrize("opening", ["Sure. ", "That's a good question. ", "Thank you, let me think for a moment. "])
def test_taking_a_follow_up_calmly_costs_nothing(opening: str) -> None:
    reply = (
        "We measured agreement each week with two annotators on one hundred items. "
        "When the kappa fell below 0.7 we met and wrote down a rule for the hard cases."
    )
    probe = chosen(Findings(concepts=("kappa",), coverage=0.5))
    assert probe is not None
    rubric = rubric_for(Kind.FOLLOW_UP)
    plain = {one.id: one for one in score(spoken(reply, probe.question), rubric)}
    calm = {one.id: one for one in score(spoken(opening + reply, probe.question), rubric)}
    for metric in ("composure", "conciseness", "instruction_adherence", "concept_coverage", "time_limit"):
        assert calm[metric].score == plain[metric].score, metric


def test_a_bank_has_no_follow_ups_of_its_own(library: Library) -> None:
    bank = library.bank("rlhf_trainer")
    asked = bank.questions[0].model_dump(exclude={"role", "concepts"}) | {"kind": "follow_up"}
    with pytest.raises(ValueError, match=r"follow_up is no kind of its own.*follow_ups"):
        BankFile.model_validate(
            {"version": "1", "role": bank.role.model_dump(), "concepts": [], "questions": [asked | {"concepts": []}]}
        )
