"""Which changes are chosen: by what they would add, no two of a kind, spread over the questions."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_sim.reports.changes import choose
from interview_sim.reports.changes.choose import NO_ANSWER, NOTHING_WEAK, changes
from interview_sim.reports.changes.lines import heading
from interview_sim.reports.report import Summary
from scoring.answer import Answer, Mode
from scoring.examples import STORY, concept, question, spoken, typed
from scoring.question import Kind, Question
from tests.reports.answers import helpful, summary_of, turn_of

ASKED = question(
    parts=STORY, at_least=20, at_most=60, concepts=(concept("kappa", "Cohen's kappa"), concept("golden", "golden set"))
)
STORIES = (
    "Last year at my previous company two annotators on my team kept disagreeing about sarcasm. We talked about it and "
    "we looked at a lot of labels. We wrote a guideline. We tested it for a while.",
    "So, maybe, I guess, in my last project my colleague labelled the truck as a car and I was not happy with her. I "
    "had to finish before Friday. I show her the guideline and then I check with her several examples.",
    "I usually check the guidelines when things are unclear, and I always ask somebody who knows.",
)


def test_at_most_three_none_of_one_metric_the_greatest_first() -> None:
    found, reason = helpful(*(typed(text, ASKED) for text in STORIES))

    assert reason is None
    assert len(found) == 3
    assert len({change.metric for change in found}) == 3
    assert [change.gain for change in found] == sorted((change.gain for change in found), reverse=True)


def test_they_are_spread_over_the_questions() -> None:
    found, _ = helpful(*(typed(text, ASKED) for text in STORIES))
    assert len({change.turn for change in found}) > 1


def test_the_gain_is_what_a_full_score_would_add() -> None:
    turns = [turn_of(typed(text, ASKED), f"t{number}") for number, text in enumerate(STORIES)]
    summary = summary_of(turns)
    found, _ = changes(turns, summary)
    for change in found:
        term = next(one for one in summary.terms if (one.turn, one.metric) == (change.turn, change.metric))
        assert change.gain == pytest.approx(term.weight * (100 - term.score), abs=0.01)


def test_the_same_answers_give_the_same_changes() -> None:
    answers = [typed(text, ASKED) for text in STORIES]
    assert helpful(*answers) == helpful(*answers)


def test_praise_is_left_alone() -> None:
    found, _ = helpful(*(typed(text, ASKED) for text in STORIES))
    turns = {f"t{number}": turn_of(typed(text, ASKED)) for number, text in enumerate(STORIES, 1)}
    for change in found:
        results = {one.id: one for one in turns[change.turn].attempts[0].results}
        assert (results[change.metric].level or 0) < 5


def test_without_an_answer_there_is_no_change_and_it_says_why() -> None:
    assert helpful() == ((), NO_ANSWER)
    assert helpful(Answer(question=ASKED, mode=Mode.TYPED))[0] == ()


def test_where_nothing_could_be_measured_the_reason_stands_there() -> None:
    found, reason = helpful(typed("So yes.", ASKED))
    if not found:
        assert reason is not None
        assert len(reason) > 20
    garbled = " ".join(["qwzx vbnm asdf"] * 12)
    found, reason = helpful(typed(garbled, question()))
    assert found == ()
    assert reason is not None
    assert reason.startswith("Nothing could be measured") or reason == NO_ANSWER


def test_an_answer_that_is_good_is_left_alone() -> None:
    turn = turn_of(typed(STORIES[0], ASKED))
    summary = summary_of([turn])
    perfect = summary.model_copy(
        update={"terms": tuple(one.model_copy(update={"score": 100.0}) for one in summary.terms)}
    )
    assert changes([turn], perfect) == ((), NOTHING_WEAK)


def test_a_writer_that_fails_costs_its_change_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(told: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(choose, "WRITERS", {**choose.WRITERS, "star_structure": fails})
    found, _ = helpful(*(typed(text, ASKED) for text in STORIES))
    assert found
    assert all(change.metric != "star_structure" for change in found)


def test_what_was_added_later_is_not_quoted_as_said_here() -> None:
    turn = turn_of(typed(STORIES[0], ASKED))
    whole = len(turn.attempts[0].words)
    found, _ = changes([turn], summary_of([turn]))
    assert all((change.said.end_word or 0) <= whole for change in found)


FRAGMENTS = (
    "I checked every label in the morning.",
    "we wrote a lot of rules for a while and",
    "and then I found three rules that clashed so I wrote a new one",
    "Last year at my previous company nobody agreed about sarcasm.",
    "My task was to bring the agreement to 90 percent before the audit.",
    "As a result the errors dropped a lot.",
    "It taught me to ask early.",
    "A fix was written and it was deployed by my team.",
    "Maybe, I guess, the thing is that it was fine at the end of the day.",
    "First, I looked at the golden set because nobody trusted it.",
    "In short, an index lets the database find rows.",
    "For example, a child learns a word from us. Another example is a cook.",
    "So the solution is an index.",
    "Sorry for my bad English.",
    "I usually ask somebody.",
    "Let me think about that for a moment.",
    *("um", "uh,", "you know", "—", "...", "I I", "Honestly, I don't know what to say.", "[0.5]", "[1.5]", "[6]"),
)
KINDS = (
    question(parts=STORY, concepts=ASKED.concepts, at_least=10, at_most=20),
    question(kind=Kind.TECHNICAL, text="Explain what an index does.", concepts=ASKED.concepts),
    question(kind=Kind.SCENARIO, constraints=({"type": "steps_first"}, {"type": "exactly_examples", "count": 2})),
    question(kind=Kind.FOLLOW_UP, constraints=({"type": "sentence_range", "low": 2, "high": 3},)),
    question(kind=Kind.SELF_INTRODUCTION, constraints=({"type": "at_most_seconds", "seconds": 12},)),
)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    said=st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14),
    asked=st.sampled_from(KINDS),
    aloud=st.booleans(),
    cased=st.booleans(),
    pace=st.sampled_from([60, 140, 240]),
)
def test_no_word_is_shown_that_was_not_said(
    said: list[str], asked: Question, aloud: bool, cased: bool, pace: int
) -> None:
    """Whatever was said: all pieces but gaps and breaths are words of the answer, at the place they name."""
    text = " ".join(said) if cased else re.sub(r"[.,](?!\d)", "", " ".join(said)).lower()
    bare = " ".join(word for word in text.split() if not word.startswith("["))
    answer = spoken(text, asked, per_minute=pace) if aloud else typed(bare, asked)
    turn = turn_of(answer)
    summary: Summary = summary_of([turn])
    told = choose.Told(turn, turn.attempts[0])
    words = [word.text for word in answer.words]
    for term in summary.terms:
        change = choose.write(told, term)  # without the net that keeps a report from failing
        for piece in change.instead if change else ():
            assert piece.text
            if piece.kind in {"gap", "pause"}:
                assert (piece.start_word, piece.end_word) == (None, None)
            else:
                assert piece.text == " ".join(words[piece.start_word : piece.end_word])
        if change:
            assert change.said.start_word is not None
            assert words[change.said.start_word] in change.said.quote


def test_a_heading_counts_them() -> None:
    assert [heading(count) for count in (1, 2, 3)] == [
        "One thing to try next",
        "Two things to try next",
        "Three things to try next",
    ]
