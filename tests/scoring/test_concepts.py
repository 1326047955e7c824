"""How concepts are graded: used, in passing, close in meaning, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.derived import Derived
from scoring.examples import concept, question, spoken, typed
from scoring.metric import Measurement
from scoring.metrics.concept_coverage import METRIC
from scoring.question import Concept, Mishearing, Question, Term
from scoring.text.content import closeness, context

TOPICS = ("password", "logs", "weather")


class TopicMeaning:
    """Texts mean the same where they speak of the same topic; what speaks of none means something else."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each topic."""
        found = np.zeros((len(texts), len(TOPICS) + 1), np.float32)
        for row, text in enumerate(texts):
            found[row, next((i for i, topic in enumerate(TOPICS) if topic in text.lower()), -1)] = 1
        return found


def meant(identity: str, term: str, *meanings: str) -> Concept:
    return Concept(id=identity, name=term, terms=(Term(text=term),), meanings=meanings)


ROTATION = meant("rotation", "secret rotation", "I change the password.", "The old password is dead.")
AUDIT = meant("audit", "access audit", "I read the logs.", "Who is in the logs?")
LEAK = question(text="What do you do about a leak?", concepts=(ROTATION, AUDIT))


def coverage(text: str, asked: Question = LEAK, *, compare: bool = True) -> Measurement:
    return METRIC.measure(Derived(typed(text, asked), TopicMeaning() if compare else None))


def grades(found: Measurement) -> dict[str, str]:
    return {one["id"]: one["grade"] for one in found.detail["concepts"]}


def test_meaning_without_the_words_counts_half_and_is_no_term():
    found = coverage("First of all we make a new password for it.")

    assert grades(found) == {"rotation": "close", "audit": "none"}
    assert found.value == pytest.approx(0.25)
    assert (found.detail["said"], found.detail["close"]) == (0, 1)
    assert found.evidence[0].kind == "close"
    assert found.detail["concepts"][0]["form"] in ROTATION.meanings
    assert found.detail["partly_note"] == " 1 came across in your own words, which counts half."


def test_what_was_meant_should_be_named_too():
    assert coverage("First of all we make a new password for it.").advice == (
        "You meant the right thing. Say its name too: “secret rotation”."
    )


def test_a_term_said_is_never_merely_close():
    found = coverage("I begin with secret rotation, so we make a new password.")

    assert grades(found) == {"rotation": "used", "audit": "none"}
    assert found.evidence[0].kind == "term"


def test_without_a_model_of_meanings_nothing_is_close_and_it_says_so():
    found = coverage("First of all we make a new password for it.", compare=False)

    assert found.value == 0
    assert found.detail["compared"] is False
    assert coverage("Yes.").detail["compared"] is True


def test_a_concept_that_is_disowned_does_not_come_close_either():
    found = coverage("We never had any secret rotation for the password there.")

    assert found.value == 0
    assert found.detail["bare"] == ["rotation"]


def test_whoever_does_not_know_means_nothing_by_it():
    assert coverage("I have no idea what one does with a password.").value == 0


def test_what_belongs_to_no_concept_is_close_to_none():
    assert coverage("The weather was very nice on that day in May.").value == 0


def test_a_concept_without_meanings_is_never_close():
    asked = question(concepts=(concept("password", "secret rotation"),))

    assert coverage("First of all we make a new password for it.", asked).value == 0


def test_the_question_read_back_comes_close_to_nothing():
    asked = LEAK.model_copy(update={"text": "What do you do first of all about a password that has leaked?"})

    assert coverage("What do you do first of all about a password that has leaked?", asked).value == 0


def test_every_text_that_is_compared_can_be_worked_out_before():
    derived = Derived(typed("We make a new password. Then we read all of the logs.", LEAK), TopicMeaning())
    wanted: set[str] = set()

    class Listening(TopicMeaning):
        def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
            wanted.update(texts)
            return super().vectors(texts)

    closeness.close(Derived(derived.answer, Listening()))

    assert wanted
    assert wanted <= set(closeness.compared(derived))


def test_a_mishearing_counts_measured_or_guessed():
    term = Term(text="RLHF", misheard=("our LHF", Mishearing(text="are lhf", heard=2, of=6)))
    asked = question(concepts=(Concept(id="rlhf", name="RLHF", terms=(term,)),))

    assert term.mishearings == ("our LHF", "are lhf")
    for text in ("we did our lhf there", "we did are lhf there"):
        assert METRIC.measure(Derived(spoken(text, asked))).value == 1


def test_a_mishearing_cannot_be_heard_more_often_than_it_was_spoken():
    with pytest.raises(ValueError, match="more often"):
        Mishearing(text="x", heard=3, of=2)


def test_the_first_concept_says_when_it_came_and_a_late_one_is_advised_on():
    asked = question(concepts=(concept("rlhf", "RLHF"),))
    early = METRIC.measure(Derived(spoken("so we did RLHF at work", asked)))
    late = METRIC.measure(Derived(spoken("we had a good time there " * 20 + "and we did RLHF", asked)))

    assert (early.detail["first_word"], early.detail["first_seconds"]) == (3, pytest.approx(1.2))
    assert early.advice is None
    assert early.value == late.value == 1
    assert late.advice == "Your first key term came after 49 seconds. Put one into your opening sentence."


@pytest.mark.parametrize(
    ("text", "term", "disowned"),
    [
        ("we had no monitoring at all", "monitoring", True),
        ("there were no unit tests in it", "unit tests", True),
        ("nobody in the team wrote unit tests", "unit tests", True),
        ("it did not have a single unit test", "unit test", True),
        ("i would not escalate it", "escalate", True),
        ("to be honest i have never used kafka", "kafka", True),
        ("i cannot explain what the isolation level does", "isolation level", True),
        ("kafka is a thing that i have never touched it", "kafka", True),
        ("i would not decide alone i would escalate it", "escalate", False),
        ("i did not only use a rollback", "rollback", False),
        ("the cache does not help the writes", "cache", False),
        ("we had no downtime at all", "downtime", False),
        ("he said to me that i had not read the guidelines", "guidelines", False),
        ("i do not begin before i have read the guidelines", "guidelines", False),
        ("it was not slow because we used a cache", "cache", False),
        ("we used a cache and i have never seen it again", "cache", False),
    ],
)
def test_a_negation_disowns_what_it_is_about_and_nothing_else(text: str, term: str, disowned: bool):
    tokens, wanted = text.split(), term.split()
    start = next(i for i in range(len(tokens)) if tokens[i : i + len(wanted)] == wanted)

    assert context.is_disowned(tokens, start, start + len(wanted)) is disowned


def test_three_hundred_words_take_little_time():
    terms = [concept(f"c{i}", f"term{i}", *(f"long surface form {i} {j}" for j in range(40))) for i in range(6)]
    answer = typed(
        "we looked at the long surface of a form and used term3 for it " * 24, question(concepts=tuple(terms))
    )
    METRIC.measure(Derived(answer))
    begun = process_time()
    METRIC.measure(Derived(answer))

    assert process_time() - begun < 0.1
