"""Telling the parts of a story apart: segments, the trained reading, and what the metric makes of it."""

from __future__ import annotations

import hashlib
import json
import time
import tomllib
from importlib import resources

import pytest

from scoring.derived import Derived
from scoring.examples import STORY, question, spoken, typed
from scoring.metrics import star_structure
from scoring.question import Part
from scoring.star.balance import RECOMMENDED, imbalance
from scoring.star.path import best_path, posteriors
from scoring.star.presence import presence
from scoring.star.reading import read
from scoring.star.segments import LONGEST, segments
from scoring.star.tagger import Tag
from scoring.star.weights import LABELS, chain
from training.star.answers import DEVELOPMENT, Labelled, Sentence, hashes, written
from training.star.fit import fit_boundaries, fit_chain

ASKED = question(parts=STORY)
PLACE = resources.files("scoring.star")

SITUATION = "Last winter our warehouse kept losing parcels on the late shift and customers were ringing every day"
TASK = "My job was to find out why before the Christmas rush"
ACTION = "I walked the belt for two evenings and I marked every place where a box could fall"
RESULT = "Within a month lost parcels dropped from forty a week to three"
REFLECTION = "I learned to go and look before I read another report"
WHOLE = (SITUATION, TASK, ACTION, RESULT, REFLECTION)


def parts(*sentences: str) -> list[Part | None]:
    """What each stretch of an answer is, neighbours of one kind as one."""
    found = [tag.part for _, tag in Derived(typed(". ".join(sentences) + ".", ASKED)).once(read)]
    return [part for index, part in enumerate(found) if index == 0 or part is not found[index - 1]]


def measured(text: str):
    return star_structure.measure(Derived(typed(text, ASKED)))


def test_a_story_in_the_usual_order_is_read_part_by_part():
    assert parts(*WHOLE) == list(Part)


def test_a_result_may_come_first():
    assert parts(RESULT, SITUATION, TASK, ACTION)[0] is Part.RESULT


def test_a_part_may_come_twice():
    again = "Then I put a rail along the corner and I showed the drivers how to stack"
    first = "The losses dropped by a third within two weeks. As a result the customers were happier"
    found = measured(". ".join((SITUATION, TASK, ACTION, first, again, RESULT)) + ".")

    assert [one.part for one in found.evidence] == ["situation", "task", "action", "result", "action", "result"]


def test_the_same_story_without_punctuation_or_case_has_the_same_parts():
    plain = " ".join(WHOLE).lower()

    assert presence([tag for _, tag in Derived(typed(plain)).once(read)])[0] == set(Part)


def test_a_last_sentence_without_words_of_learning_is_no_reflection():
    happy = "My manager thanked everybody and the whole team went out for a pizza"

    assert Part.REFLECTION not in parts(*WHOLE[:4], happy)


@pytest.mark.parametrize(
    "wording",
    [
        "What stuck with me is that the people on the floor knew it all along",
        "If I had to do it again I would ask the drivers on the first day",
        "I used to trust the reports, now I go and look first",
        "It made me more careful about what I promise",
        "Looking back I should have started with the belt",
        "These days I always walk the floor before I open a spreadsheet",
        "From this I learn that I must see with my own eyes",
        "Ever since, I begin every problem with a walk",
    ],
)
def test_learning_is_heard_in_many_wordings(wording: str):
    assert parts(*WHOLE[:4], wording)[-1] is Part.REFLECTION


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("I usually check the guidelines. I normally ask a colleague when it is unclear.", "habitual"),
        ("I would probably ask somebody. I would try to stay calm.", "hypothetical"),
    ],
)
def test_habits_and_hypotheses_are_told_apart_and_belong_to_no_story(text: str, aside: str):
    found = measured(text)

    assert found.value == 0
    assert found.detail[aside] == 2
    assert {one["kind"] for one in found.detail["asides"]} == {aside}
    assert "one day on which it really happened" in (found.advice or "")


def test_a_full_stop_is_kept_as_a_boundary():
    found = segments(Derived(typed(". ".join(WHOLE) + ".")))

    assert [segment.end_word for segment in found] == [17, 28, 45, 57, 68]


def test_unpunctuated_speech_is_cut_where_statements_begin():
    words = " ".join(WHOLE[:4]).lower()
    found = {segment.start_word for segment in segments(Derived(typed(words)))}

    assert {17, 28} <= found


def test_a_pause_moves_a_boundary():
    text = "we looked at the numbers {} in the old office upstairs the phone was ringing"
    starts = [
        {segment.start_word for segment in segments(Derived(spoken(text.format(pause))))} for pause in ("", "[1.2]")
    ]

    assert 5 not in starts[0]
    assert 5 in starts[1]


def test_every_word_lies_in_one_segment_and_none_is_too_long():
    found = segments(Derived(typed("blue window " * 400)))

    assert [one.start_word for one in found] == [0, *(one.end_word for one in found[:-1])]
    assert found[-1].end_word == 800
    assert max(one.end_word - one.start_word for one in found) <= LONGEST


@pytest.mark.slow
def test_ten_thousand_repetitions_are_read_in_linear_time():
    begun = time.process_time()
    Derived(typed("data " * 10_000)).once(read)

    assert time.process_time() - begun < 3


def test_nothing_of_a_story_is_shown_by_its_place_alone():
    assert presence([Tag(Part.ACTION, 0.9, evident=False)]) == (frozenset(), {Part.ACTION})


def test_what_is_hardly_likelier_than_something_else_is_unclear():
    tags = [Tag(Part.ACTION, 0.9, evident=True), Tag(Part.RESULT, 0.01, evident=True)]

    assert presence(tags) == ({Part.ACTION}, {Part.RESULT})


def test_a_part_that_crowds_out_the_others_is_named():
    long = " ".join(f"{SITUATION} in hall {number}." for number in range(5))
    found = measured(f"{long} {TASK}. {ACTION}. {RESULT}. {REFLECTION}.")

    assert found.detail["lopsided"] == "situation"
    assert "of your answer was situation: one sixth is enough." in found.detail["balance"]
    assert found.detail["balance"].strip() in (found.advice or "")


def test_the_recommended_shares_are_said_beside_the_found_ones():
    shares = measured(". ".join(WHOLE) + ".").detail["parts"]

    assert shares["action"]["recommended"] == [0.5, 0.556]
    assert sum(one["share"] for one in shares.values()) == pytest.approx(1)


def test_a_short_answer_is_not_called_lopsided():
    assert imbalance({Part.SITUATION: 0.9, Part.ACTION: 0.1}, words=30) is None
    assert imbalance({part: low for part, (low, _) in RECOMMENDED.items()}, words=200) is None


def test_a_missing_part_is_placed_by_the_words_of_the_answer():
    found = measured(f"{SITUATION}. {TASK}. {RESULT}.")

    assert found.detail["missing"] == ["action", "reflection"]
    assert found.advice == (
        "What you did yourself did not come across. After “My job was to find out why before the …”, tell two or three "
        "steps that you took yourself, in order, each beginning with “I”."
    )


def test_a_chain_takes_the_best_path_and_its_posteriors_sum_to_one():
    emissions, steps = [[1.0, 0.0], [0.4, 0.5], [1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]]

    assert best_path(emissions, steps) == [0, 0, 0]
    assert [sum(row) for row in posteriors(emissions, steps)] == pytest.approx([1, 1, 1])


def test_no_shipped_feature_holds_more_than_two_words():
    segment_features = [name.partition("|")[2] or name for name in chain().features]
    told = [name.removeprefix("w:") for name in segment_features if name.startswith("w:")]

    assert max(len(words.split()) for words in told) == 2
    assert {name.split(":")[0] for name in segment_features} == {"w", "c", "g", "at"}
    assert max(len(name.split()) for name in segment_features if not name.startswith("w:")) <= 3


def test_the_shipped_weights_are_those_that_their_provenance_describes():
    told = tomllib.loads(PLACE.joinpath("weights.toml").read_text(encoding="utf-8"))
    shipped = PLACE.joinpath("weights.json").read_bytes()

    assert told["sha256"] == hashlib.sha256(shipped).hexdigest()
    assert len(shipped) < 600_000
    learned_from = {name: digest for name, digest in told["data"].items() if name.split(".")[0] not in DEVELOPMENT}
    assert learned_from == hashes(None)


def test_each_label_has_its_weights_and_its_steps():
    assert {len(row) for row in chain().features.values()} == {len(LABELS)}
    assert [len(row) for row in chain().transitions] == [len(LABELS)] * len(LABELS)


def _answer(name: str, repository: str, text: str, file: str = "answers") -> Labelled:
    return Labelled(name, file, repository, repository, (Sentence(text, 0), Sentence("I fixed it.", 2)))


@pytest.mark.models
def test_nothing_is_learned_of_words_from_fewer_than_three_sources():
    ours = written()[:9]
    places = [_answer(f"x{number}", f"r{number}", "We sold zithers there.") for number in range(3)]
    boundaries = fit_boundaries(ours)

    assert "w:zithers" in fit_chain([*ours, *places], boundaries).features
    assert "w:zithers" not in fit_chain([*ours, *places[:2]], boundaries).features
    same = [_answer(f"x{number}", "r0", "We sold zithers there.") for number in range(3)]
    assert "w:zithers" not in fit_chain([*ours, *same], boundaries).features


@pytest.mark.models
def test_training_twice_gives_the_same_weights():
    ours = written()[::25]
    first, second = (fit_chain(ours, fit_boundaries(ours)) for _ in range(2))

    assert json.dumps(first.features) == json.dumps(second.features)
    assert first.transitions == second.transitions
