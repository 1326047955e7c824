"""What was said later counts for what an answer says, never for how it was said, and shows where it was said."""

from __future__ import annotations

import pytest

from interview_sim.interview import Addition, Attempt, AttemptState
from interview_sim.judging.additions import PAUSE, words
from interview_sim.judging.judge import Judge, answer_of
from scoring.answer import AudioFeatures, Mode, Span
from scoring.derived import Derived
from scoring.examples import STORY, concept, question, spoken, typed
from scoring.question import Question
from scoring.result import Result
from tests.fakes import FakeMeaning

ASKED = question(parts=STORY, concepts=(concept("kappa", "Cohen's kappa"), concept("golden_set", "golden set")))
SAID = (
    "Last year our team labelled reviews and the labels did not agree. My task was to find out why. "
    "I compared the hard cases with the golden set and I wrote a rule with my lead for them."
)
LATER = "I measured Cohen's kappa each week and after that it rose to 0.82 over 400 items."


def attempt(*later: str, mode: Mode = Mode.SPOKEN) -> Attempt:
    answer = spoken(SAID) if mode is Mode.SPOKEN else typed(SAID)
    return Attempt(
        id="t1a1",
        number=1,
        mode=mode,
        state=AttemptState.SCORING,
        words=answer.words,
        signal=answer.audio.model_dump(mode="json") if answer.audio else {},
        additions=tuple(
            Addition(attempt=f"t{number}a1", words=spoken(f"[3] {text}").words) for number, text in enumerate(later, 2)
        ),
    )


def judged(one: Attempt, asked: Question = ASKED) -> dict[str, Result]:
    return {result.id: result for result in Judge(FakeMeaning()).judge(asked, one).results}


def test_what_was_added_follows_after_a_short_pause_in_the_answers_own_time() -> None:
    one = attempt("Two more words.", "And three.")
    own_end = one.words[-1].end or 0.0
    first, *_, last = words(one)
    assert first.start == pytest.approx(own_end + PAUSE)
    assert (last.end or 0.0) == pytest.approx(own_end + 2 * PAUSE + 5 * 0.4)
    assert answer_of(ASKED, one).added == 5


def test_content_counts_and_delivery_does_not() -> None:
    before, after = judged(attempt()), judged(attempt(LATER))
    for metric in ("time_limit", "speaking_rate", "filler_words", "pauses", "conciseness", "instruction_adherence"):
        assert after[metric] == before[metric], metric
    assert (before["concept_coverage"].value, after["concept_coverage"].value) == (0.5, 1.0)
    assert (after["specificity"].value or 0) > (before["specificity"].value or 0)
    lesson = judged(attempt("What I learned from this is to measure agreement before the work begins."))
    assert "reflection" not in {one.part for one in before["star_structure"].evidence}
    assert "reflection" in {one.part for one in lesson["star_structure"].evidence}


def test_its_evidence_names_the_attempt_and_the_seconds_in_which_it_was_said() -> None:
    one = attempt(LATER)
    found = judged(one)
    (kappa,) = (each for each in found["concept_coverage"].evidence if each.attempt is not None)
    said = one.additions[0].words[2:4]
    assert (kappa.attempt, kappa.quote) == ("t2a1", "Cohen's kappa")
    assert (kappa.start, kappa.end) == (said[0].start, said[-1].end)
    assert (kappa.start_word, kappa.end_word) == (None, None)


@pytest.mark.slow
def test_no_evidence_points_behind_the_words_of_its_attempt() -> None:
    one = attempt(LATER, "And we then used the golden set in every batch.")
    for result in judged(one).values():
        for evidence in result.evidence:
            assert evidence.end_word is None or evidence.end_word <= len(one.words)
            assert evidence.attempt in {None, "t2a1", "t3a1"}
            assert evidence.quote


def test_the_clean_text_is_that_of_the_answer_itself() -> None:
    judge = Judge(FakeMeaning())
    assert judge.judge(ASKED, attempt(LATER)).reading == judge.judge(ASKED, attempt()).reading


def test_a_typed_answer_may_be_completed_aloud() -> None:
    one = attempt(LATER, mode=Mode.TYPED)
    assert all(word.start is None for word in words(one))
    assert judged(one)["concept_coverage"].value == 1.0


def test_a_pause_is_heard_between_an_answer_and_what_was_added_and_none_inside_it() -> None:
    answer = answer_of(ASKED, attempt(LATER))
    assert isinstance(answer.audio, AudioFeatures)
    assert answer.audio.speech == (Span(start=0.0, end=answer.words[-answer.added - 1].end or 0.0),)
    pauses = Derived(answer).pauses
    assert [round(pause.seconds, 2) for pause in pauses] == [PAUSE]
    assert pauses[0].before_word == len(answer.words) - answer.added
