"""Composure is noticed kindly, and only in what the candidate says of this moment."""

from __future__ import annotations

import pytest

from scoring.answer import Contour
from scoring.derived import Derived
from scoring.examples import spoken, typed
from scoring.metric import NotMeasurable
from scoring.metrics import composure
from scoring.question import Kind
from scoring.rubric import rubric_for

WORK = "we checked every label twice before the second review and then my team wrote down one clear rule for it"


def found(text: str):
    return composure.measure(Derived(typed(f"{text} {WORK}")))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i am sorry my english is very bad", "apology"),
        ("Sorry, my English... I am still learning.", "apology"),
        ("excuse me for my bad pronunciation so the data was noisy", "apology"),
        ("i'm sorry that was a terrible answer", "apology"),
        ("i'm not good at interviews", "apology"),
        ("this is so stupid why do they ask this", "frustration"),
        ("i really hate these questions", "frustration"),
        ("no forget it it doesn't matter", "frustration"),
        ("let's skip this question please", "giving_up"),
        ("my mind is completely blank", "giving_up"),
    ],
)
def test_each_kind_is_told_apart_in_spoken_english(text: str, kind: str):
    assert [evidence.kind for evidence in found(text).evidence] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "the users were sorry to see it go",
        "i told the candidate that his english is not good enough for the post",
        "customers say this is ridiculous when the app crashes",
        "i can't think of a better tool than git and i can't do this without tests",
        "english is not my first language so i double check my texts",
        "it is stupid to deploy on friday and a stupid question is better than none",
        "never mind how small the bug is i write a test",
        "we had to skip this step and i was not good at math in school",
        "if i am stuck i ask and i am nervous when i deploy",
    ],
)
def test_honest_uses_cost_nothing(text: str):
    assert not found(text).value


def test_the_advice_names_the_sentence_to_leave_out():
    measured = found("Ugh. Sorry for my English.")

    assert measured.advice == "Your English needs no apology: leave the sentence out."
    assert measured.detail["said"] == "an apology for your English and a word of frustration"
    scale = rubric_for(Kind.TECHNICAL).metrics["composure"]
    assert scale.band(measured.value).verdict.format_map(measured.detail).startswith("There was an apology")


def test_of_a_few_words_nothing_is_praised():
    with pytest.raises(NotMeasurable, match="too few"):
        composure.measure(Derived(typed("Yes, I did.")))


def test_a_raised_voice_is_cited_with_the_words_that_were_said_in_it():
    answer = spoken(WORK)
    levels = tuple(-20.0 if 40 <= i < 100 else -32.0 for i in range(160))
    contour = Contour(hop=0.05, pitch_hz=(150.0,) * 160, level_dbfs=levels)
    audio = answer.audio.model_copy(update={"contour": contour})
    [evidence] = composure.measure(Derived(answer.model_copy(update={"audio": audio}))).evidence

    assert evidence.kind == "raised"
    assert evidence.start == pytest.approx(2.0)
    assert evidence.end == pytest.approx(5.2)


def test_a_noise_without_a_voice_in_it_is_no_raised_voice():
    answer = spoken(WORK)
    levels = tuple(-10.0 if 40 <= i < 100 else -32.0 for i in range(160))
    pitch = tuple(None if 40 <= i < 100 else 150.0 for i in range(160))
    audio = answer.audio.model_copy(update={"contour": Contour(hop=0.05, pitch_hz=pitch, level_dbfs=levels)})

    assert not composure.measure(Derived(answer.model_copy(update={"audio": audio}))).value
