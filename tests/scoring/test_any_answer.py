"""Whatever a recogniser or a person may produce, scoring keeps its word."""

from __future__ import annotations

import math
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.answer import Answer, AudioFeatures, Mode, Span, Word, WordKind
from scoring.derived import Derived
from scoring.examples import STORY, concept, question
from scoring.metric import NotApplicable, NotMeasurable
from scoring.metrics import METRICS
from scoring.question import Kind
from scoring.result import Status
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import combine, next_step, summarise

SAID = """
I I we we're the um uh, so then had to because you know, like kind of result. learned twenty five r l h f our —
R.L.H.F. mm 5 ground-truth finetuning by us was, very fixed 98% ... , ' - ER
"""
COMMON = st.sampled_from(SAID.split())
TEXT = st.one_of(COMMON, COMMON, st.text(min_size=1, max_size=12))
MOMENT = st.one_of(st.floats(0, 120), st.sampled_from([0.0, 1.0, 1.0, 5.0]))
CONCEPTS = (
    concept("rlhf", "RLHF", misheard=("our l h f",)),
    concept("bias", "bias", misheard=("by us",)),
    concept("odd", "…", "ground truth", paraphrases=("25", "fine-tuning")),
)


# The same examples on every run, so that a failure is a change's own; explore with a larger EXAMPLES now and then.
EXAMPLES = int(os.environ.get("INTERVIEW_SIM_EXAMPLES", "100"))
CALM = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES <= 100,
    suppress_health_check=list(HealthCheck),
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(MOMENT), draw(MOMENT)))
    return Span(start=start, end=end)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    limit = draw(st.sampled_from([0.0, 1.0, 60.0]))
    asked = question(
        parts=draw(st.sampled_from([(), STORY, STORY[:2], STORY[4:]])),
        concepts=draw(st.sampled_from([(), CONCEPTS])),
        at_least=draw(st.sampled_from([0.0, 30.0])),
        at_most=90,
        constraints=draw(st.sampled_from([(), ({"type": "at_most_seconds", "seconds": limit},)])),
    )
    texts = draw(st.lists(TEXT, max_size=60))
    if draw(st.booleans()):
        return Answer(question=asked, mode=Mode.TYPED, words=tuple(Word(text=text) for text in texts))
    starts = sorted(draw(st.lists(MOMENT, min_size=len(texts), max_size=len(texts))))
    words = tuple(
        Word(
            text=text,
            start=start,
            end=start + draw(st.sampled_from([0.0, 0.1, 0.4, 30.0])),
            kind=draw(st.sampled_from(WordKind)),
        )
        for text, start in zip(texts, starts, strict=True)
    )
    few = st.lists(spans(), max_size=3).map(tuple)
    audio = AudioFeatures(
        seconds=draw(MOMENT), speech=draw(few), unrecognised=draw(few), clipped=draw(st.sampled_from([0, 0.05, 1]))
    )
    return Answer(question=asked, mode=Mode.SPOKEN, words=words, audio=audio, thinking=draw(few))


def _within(answer: Answer, evidence) -> None:
    if evidence.start_word is None:  # a silence, or a sound that became no word
        assert evidence.end_word is None
        assert 0 <= evidence.start <= evidence.end
        return
    assert 0 <= evidence.start_word < evidence.end_word <= len(answer.words)
    if answer.mode is Mode.TYPED:
        assert evidence.start is None
        assert evidence.end is None
        return
    assert min(word.start for word in answer.words) <= evidence.start <= evidence.end
    assert evidence.end <= max(word.end for word in answer.words)


@CALM
@given(answer=answers())
@pytest.mark.slow
def test_a_metric_raises_nothing_but_what_it_may_and_points_inside_the_answer(answer: Answer):
    for metric in METRICS:
        if not answer.words or ("times" in metric.needs and answer.mode is Mode.TYPED):
            continue
        try:
            found = metric.measure(Derived(answer))
        except (NotApplicable, NotMeasurable):
            continue
        assert math.isfinite(found.value)
        for evidence in found.evidence:
            _within(answer, evidence)


@CALM
@given(answer=answers(), kind=st.sampled_from(Kind))
@pytest.mark.slow
def test_scoring_never_fails_never_leaves_the_scale_and_never_changes_its_mind(answer: Answer, kind: Kind):
    rubric = rubric_for(kind)
    results = score(answer, rubric)

    assert [result.id for result in results] == [metric.id for metric in METRICS]
    for result in results:
        assert result.status is not Status.ERROR
        assert (result.value is not None) == (result.status is Status.OK)
        assert result.score is None or 0 <= result.score <= 100
        assert result.status is Status.OK or result.reason
    again = score(answer, rubric)
    assert [result.model_dump_json() for result in again] == [result.model_dump_json() for result in results]
    summary = summarise(results, rubric)
    assert summary.score is None or 0 <= summary.score <= 100
    assert combine([summary]).score == pytest.approx(summary.score, abs=0.11)
    next_step(results, rubric)


@CALM
@given(answer=answers())
def test_time_is_never_counted_twice_and_never_negative(answer: Answer):
    derived = Derived(answer)

    assert derived.voiced_seconds + 1e-6 >= 0
    assert derived.voiced_seconds <= derived.speaking_seconds + 1e-6 <= derived.seconds + 2e-6
    assert sum(pause.seconds for pause in derived.pauses) <= derived.seconds + 1e-6
