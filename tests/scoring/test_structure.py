"""Opening, points and close of answers that are no story."""

from __future__ import annotations

import pytest

from scoring.derived import Derived
from scoring.examples import STORY, question, typed
from scoring.metric import NotApplicable, NotMeasurable
from scoring.metrics import structure
from scoring.question import Kind
from scoring.rubric import rubric_for

SCALE = rubric_for(Kind.TECHNICAL).metrics["structure"]
CACHE = question(
    kind=Kind.TECHNICAL, text="How do you choose what to cache, and how do you keep the cached data right?"
)
GOOD = (
    "First I measure which queries are called most and which are slow. The ones that are both are candidates. Then I "
    "ask how old the data may be: a product text can be an hour old, a stock level can't. To keep it correct I use a "
    "time to live as a safety net and I delete the entry when the row is written. The risk is a stampede when a hot "
    "key expires, therefore I let one request rebuild it. In short: measure, decide on the age, invalidate on write."
)
BAD = (
    "you can put things there and it gets faster and it was full all the time and the ops people were angry and they "
    "restarted it and it was empty and everything was slow and it got better again and they bought a bigger machine "
    "and there was this other team with their own thing and they never told us what they did and we didn't really "
    "know and it was what it was and some people left and others came and the office was moved to another street"
)


def test_a_story_is_judged_by_its_parts():
    with pytest.raises(NotApplicable):
        structure.measure(Derived(typed(GOOD, question(parts=STORY))))


@pytest.mark.parametrize(
    "text", ["An index is a sorted copy of a column.", "the " * 300, "kafka redis python go " * 20]
)
def test_a_few_words_and_words_that_are_no_sentences_are_not_judged(text: str):
    with pytest.raises(NotMeasurable):
        structure.measure(Derived(typed(text, CACHE)))


def test_a_built_answer_is_far_above_a_ramble_of_the_same_length():
    good, bad = (structure.measure(Derived(typed(text, CACHE))) for text in (GOOD, BAD))

    assert SCALE.score(good.value) == 100
    assert SCALE.score(bad.value) < 40
    assert [one.kind for one in good.evidence] == ["opening", "point", "point", "point", "close"]
    assert good.evidence[-1].quote == "In short: measure, decide on the age, invalidate on write."


def test_the_advice_is_on_what_costs_most():
    measured = structure.measure(
        Derived(typed(GOOD.split(" In short")[0] + " I like Redis for it. Others work too.", CACHE))
    )

    assert measured.detail["said"] == "An opening and 3 signposted points; no close"
    assert measured.advice == "End with one sentence that returns to the question: “So, in short, …”."
