"""Pauses, reaction, intonation, intelligibility and pace: what is said of them, and when nothing can be said."""

from __future__ import annotations

import pytest

from scoring import score as scoring_score
from scoring.answer import Answer, AudioFeatures, Baseline, Contour, Span, WordKind
from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.metric import NotApplicable, NotMeasurable
from scoring.metrics import METRICS
from scoring.question import Kind
from scoring.result import Result, Status
from scoring.rubric import rubric_for
from scoring.score import score

TEN = "we labelled the images and checked every single box twice"
HUNDRED = " ".join([TEN] * 10)
RUBRIC = rubric_for(Kind.BEHAVIOURAL)


def judged(identity: str, answer: Answer) -> Result:
    """The Result of one metric alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring_score, "METRICS", tuple(metric for metric in METRICS if metric.id == identity))
        (result,) = score(answer, RUBRIC)
    return result


def measured(identity: str, answer: Answer):
    return next(metric for metric in METRICS if metric.id == identity).measure(Derived(answer))


def timed(text: str, question_end: float = 4.0) -> Answer:
    voice = (Span(start=0.0, end=question_end),)
    return spoken(text).model_copy(update={"question_end": question_end, "interviewer": voice})


# Pauses


def test_a_pause_is_cited_with_its_own_seconds_and_the_words_around_it():
    (pause,) = measured("pauses", spoken(f"{TEN} [2] {TEN}")).evidence

    assert (pause.kind, pause.start, pause.end) == ("pause", pytest.approx(4.0), pytest.approx(6.0))
    assert (pause.quote, pause.start_word, pause.end_word) == ("twice … we", 9, 11)


def test_calm_pauses_between_sentences_cost_nothing():
    result = judged("pauses", spoken(" [1.5] ".join([f"{TEN} {TEN} {TEN}"] * 4)))

    assert result.score == 100
    assert result.advice is None
    assert result.verdict.startswith("3 pauses of a second or more took 9% of your answer, none longer than 3 seconds.")


def test_one_dead_silence_in_a_fluent_answer_is_not_lost_in_the_share():
    fluent, broken = judged("pauses", spoken(HUNDRED)), judged("pauses", spoken(f"{HUNDRED} [8] {HUNDRED}"))

    assert fluent.score == 100
    assert broken.value == pytest.approx(8 / 88, abs=1e-4)
    assert broken.score < 75
    assert "it was long: 8 seconds" in broken.verdict
    assert "Let me think about that for a moment" in broken.advice


def test_the_same_silence_announced_costs_nothing_and_is_praised():
    result = judged("pauses", spoken(f"{HUNDRED} [0.5] let me think about that for a moment [8] {HUNDRED}"))

    assert result.score == 100
    assert [one.kind for one in result.evidence] == ["placeholder"]
    assert "that is good style, and 8 seconds of silence after it do not count" in result.verdict


def test_the_interviewers_voice_in_the_middle_of_an_answer_is_no_pause():
    answer = spoken(f"{TEN} [8] {TEN}")
    asked_again = answer.model_copy(update={"interviewer": (Span(start=4.5, end=11.5),)})

    assert measured("pauses", answer).value == pytest.approx(8 / 16)
    assert measured("pauses", asked_again).value == pytest.approx(1 / 9)


def test_one_sigh_of_a_sentence_has_no_share_of_pauses():
    with pytest.raises(NotMeasurable, match="too little"):
        measured("pauses", spoken("yes [3] we did"))


# Reaction


@pytest.mark.parametrize(
    ("silence", "said", "points"),
    [
        (4.2, "You began 0.2 seconds after the question. That is natural in talk", (100, 100)),
        (5.5, "You began 1.5 seconds after the question. 1 to 3 seconds sound thoughtful", (100, 100)),
        (8.5, "You began 4.5 seconds after the question. 1 to 3 seconds sound thoughtful, near 5", (60, 80)),
        (16.0, "You began 12 seconds after the question. 1 to 3 seconds sound thoughtful, near 5", (0, 30)),
        (2.8, "You began 1.2 seconds before the question had ended. 1 to 2 seconds after", (0, 50)),
    ],
)
def test_the_reaction_is_told_with_its_yardstick(silence: float, said: str, points: tuple[int, int]):
    result = judged("reaction", timed(f"[{silence}] {TEN} {TEN}"))

    assert result.verdict.startswith(said)
    assert points[0] <= result.score <= points[1]
    assert (result.advice is None) == (result.score == 100)


def test_a_first_word_stretched_over_the_silence_before_it_begins_with_the_voice_and_an_um_does_not():
    answer = timed(f"[5.5] {TEN} {TEN}")
    first, *others = answer.words
    early = first.model_copy(update={"start": 4.7})
    um = early.model_copy(update={"text": "um", "kind": WordKind.FILLED_PAUSE})

    assert measured("reaction", answer.model_copy(update={"words": (early, *others)})).value == pytest.approx(1.5)
    assert measured("reaction", answer.model_copy(update={"words": (um, *others)})).value == pytest.approx(0.7)


def test_speaking_over_the_interviewer_later_is_noticed_too():
    answer = timed(f"[5] {TEN} {TEN}")
    again = answer.model_copy(update={"interviewer": (*answer.interviewer, Span(start=8.0, end=9.5))})
    result = judged("reaction", again)

    assert result.value == pytest.approx(1.0)
    assert result.detail["overlap"] == pytest.approx(1.5)
    assert result.verdict.startswith("You spoke for 1.5 seconds while the interviewer did.")
    assert [one.kind for one in result.evidence] == ["first_words", "over_interviewer"]
    assert result.score < 50


def test_without_the_end_of_the_question_there_is_no_reaction():
    with pytest.raises(NotApplicable, match="not known"):
        measured("reaction", spoken(TEN))


# Intonation


def melody(contour: Contour | None, seconds: float = 40.0) -> Answer:
    answer = spoken(HUNDRED)
    audio = AudioFeatures(seconds=seconds, speech=(Span(start=0, end=seconds),), contour=contour)
    return answer.model_copy(update={"audio": audio})


def test_a_melody_that_was_not_recorded_is_not_made_up():
    for contour in (None, Contour(hop=0.016)):
        with pytest.raises(NotMeasurable, match="not recorded"):
            measured("intonation", melody(contour))


def test_a_few_voiced_seconds_have_no_melody():
    pitch = (110.0, 112.0, 115.0, 118.0, None, None, None, None) * 100
    with pytest.raises(NotMeasurable, match="only 8 seconds of voiced sound"):
        measured("intonation", melody(Contour(hop=0.02, pitch_hz=pitch, level_dbfs=(-20.0,) * len(pitch))))


def test_noise_that_flickers_through_the_tracker_is_no_voice():
    pitch = (300.0, None, 80.0, None, None) * 500
    with pytest.raises(NotMeasurable, match="only 0 seconds"):
        measured("intonation", melody(Contour(hop=0.016, pitch_hz=pitch, level_dbfs=(-50.0,) * len(pitch))))


def test_a_flat_stretch_in_a_lively_answer_is_pointed_at():
    lively = tuple(120.0 * 2 ** ((i % 40) / 40) for i in range(500))
    flat = tuple(120.0 * 2 ** ((i % 10) / 200) for i in range(500))
    pitch = tuple(None if i % 20 == 0 else value for i, value in enumerate((*lively, *flat)))
    found = measured("intonation", melody(Contour(hop=0.04, pitch_hz=pitch, level_dbfs=(-20.0,) * 1000)))

    assert [one.kind for one in found.evidence] == ["lively", "flat"]
    assert found.evidence[0].end < 25
    assert found.evidence[1].start > 18
    assert 0 < found.detail["flat_share"] < 1


# Intelligibility


def test_the_unclear_term_is_named_and_nobodys_accent_is_blamed():
    asked = question(concepts=(concept("kappa", "Cohen's kappa"), concept("truth", "ground truth")))
    answer = spoken("we had to check Cohen's kappa on all of the labels in the ground truth of our team", asked)
    words = tuple(
        word.model_copy(update={"probability": 0.1}) if word.text in {"Cohen's", "kappa"} else word
        for word in answer.words
    )
    result = judged("intelligibility", answer.model_copy(update={"words": words}))

    assert result.value == 0.5
    assert [one.quote for one in result.evidence] == ["Cohen's kappa"]
    assert "“Cohen's kappa”" in result.advice
    assert "not your accent" in result.verdict


def test_too_few_domain_words_and_too_few_others_tell_nothing():
    asked = question(concepts=(concept("rlhf", "RLHF"), concept("truth", "ground truth")))
    with pytest.raises(NotMeasurable, match="1 domain word "):
        measured("intelligibility", spoken(f"{TEN} RLHF", asked))
    with pytest.raises(NotMeasurable, match="too few other words"):
        measured("intelligibility", spoken("RLHF needs ground truth", asked))
    with pytest.raises(NotApplicable):
        measured("intelligibility", spoken(TEN))


def test_a_recogniser_that_gives_no_probabilities_is_not_asked_for_them():
    asked = question(concepts=(concept("kappa", "Cohen's kappa", "kappa"), concept("truth", "ground truth")))
    answer = spoken(f"{TEN} with ground truth and Cohen's kappa", asked)
    words = tuple(word.model_copy(update={"probability": None}) for word in answer.words)

    assert judged("intelligibility", answer.model_copy(update={"words": words})).status is Status.NOT_MEASURABLE


# Pace against one's own


def paced(per_minute: float, usual: float | None) -> Result:
    known = None if usual is None else Baseline(answers=5, speaking_rate=usual)
    return judged("speaking_rate", spoken(HUNDRED, per_minute=per_minute).model_copy(update={"baseline": known}))


def test_the_usual_pace_is_said_beside_the_scale_and_changes_no_score():
    alone, known = paced(150, None), paced(150, 118)

    assert known.score == alone.score
    assert known.verdict == f"{alone.verdict} You usually speak at 118."
    assert (known.detail["baseline"], known.detail["change"]) == (118, 27)
    assert (alone.detail["baseline"], alone.detail["change"]) == (None, None)


@pytest.mark.parametrize(
    ("pace", "usual", "advice"),
    [
        (190, 118, "Go back to your usual 118 words a minute"),
        (190, 185, "Aim for 148 words a minute, 20% slower than you usually speak"),
        (230, 240, "Aim for 160 words a minute, 33% slower than you usually speak"),
        (190, None, "Aim for 160 words a minute"),
    ],
)
def test_above_the_band_the_aim_comes_from_ones_own_pace(pace: float, usual: float | None, advice: str):
    assert paced(pace, usual).advice.startswith(advice)


def test_nobody_below_the_band_is_told_to_slow_down():
    assert "slow" not in paced(90, 185).advice.replace("came slowly", "")


# Odd answers


@pytest.mark.slow
@pytest.mark.parametrize("text", ["word " * 10_000, "🙂 " * 50, "שלום עולם " * 100, "<b>we</b> <p> did </p> " * 30])
def test_whatever_was_said_there_is_an_explained_outcome(text: str):
    for answer in (spoken(text), typed(text)):
        for identity in ("pauses", "reaction", "intonation", "intelligibility", "speaking_rate"):
            result = judged(identity, answer)
            assert result.status is not Status.ERROR
            assert result.status is Status.OK or result.reason
