import json
from pathlib import Path

import pytest

from scoring.answer import Answer, Span, WordKind
from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metrics import filler_words
from scoring.question import Kind
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.text.disfluency import fillers
from tests.accuracy import lexical_fillers

USES = lexical_fillers.read(Path(__file__).parent / "data" / "lexical_fillers.jsonl")
TALK = "we checked every label twice before the second review and then my team wrote down one clear rule for it"


def found(text: str, kind: str) -> list[str]:
    derived = Derived(spoken(text))
    return [
        derived.quote(one.start_word, one.end_word)
        for one in derived.once(fillers.find)
        if one.kind == kind and one.counts
    ]


def test_the_uses_that_specify_the_lexical_fillers_are_many_and_of_both_kinds():
    uses = [use for line in USES for use in line.uses]
    assert len(uses) >= 150
    assert {use.form for use in uses} >= {"like", "you know", "i mean", "sort of", "kind of", "right", "actually"}
    for form in {use.form for use in uses}:
        assert {use.fills for use in uses if use.form == form} == {True, False}


@pytest.mark.slow
def test_lexical_fillers_are_told_from_their_honest_uses():
    rows = lexical_fillers.table(lexical_fillers.judge(line) for line in USES)
    for row in rows:
        assert (row.tally.precision or 0) >= 0.95, row
        assert (row.tally.recall or 0) >= 0.85, row


def test_the_harness_sees_a_filler_that_nobody_labelled():
    judged = lexical_fillers.judge(lexical_fillers._line({"id": "x", "text": "we had like ten minutes | right"}))
    assert judged.wrong[0].startswith("+like@2")


def test_a_line_says_where_its_uses_are_and_where_it_pauses():
    line = lexical_fillers._line({"id": "x", "text": "and {you know} | i <like> it"})
    assert line.said == "and you know [0.4] i like it"
    assert [(use.form, use.start, use.end, use.fills) for use in line.uses] == [
        ("you know", 1, 3, True),
        ("like", 4, 5, False),
    ]


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("I I went home", ["I"]),
        ("we we we went home", ["we", "we"]),
        ("we were we are late", ["we were"]),
        ("the the um the label was wrong", ["the", "the"]),
        ("we had to we needed to call them", ["we had to"]),
        ("we looked in the in the drawer", ["in the"]),
        ("it's you know it's hard", ["it's"]),
        ("the anno- annotators left", ["anno-"]),
        ("we found a the right label", ["a"]),
        ("I went to the I went home", ["I went to the"]),
        ("we said that we we said that we agree", ["we said that we"]),
    ],
)
def test_what_is_said_again_or_put_right_is_a_repetition(text: str, repeated: list[str]):
    assert found(text, "repetition") == repeated


@pytest.mark.parametrize(
    "text",
    [
        "it was very very good and he had had enough",
        "she said that that was fine",
        "it got better and better and more and more people came",
        "step by step by step",
        "I checked it twice because I was not sure",
        "she did and she was brilliant at it",
        "I asked them who they are and they are kind",
        "what I had to do I did",
        "we are we. We are late",
        "everything we do we do together",
        "label label label label label label",
    ],
)
def test_what_fluent_english_doubles_is_no_repetition(text: str):
    assert found(text, "repetition") == []


def test_no_word_belongs_to_two_fillers():
    text = "um so we we had like you know like ten I mean it's it's kind of right " * 20
    derived = Derived(spoken(text))
    seen: set[int] = set()
    for one in derived.once(fillers.find):
        own = set(range(one.start_word, one.end_word)) - (derived.vocal if one.kind != "vocal" else set())
        assert not own & seen
        seen |= own


@pytest.mark.parametrize("text", ["word " * 120, "i " * 120, "you know " * 60, "😀 like 😀", "<b>like</b>", "مثل like"])
def test_anything_can_be_searched(text: str):
    for answer in (typed(text), spoken(text)):
        assert isinstance(Derived(answer).once(fillers.find), tuple)


def measured(answer: Answer):
    return filler_words.measure(Derived(answer))


def with_probability(answer: Answer, text: str, probability: float) -> Answer:
    words = tuple(
        word.model_copy(update={"probability": probability, "kind": WordKind.FILLED_PAUSE})
        if word.text == text
        else word
        for word in answer.words
    )
    return answer.model_copy(update={"words": words})


def test_a_filler_beyond_doubt_gives_no_range():
    one = measured(spoken(f"um {TALK}"))
    assert one.low == one.value == one.high


def test_a_vocal_filler_that_the_recogniser_doubts_counts_but_may_not_be_one():
    one = measured(with_probability(spoken(f"um {TALK} uh"), "uh", 0.05))
    assert (one.detail["low_count"], one.detail["count"], one.detail["high_count"]) == (1, 2, 2)
    assert one.low < one.value == one.high
    assert one.detail["heard"] == "1 to 2 fillers (1 uh, 1 um)"


def test_a_use_that_can_be_read_either_way_is_possible_and_does_not_count():
    one = measured(spoken(f"it was like a dream and {TALK}"))
    assert (one.value, one.detail["high_count"]) == (0.0, 1)
    assert [(item.kind, item.quote) for item in one.evidence] == [("possible", "like")]


def test_a_swallowed_um_is_possible_and_has_seconds_but_no_words():
    answer = spoken(f"um {TALK} [0.6] and it held")
    held = (Span(start=8.1, end=8.5),)
    one = measured(answer.model_copy(update={"audio": answer.audio.model_copy(update={"held": held})}))
    assert (one.detail["count"], one.detail["high_count"]) == (1, 2)
    possible = one.evidence[-1]
    assert (possible.kind, possible.start, possible.end) == ("possible", 8.1, 8.5)
    assert possible.start_word is None
    assert possible.end_word is None


def test_a_held_sound_while_thinking_or_on_a_known_um_is_not_offered_again():
    answer = spoken(f"um {TALK} [3] and it held", thinking=((8.5, 11.0),))
    held = (Span(start=0.1, end=0.3), Span(start=9.0, end=9.4))
    one = measured(answer.model_copy(update={"audio": answer.audio.model_copy(update={"held": held})}))
    assert one.detail["high_count"] == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (TALK, "No fillers heard. Up to 5 a minute go unnoticed."),
        (f"it was like a dream and {TALK}", "0 to 1 filler heard. Up to 5 a minute go unnoticed."),
        (f"um {TALK}", "1 um: 7.1 a minute. Up to 5 go unnoticed, 12 distract."),
    ],
)
def test_the_verdict_says_what_was_heard_and_how_sure_it_is(text: str, verdict: str):
    results = score(spoken(text, question()), rubric_for(Kind.BEHAVIOURAL))
    assert next(one for one in results if one.id == "filler_words").verdict == verdict


def test_the_labelled_file_is_one_use_at_least_a_line():
    lines = (Path(__file__).parent / "data" / "lexical_fillers.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == len(USES)
    assert all(line.uses for line in USES)
