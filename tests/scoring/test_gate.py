"""When an answer cannot carry a metric, which metrics that bars, and what the candidate is told."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.answer import Answer, Contour, Mode, Span, Word, WordKind
from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.gate import faults, refusal
from scoring.metric import Need, NotApplicable, NotMeasurable

TALK = (
    "Last year at my old company our tests were slow and I had to make them fast before the release in May so I looked "
    "at every one of them and found that most of the time went into setting up the database again and again"
)
DELIVERY = frozenset[Need]({"words", "times", "clean_sound", "one_voice"})
CONTENT = frozenset[Need]({"words"})
TERMS = frozenset[Need]({"words", "trusted_words"})
LENGTH = frozenset[Need]({"words", "times"})
MELODY = frozenset[Need]({"words", "times", "pitch", "one_voice"})
REACTION = frozenset[Need]({"words", "times", "timeline"})


def heard(text: str = TALK, **audio: Any) -> Answer:
    """A spoken answer whose sound was like this."""
    answer = spoken(text)
    assert answer.audio is not None
    return answer.model_copy(update={"audio": answer.audio.model_copy(update=audio)})


def barred(answer: Answer, *needs: frozenset[Need]) -> list[bool]:
    """Whether a metric with each of these needs is refused."""
    return [isinstance(refusal(each, Derived(answer)), NotMeasurable) for each in needs]


def ids(answer: Answer) -> list[str]:
    """The faults found, but for the melody, which these answers do not have."""
    return [fault.id for fault in faults(Derived(answer)) if fault.id != "no_pitch"]


def told(answer: Answer, needs: frozenset[Need] = DELIVERY) -> str:
    """What the candidate is told."""
    why = refusal(needs, Derived(answer))
    assert isinstance(why, NotMeasurable)
    return f"{why.reason} {why.remedy}"


def test_a_clear_answer_has_no_fault():
    assert ids(heard()) == []
    assert barred(heard(), DELIVERY, CONTENT, TERMS, LENGTH) == [False] * 4


def test_a_typed_answer_has_words_that_can_be_trusted_and_no_sound():
    answer = typed(TALK)

    assert ids(answer) == []
    assert refusal(TERMS, Derived(answer)) is None
    for needs in (DELIVERY, LENGTH, MELODY, REACTION):
        assert isinstance(refusal(needs, Derived(answer)), NotApplicable)


@pytest.mark.parametrize(
    ("noise", "delivery", "terms", "content"),
    [(-40, False, False, False), (-31.5, True, False, False), (-28, True, True, False), (-26, True, True, True)],
)
def test_noise_bars_fillers_first_then_single_words_then_all(noise, delivery, terms, content):
    answer = heard(noise_dbfs=noise)

    assert barred(answer, DELIVERY, TERMS, CONTENT, LENGTH) == [delivery, terms, content, content]


def test_noise_is_told_as_noise_with_what_helps():
    assert "headset" in told(heard(noise_dbfs=-28.0))
    assert "almost as loud as your voice" in told(heard(noise_dbfs=-23.0), CONTENT)


def test_the_noise_within_the_voice_is_taken_out_of_the_voice():
    assert ids(heard(level_dbfs=-20.0, noise_dbfs=-33.1)) == ["noise"]
    assert ids(heard(level_dbfs=-20.0, noise_dbfs=-33.3)) == []


def test_digital_silence_and_unknown_levels_are_no_noise():
    assert ids(heard(noise_dbfs=-96.0)) == []
    assert ids(heard(level_dbfs=None, noise_dbfs=None)) == []


@pytest.mark.parametrize(
    ("clipped", "delivery", "content"), [(0.1, False, False), (0.3, True, False), (0.6, True, True)]
)
def test_clipping_bars_fillers_first_and_content_where_it_is_gross(clipped, delivery, content):
    assert barred(heard(clipped=clipped), DELIVERY, CONTENT) == [delivery, content]


def test_clipping_is_told_with_a_distance():
    assert "30%" in told(heard(clipped=0.3))
    assert "a hand's width" in told(heard(clipped=0.3))


def test_the_first_thing_told_is_the_plainest():
    assert "overloaded" in told(heard(clipped=0.7, noise_dbfs=-25.0), CONTENT)


def contour(*levels: float) -> Contour:
    return Contour(hop=0.1, pitch_hz=(None,) * len(levels), level_dbfs=levels)


@pytest.mark.parametrize(
    ("seconds", "delivery", "length", "terms", "content"),
    [
        (2, False, False, False, False),
        (5, True, False, False, False),
        (10, True, True, True, False),
        (25, True, True, True, True),
    ],
)
def test_sound_as_loud_as_the_voice_in_which_nobody_was_heard_means_missing_words(
    seconds, delivery, length, terms, content
):
    talked = round(10 * heard().audio.seconds)
    answer = heard(contour=contour(*[-20.0] * (talked + 10 * seconds)))

    assert barred(answer, DELIVERY, LENGTH, TERMS, CONTENT) == [delivery, length, terms, content]
    assert ids(heard(contour=contour(*[-20.0] * talked, *[-45.0] * 10 * seconds))) == []


def test_how_long_nobody_was_heard_is_told():
    talked = round(10 * heard().audio.seconds)

    assert "For 10 seconds" in told(heard(contour=contour(*[-20.0] * (talked + 102))))


def test_a_bang_and_what_the_interviewer_said_are_no_missing_words():
    bang = heard(f"[8] {TALK}", contour=contour(*[-60.0] * 10, *[-5.0] * 15, *[-60.0] * 55, *[-20.0] * 150))
    muted = heard(f"[8] {TALK}", contour=contour(*[-20.0] * 230), muted=(Span(start=0, end=8),))

    assert ids(bang) == ids(muted) == []


def test_voice_without_words_bars_more_the_more_there_is_of_it():
    seconds = spoken(TALK).audio.seconds
    part, most = ((Span(start=seconds, end=seconds * share),) for share in (1.4, 2.5))

    assert barred(heard(unrecognised=part), DELIVERY, TERMS, CONTENT) == [True, True, False]
    assert barred(heard(unrecognised=most), DELIVERY, TERMS, CONTENT) == [True, True, True]
    assert "could not be understood" in told(heard(unrecognised=most), CONTENT)


def unsure(probability: float, text: str = TALK) -> Answer:
    answer = spoken(text)
    words = tuple(word.model_copy(update={"probability": probability}) for word in answer.words)
    return answer.model_copy(update={"words": words})


@pytest.mark.parametrize(
    ("probability", "delivery", "terms", "content"),
    [(0.67, False, False, False), (0.55, True, True, False), (0.4, True, True, True)],
)
def test_words_that_the_recogniser_doubts_are_not_trusted(probability, delivery, terms, content):
    assert barred(unsure(probability), DELIVERY, TERMS, CONTENT) == [delivery, terms, content]


def test_the_doubt_about_a_few_words_says_nothing_and_neither_does_that_about_fillers():
    assert ids(unsure(0.3, "yes I did that twice")) == []
    words = tuple(
        Word(text="um", start=i, end=i + 0.3, probability=0.05, kind=WordKind.FILLED_PAUSE) for i in range(20, 40)
    )
    answer = heard(speech=(Span(start=0, end=41),))
    assert ids(answer.model_copy(update={"words": (*answer.words, *words)})) == []


def test_hardly_any_words_in_much_voice_means_that_most_were_lost():
    answer = heard("we did that", speech=(Span(start=0, end=20),), seconds=20.0)

    assert ids(answer) == ["sparse"]
    assert "only 3 words" in told(answer, CONTENT)


def test_words_where_nobody_spoke_are_invented():
    answer = heard(speech=(Span(start=0, end=6),))

    assert ids(answer) == ["invented"]
    assert barred(answer, DELIVERY, CONTENT) == [True, True]


@pytest.mark.parametrize("answer", [spoken, typed])
def test_the_same_words_again_and_again_are_no_answer(answer):
    loop = answer(" ".join(["thank you for watching"] * 300))

    assert ids(loop) == ["circles"]
    assert barred(loop, CONTENT, TERMS) == [True, True]
    assert "again and again" in told(loop, CONTENT)


@pytest.mark.slow
def test_ten_thousand_times_one_word_is_explained_shortly():
    assert len(told(typed(" ".join(["yes" * 60] * 10_000)), CONTENT)) < 200


def test_somebody_who_repeats_a_sentence_or_counts_is_heard():
    counting = " ".join(str(number) for number in range(200))

    assert ids(typed(f"{TALK} {TALK} {TALK}")) == []
    assert ids(typed(counting)) == []
    assert ids(spoken(f"{'no ' * 40} {TALK} {TALK} {TALK}")) == []


def test_another_language_is_told_only_where_it_is_sure():
    assert barred(heard(language="de", language_probability=0.95), CONTENT, DELIVERY) == [True, True]
    assert "English" in told(heard(language="de", language_probability=0.95), CONTENT)
    assert ids(heard(language="de", language_probability=0.5)) == []
    assert ids(heard(language="en", language_probability=0.99)) == []


def test_song_is_no_answer_and_a_hummed_moment_is_no_song():
    assert barred(heard(sung=0.6), CONTENT, DELIVERY, MELODY) == [True] * 3
    assert "singing" in told(heard(sung=0.6))
    assert ids(heard(sung=0.25)) == []
    assert ids(heard("la la", sung=0.9)) == []


def test_a_second_voice_spoils_how_it_sounds_and_not_what_is_said():
    answer = heard(other_voice=(Span(start=4, end=6), Span(start=6, end=8)))

    assert ids(answer) == ["second_voice"]
    assert barred(answer, DELIVERY, MELODY, CONTENT, TERMS, LENGTH) == [True, True, False, False, False]
    assert "0:04" in told(answer)
    assert ids(heard(other_voice=(Span(start=4, end=5),))) == []


def test_a_melody_needs_some_seconds_of_voice_with_a_pitch():
    pitched = Contour(hop=0.1, pitch_hz=(120.0,) * 60 + (None,) * 40, level_dbfs=(-20.0,) * 100)
    hoarse = Contour(hop=0.1, pitch_hz=(120.0,) * 20 + (None,) * 80, level_dbfs=(-20.0,) * 100)

    assert barred(heard(contour=pitched), MELODY, DELIVERY) == [False, False]
    assert barred(heard(contour=hoarse), MELODY, DELIVERY) == [True, False]
    assert barred(heard(), MELODY) == [True]


def test_reaction_needs_to_know_when_the_interviewer_stopped():
    answer = heard()

    assert isinstance(refusal(REACTION, Derived(answer)), NotApplicable)
    assert refusal(REACTION, Derived(answer.model_copy(update={"question_end": 0.0}))) is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(question=question(), mode=Mode.TYPED), "Nothing was typed."),
        (spoken("um uh um"), "only fillers"),
        (heard("", speech=(), seconds=20.0), "No voice was heard"),
        (heard("", speech=(Span(start=1, end=1.5),), seconds=20.0), "only 0.5 seconds of voice"),
        (heard("", speech=(Span(start=1, end=9),), seconds=20.0), "8 seconds of voice were heard, but no words"),
        (heard("", unrecognised=(Span(start=1, end=9),), seconds=20.0), "8 seconds of voice were heard, but no words"),
    ],
)
def test_without_words_it_is_said_which_lack_it_is(answer, said):
    assert said in told(answer, CONTENT)


@pytest.mark.parametrize(
    "text",
    [
        "Letztes Jahr mussten wir in einem kleinen Team die Qualität unserer Daten verbessern und alle waren zufrieden",
        "El año pasado tuvimos que mejorar la calidad de nuestros datos antes de la auditoría final del proyecto",
        "В прошлом году нам нужно было улучшить качество данных перед проверкой и мы написали новые правила вместе",
        "في العام الماضي عملت في فريق صغير وكان علينا تحسين جودة بياناتنا قبل المراجعة النهائية",
    ],
)
def test_words_that_are_not_english_are_told_apart_from_a_bad_answer(text):
    assert ids(typed(text)) == ["language"]
    assert "English" in told(typed(text), CONTENT)


@pytest.mark.parametrize(
    "text",
    [
        "Python Kubernetes Docker Terraform PostgreSQL Redis Kafka Grafana Prometheus Azure Jenkins Ansible Helm",
        "kappa calibration golden set preference ranking red teaming adjudication rubric guideline labels agreement",
        "last year small team data quality very bad so I make guideline and check example together result good",
        "Maria Schneider, Hamburg",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
    ],
)
def test_lists_of_terms_learners_english_names_and_figures_are_no_other_language(text):
    assert ids(typed(text)) == []
