"""No sentence contradicts its number, no praise goes to a poor answer, and advice says what to do with how much."""

from __future__ import annotations

import pytest

from scoring.examples import STORY, concept, question, spoken, talk, typed
from scoring.question import Kind
from scoring.result import Result, Status
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import next_step, summarise

RUBRIC = rubric_for(Kind.TECHNICAL)
INDEX = question(
    kind=Kind.TECHNICAL,
    at_least=20,
    at_most=60,
    concepts=(concept("btree", "B-tree"), concept("scan", "full table scan"), concept("plan", "query plan")),
)


def judged(identity: str, answer, rubric=RUBRIC) -> Result:
    return next(result for result in score(answer, rubric) if result.id == identity)


def test_a_bare_list_of_terms_earns_nothing_and_is_told_why():
    listed = judged("concept_coverage", spoken("b-tree full table scan query plan cardinality", INDEX))
    told = judged("concept_coverage", spoken("a b-tree spares us the full table scan and i read the query plan", INDEX))

    assert (listed.score, told.score) == (0, 100)
    assert listed.verdict.endswith("3 were only listed, or named as unknown to you: those do not count.")
    assert "“B-tree”" in listed.advice


def test_a_few_words_have_neither_pace_nor_fillers_to_be_praised_for():
    results = score(spoken("I would use an index.", INDEX), RUBRIC)

    assert {one.id for one in results if one.status is Status.NOT_MEASURABLE} >= {"filler_words", "speaking_rate"}
    assert summarise(results, RUBRIC).score < 5


@pytest.mark.parametrize("per_minute", [82.6, 119.6, 120.4, 159.6, 160.4, 179.7])
def test_pace_is_judged_by_the_number_that_is_shown(per_minute: float):
    talk = "we label every picture and then we look at it again " * 6
    found = judged("speaking_rate", spoken(talk, INDEX, per_minute=per_minute))
    shown = judged("speaking_rate", spoken(talk, INDEX, per_minute=round(per_minute)))

    assert found.verdict == shown.verdict
    assert found.score == shown.score


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (8, "8 seconds: 12 seconds less than the 20 that were asked for."),
        (19.8, "19.8 seconds: 0.2 seconds less than the 20 that were asked for."),
        (19.96, "20 seconds, between the 20 and 60 that were asked for."),
        (33, "33 seconds, between the 20 and 60 that were asked for."),
        (60.04, "60 seconds, between the 20 and 60 that were asked for."),
        (61, "61 seconds: 1 second over the limit of 60."),
        (77.4, "77 seconds: 17 seconds over the limit of 60."),
    ],
)
def test_length_and_difference_add_up_in_the_verdict_on_time(seconds: float, verdict: str):
    said = 20 * 60 / 150
    answer = spoken(f"{talk(10)} [{seconds - said:.2f}] {talk(10)}", INDEX, per_minute=150)

    assert judged("time_limit", answer).verdict == verdict


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (25, "Add about 10 seconds, best spent on “B-tree”."),
        (45, "Add one more sentence, best spent on “B-tree”."),
    ],
)
def test_a_short_answer_is_told_how_much_to_add_and_on_what(words: int, advice: str):
    answer = spoken(" ".join(["word"] * words), INDEX)

    assert judged("time_limit", answer).advice == advice


def test_a_short_story_is_best_lengthened_by_its_missing_part():
    story = question(parts=STORY, at_least=60)
    told = "Last year at my old company our tests were slow. I had to fix them. Then I rewrote forty of them."
    advice = judged("time_limit", spoken(told, story), rubric_for(Kind.BEHAVIOURAL)).advice

    assert advice.endswith("best spent on the result: what changed because of your work.")


def test_a_long_answer_is_told_where_the_limit_fell():
    answer = spoken(f"{talk(150)} and then we all went home again", INDEX)

    assert "“and then we all went home again”" in judged("time_limit", answer).advice


def test_the_fastest_and_the_slowest_stretch_are_the_evidence_for_pace():
    slow = spoken("one sees here how slow it is to say so and then some", INDEX, per_minute=90)
    by_heart = spoken("but this part goes by very fast because I know it by heart now", INDEX, per_minute=240)
    began = slow.words[-1].end
    fast = [word.model_copy(update={"start": word.start + began, "end": word.end + began}) for word in by_heart.words]
    audio = slow.audio.model_copy(update={"speech": ()})
    found = judged("speaking_rate", slow.model_copy(update={"words": (*slow.words, *fast), "audio": audio}))

    assert [one.kind for one in found.evidence] == ["slowest", "fastest"]
    assert found.evidence[0].quote.startswith("one sees here")
    assert found.evidence[1].quote.startswith("but this part goes by very fast")
    assert found.detail["slowest"] == pytest.approx(90)
    assert found.detail["fastest"] == pytest.approx(240)


def test_the_course_of_the_pace_agrees_with_the_pace_in_spite_of_long_pauses_and_ums():
    sentence = "we label every picture um and then we look at it again [2.5] "
    found = judged("speaking_rate", spoken(sentence * 12, INDEX, per_minute=140))
    rates = [rate for _, rate in found.detail["course"]]

    assert len(rates) > 4
    assert min(rates) - 15 <= found.value <= max(rates) + 15


def test_a_full_score_comes_without_advice():
    told = "a b-tree spares us the full table scan and i read the query plan before i add it to a large table " * 3

    assert all(one.advice is None for one in score(spoken(told, INDEX), RUBRIC) if one.score == 100)


def test_the_advice_on_fillers_names_the_filler_that_was_said():
    talk = "It was, you know, a big table and, you know, we had to read all of it, you know, every single time."

    assert judged("filler_words", spoken(talk, INDEX)).advice.startswith("Instead of a “you know”, close your mouth")


def test_the_next_step_is_the_costliest_even_where_something_light_is_weaker():
    found = [
        Result(id="concept_coverage", status=Status.OK, value=0.6, score=76, advice="terms"),
        Result(id="speaking_rate", status=Status.OK, value=200, score=60, advice="pace"),
    ]

    assert next_step(found, RUBRIC) == "terms"


def test_no_advice_claims_that_a_part_was_never_said():
    found = judged("star_structure", typed("It was late and I fixed it.", question(parts=STORY)), RUBRIC)

    assert "never" not in (found.advice or "")
