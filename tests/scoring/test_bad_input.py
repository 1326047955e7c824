"""Answers that are none, or hardly: each gets a sane, explained outcome, and quickly."""

from __future__ import annotations

import time

import pytest

from scoring.answer import Answer, AudioFeatures, Mode, Span
from scoring.examples import STORY, concept, question, spoken, typed
from scoring.question import Kind
from scoring.result import Result, Status
from scoring.rubric import rubric_for
from scoring.score import score, warm
from scoring.summary import Summary, next_step, summarise

CONCEPTS = (
    concept("rlhf", "RLHF", "reinforcement learning from human feedback"),
    concept("kappa", "Cohen's kappa", "inter-annotator agreement"),
    concept("golden", "golden set", "gold standard"),
    concept("edge", "edge case", "corner case"),
)
ASKED = question(
    text="Tell me about a time when you disagreed with a colleague about a label. How did you settle it?",
    parts=STORY,
    concepts=CONCEPTS,
    at_least=20,
    at_most=120,
)
STORY_TEXT = (
    "Last year my colleague and I disagreed about forty sarcastic reviews in our golden set. I had to settle it before "
    "Friday. I collected the cases, I read the guideline with her, and I wrote a rule for the edge case. As a result "
    "our agreement rose from seventy to ninety percent. That taught me to test every rule before we start."
)
SECONDS_FOR_ANYTHING = 20.0
"""Far more than any of these takes; a metric whose time grows with the square of the words would need minutes."""


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


def outcome(answer: Answer) -> tuple[dict[str, Result], Summary]:
    """Every result by id, and their sum; all of them explained."""
    rubric = rubric_for(Kind.BEHAVIOURAL)
    begun = time.monotonic()
    results = score(answer, rubric)
    assert time.monotonic() - begun < SECONDS_FOR_ANYTHING
    for result in results:
        assert result.status is not Status.ERROR, result.id
        assert result.verdict or result.reason or result.id not in rubric.metrics, result.id
        assert result.status is not Status.NOT_MEASURABLE or result.remedy, result.id
    summary = summarise(results, rubric)
    assert next_step(results, rubric)
    return {result.id: result for result in results}, summary


@pytest.mark.slow
def test_a_monologue_of_forty_minutes_is_scored_and_told_to_stop():
    text = " ".join([STORY_TEXT] * 100)
    results, summary = outcome(spoken(text, ASKED))

    assert results["time_limit"].score == 0
    assert "over the limit" in results["time_limit"].verdict
    assert results["conciseness"].score < 40
    assert summary.score < 75


def test_one_word_is_too_little_for_anything_but_what_it_lacks():
    results, summary = outcome(spoken("Yes.", ASKED))

    assert results["star_structure"].value == 0
    assert results["concept_coverage"].value == 0
    assert results["filler_words"].status is Status.NOT_MEASURABLE
    assert results["speaking_rate"].status is Status.NOT_MEASURABLE
    assert summary.score < 20


@pytest.mark.parametrize("say", [spoken, typed])
def test_a_list_of_keywords_read_aloud_earns_little_and_says_why(say):
    text = (
        "RLHF, Cohen's kappa, golden set, edge case, reward model, PPO, SFT, red teaming, bounding boxes, calibration."
    )
    results, summary = outcome(say(text, ASKED))

    assert results["concept_coverage"].score < 40
    assert "listed" in results["concept_coverage"].verdict
    assert summary.score < 40


def test_the_question_read_back_is_no_answer():
    results, summary = outcome(typed(f"{ASKED.text} {ASKED.text}", ASKED))

    assert results["star_structure"].value == 0
    assert summary.score < 40


def test_a_word_said_ten_thousand_times_is_neither_content_nor_clear_speech():
    results, summary = outcome(spoken("agreement " * 10_000, ASKED))

    assert results["star_structure"].status is not Status.OK or results["star_structure"].value == 0
    assert summary.score is None or summary.score < 40


def test_ten_thousand_typed_repetitions_end_soon():
    _, summary = outcome(typed("agreement " * 10_000, ASKED))

    assert summary.score is None or summary.score < 40


def test_emoji_are_no_words():
    results, summary = outcome(typed("👍 🎉 👩🏽‍💻 ✅ 🚀 " * 20, ASKED))

    assert all(result.status is not Status.OK for result in results.values())
    assert summary.score is None


def test_a_text_from_right_to_left_is_not_taken_for_english():
    text = "في العام الماضي عملت في فريق صغير وكان علينا أن نحل مشكلة كبيرة قبل نهاية الأسبوع. " * 4
    results, summary = outcome(typed(text, ASKED))

    assert results["star_structure"].status is not Status.OK or results["star_structure"].value == 0
    assert summary.score is None or summary.score < 20


def test_typed_german_is_not_scored_as_a_bad_answer_in_english():
    text = (
        "Letztes Jahr habe ich in einem kleinen Team gearbeitet und wir mussten die Qualität unserer Daten verbessern. "
        "Ich habe die Richtlinien gelesen und mit meinen Kollegen gesprochen. Am Ende waren alle zufrieden damit. "
    )
    results, _ = outcome(typed(text * 2, ASKED))

    assert results["star_structure"].status is Status.NOT_MEASURABLE
    assert "English" in results["star_structure"].reason


def heard(**features: object) -> Answer:
    """A good story, with this about its sound."""
    answer = spoken(STORY_TEXT, ASKED)
    assert answer.audio is not None
    return answer.model_copy(update={"audio": answer.audio.model_copy(update=features)})


def test_another_language_that_was_heard_is_named():
    results, summary = outcome(heard(language="de", language_probability=0.95))

    assert results["star_structure"].status is Status.NOT_MEASURABLE
    assert "English" in results["star_structure"].reason
    assert summary.score is None


def test_song_is_not_judged_as_speech():
    results, _ = outcome(heard(sung=0.9))

    assert results["speaking_rate"].status is Status.NOT_MEASURABLE
    assert results["filler_words"].status is Status.NOT_MEASURABLE


def test_a_second_voice_is_noticed_where_it_would_be_counted():
    length = spoken(STORY_TEXT, ASKED).audio.seconds
    results, _ = outcome(heard(other_voice=(Span(start=5, end=0.5 * length),)))

    assert results["speaking_rate"].status is Status.NOT_MEASURABLE
    assert "second voice" in results["speaking_rate"].reason
    assert "alone" in results["speaking_rate"].remedy or "quiet" in results["speaking_rate"].remedy


def test_an_answer_of_fillers_alone_is_explained():
    results, summary = outcome(spoken("um uh um " * 5, ASKED))

    assert summary.score is None
    assert "fillers" in results["star_structure"].reason


def test_silence_is_explained():
    audio = AudioFeatures(seconds=30, noise_dbfs=-70)
    results, summary = outcome(Answer(question=ASKED, mode=Mode.SPOKEN, audio=audio))

    assert summary.score is None
    assert "microphone" in results["star_structure"].remedy
