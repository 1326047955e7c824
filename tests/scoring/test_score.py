"""What an answer's results say when something is missing, broken or bad."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scoring import score as scoring_score
from scoring.answer import Answer, AudioFeatures, Mode, Span
from scoring.examples import STORY, concept, question, spoken, typed
from scoring.metric import Measurement, Metric
from scoring.metrics import METRICS
from scoring.question import Kind
from scoring.result import Status
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import next_step, summarise

RUBRIC = rubric_for(Kind.BEHAVIOURAL)
ASKED = question(parts=STORY, concepts=(concept("kappa", "kappa"),))
TALK = "Last year at my old company our tests were slow and I had to fix them before the release in May"


def silent(**audio) -> Answer:
    return Answer(question=ASKED, mode=Mode.SPOKEN, audio=AudioFeatures(seconds=20, **audio))


def reasons(answer: Answer) -> set[tuple[Status, str, str | None]]:
    return {(result.status, result.reason, result.remedy) for result in score(answer, RUBRIC)}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (silent(), "No voice was heard"),
        (silent(speech=(Span(start=1, end=1.5),)), "only 0.5 seconds of voice"),
        (silent(speech=(Span(start=1, end=9),)), "8 seconds of voice were heard, but no words"),
        (silent(unrecognised=(Span(start=1, end=9),)), "8 seconds of voice were heard, but no words"),
        (spoken("um uh um", ASKED), "only fillers"),
    ],
)
def test_a_spoken_answer_without_words_says_which_lack_it_is_and_what_would_mend_it(answer: Answer, reason: str):
    (found,) = reasons(answer)

    assert found[0] is Status.NOT_MEASURABLE
    assert reason in found[1]
    assert found[2]


def test_a_typed_answer_has_nothing_to_time_and_everything_else():
    results = {result.id: result for result in score(typed(TALK, ASKED), RUBRIC)}

    for identity in ("time_limit", "filler_words", "speaking_rate"):
        assert results[identity].status is Status.NOT_APPLICABLE
        assert "typed" in results[identity].reason
    assert results["star_structure"].status is Status.OK
    assert results["star_structure"].evidence[0].start is None


def test_an_empty_typed_answer_says_so():
    results = score(typed("", ASKED), RUBRIC)

    assert {result.reason for result in results if result.status is Status.NOT_MEASURABLE} == {"Nothing was typed."}


def test_overloaded_sound_is_not_scored():
    answer = spoken(TALK, ASKED)
    loud = answer.model_copy(update={"audio": answer.audio.model_copy(update={"clipped": 0.6})})
    slightly = answer.model_copy(update={"audio": answer.audio.model_copy(update={"clipped": 0.02})})
    ((status, reason, remedy),) = reasons(loud)

    assert status is Status.NOT_MEASURABLE
    assert "60%" in reason
    assert "a hand's width" in remedy
    assert score(slightly, RUBRIC) == score(answer, RUBRIC)


def test_an_answer_that_was_mostly_not_understood_is_not_scored():
    answer = spoken(TALK, ASKED)
    lost = (Span(start=answer.audio.seconds, end=answer.audio.seconds + 30),)
    ((status, reason, _),) = reasons(
        answer.model_copy(update={"audio": answer.audio.model_copy(update={"unrecognised": lost})})
    )

    assert status is Status.NOT_MEASURABLE
    assert "could not be understood" in reason


def _broken(value: float | None) -> Metric:
    def measure(_derived) -> Measurement:
        if value is None:
            raise ZeroDivisionError("secret detail")
        return Measurement(value=value)

    return Metric("broken", "Broken", "ratio", frozenset(), measure, (), ())


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_metric_that_fails_becomes_an_error_result_and_takes_nothing_with_it(monkeypatch, caplog, value):
    monkeypatch.setattr(scoring_score, "METRICS", (_broken(value), *METRICS))
    first, *others = score(typed(TALK, ASKED), RUBRIC)

    assert first.status is Status.ERROR
    assert first.value is None
    assert first.score is None
    assert "secret" not in first.reason
    assert "broken" in caplog.text
    assert "secret detail" not in "".join(line for line in caplog.text.splitlines() if "raise " not in line)
    assert tuple(others) == score(typed(TALK, ASKED), RUBRIC)[1:]


def test_a_metric_without_a_scale_has_a_value_and_no_score(monkeypatch):
    monkeypatch.setattr(scoring_score, "METRICS", (_broken(0.5),))
    (result,) = score(typed(TALK, ASKED), RUBRIC)

    assert (result.status, result.value, result.score, result.level) == (Status.OK, 0.5, None, None)


def test_nothing_that_could_not_be_measured_has_a_number_anywhere():
    for answer in (silent(), spoken("um", ASKED), typed("", ASKED)):
        results = score(answer, RUBRIC)
        assert all(result.value is None and result.score is None for result in results)
        assert summarise(results, RUBRIC).score is None


def test_the_first_thing_said_to_somebody_without_a_microphone_is_how_to_mend_it():
    assert "microphone" in next_step(score(silent(), RUBRIC), RUBRIC)


def test_importing_the_library_loads_no_model_and_nothing_of_the_application():
    code = (
        "import sys, scoring.score, scoring.summary, scoring.rubric\n"
        "heavy = {'spacy', 'numpy', 'torch', 'thinc', 'onnxruntime', 'faster_whisper', 'interview_sim', 'requests'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"
