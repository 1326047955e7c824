"""What each change says: the candidate's own words, changed as little as it takes, and gaps for what only they know."""

from __future__ import annotations

import re

import pytest

from interview_sim.reports.changes.choose import WRITERS
from interview_sim.reports.changes.details import _wordings
from scoring.answer import Answer
from scoring.examples import STORY, concept, question, spoken, typed
from scoring.question import Kind
from scoring.rubric import rubric_for
from tests.reports.answers import change_in, shown

ASKED = question(parts=STORY)
SITUATION = "Last year at my previous company two annotators on my team kept disagreeing about sarcasm."
TASK = "My task was to bring our agreement above the target before the audit."
ACTION = "Then I ran a calibration session with everybody."
RESULT = "As a result our agreement went from sixty to ninety percent within two weeks."
LEARNED = "That taught me to look for vague rules first, so now I test every guideline before we start."
STEPS = f"First I collected fifty examples and I wrote a short guideline for them. {ACTION}"

CLEAR = "I checked forty labels with Anna, found two rules that clashed, and wrote a shorter rule for both of them."
WORK = "I checked every label in the morning and then I wrote a short rule for the team."
LATER = "After that I showed it to my lead who liked it."


EXPLAIN = question(
    kind=Kind.TECHNICAL,
    text="Explain what a database index does, and how you decide whether a slow query needs one.",
)
TABLE = (
    "We had a big table once and people used to read it all day long. The pages came slowly and nobody knew why it was "
    "so. There was a report that took minutes every single morning of the week. Everybody waited for the team that "
    "runs the machines to look at it. They looked at it on a Friday and found nothing at all on that day."
)
FIRST, *_, LAST = (f"{one.strip('.')}." for one in TABLE.split(". "))
CLOSE = "So, in short, an index lets the database find rows without reading the whole table."
ONWARD = "[How does it go on? “Because …”, “So …”, “For example, …”, “Second, …”]"


def in_prose(answer: Answer, metric: str) -> tuple[str, str]:
    """Headline and pieces."""
    change = change_in(answer, metric)
    assert change is not None
    return change.headline, shown(change)


@pytest.mark.parametrize(
    ("told", "headline", "instead"),
    [
        (
            (SITUATION, TASK, STEPS, LEARNED),
            "Say how it ended",
            f"{ACTION} [As a result, [what changed? by how much?].]",
        ),
        (
            (TASK, STEPS, RESULT, LEARNED),
            "Begin with where you were and what was wrong",
            f"[[When was it? Where did you work? What was the problem?]] {TASK}",
        ),
        (
            (SITUATION, STEPS, RESULT, LEARNED),
            "Say what your own job was",
            f"{SITUATION} [My task was to [what was yours to do?].]",
        ),
        (
            (SITUATION, TASK, RESULT, LEARNED),
            "Say what you did yourself, step by step",
            f"{TASK} [First I [what did you do yourself?]. Then I [and after that?].]",
        ),
        (
            (SITUATION, TASK, STEPS, RESULT),
            "End with what you learned",
            f"{RESULT} [That taught me [what did you learn?], so now I [what do you do differently?].]",
        ),
    ],
)
def test_a_missing_part_is_a_gap_in_its_place(told: tuple[str, ...], headline: str, instead: str) -> None:
    change = change_in(typed(" ".join(told), ASKED), "star_structure")

    assert shown(change) == instead
    assert change is not None
    assert change.headline == headline
    assert change.why is not None


def test_a_story_out_of_order_is_put_in_order_around_the_gap() -> None:
    change = change_in(typed(f"{RESULT} {SITUATION} {TASK} {STEPS}", ASKED), "star_structure")

    assert change is not None
    assert [piece.kind for piece in change.instead] == ["said", "said", "said", "moved", "gap"]
    assert change.said.quote == RESULT
    assert change.headline == "Tell it in order, and end with what you learned"


def test_a_habit_asks_for_one_day() -> None:
    habit = "I usually check the guidelines when things are unclear."
    change = change_in(typed(f"{habit} I always ask somebody.", ASKED), "star_structure")

    assert change is not None
    assert change.said.quote == habit
    assert [piece.kind for piece in change.instead] == ["said", *["gap"] * 5]
    assert change.instead[1].text.startswith("One day, ")


@pytest.mark.parametrize(
    ("text", "headline", "instead"),
    [
        (f"{TABLE} {CLOSE}", "Say your answer first", f">{CLOSE}< {FIRST}"),
        (TABLE, "Answer in your first sentence", f"[[Your answer in one sentence.]] {FIRST}"),
        (
            f"There are two reasons for it. {TABLE}",
            "Say how one point leads to the next",
            f"There are two reasons for it. [{ONWARD}] {FIRST}",
        ),
        (
            f"An index is a sorted copy of a column. First, {TABLE} Second, because of that we looked again. For "
            f"example, I read the plan. {LATER}",
            "End by coming back to the question",
            f"{LATER} [So, in short, [your answer in one sentence].]",
        ),
    ],
)
def test_an_answer_that_is_no_story_gets_its_shape(text: str, headline: str, instead: str) -> None:
    assert in_prose(typed(text, EXPLAIN), "structure") == (headline, instead)


@pytest.mark.parametrize(
    ("answer", "metric", "instead"),
    [
        (typed(f"Maybe, I guess, {CLEAR}"), "conciseness", f"-Maybe, I guess,- {CLEAR}"),
        (typed(f"{CLEAR} It was fine in the end. {CLEAR}"), "conciseness", f"{CLEAR} -{CLEAR}-"),
        (
            typed("We checked the logs. I told the client. We wrote a fix. I tested it. We sent it out at night."),
            "ownership",
            "-We- [[“I”? Or your own part in it?]] checked the logs.",
        ),
        (
            typed("My team checked the logs. Our team wrote a fix. The whole team tested it. The whole team sent it."),
            "ownership",
            "My team checked the logs. [[And you: what did you do yourself?]]",
        ),
        (
            typed(f"I am a team player in various projects. {WORK}"),
            "specificity",
            "I am -a team player- [[what exactly? a name, or a number]] in -various projects.- "
            "[[what exactly? a name, or a number]]",
        ),
        (
            typed(f"The pages got much faster when I moved many services. {WORK}"),
            "specificity",
            "The pages got -much- [[how much?]] faster when I moved -many- [[how many?]] services.",
        ),
        (
            typed(f"I wrote a tool for the reviewers. {WORK}"),
            "specificity",
            "I wrote a tool [[which one?]] for the reviewers.",
        ),
        (typed(f"{WORK} {LATER}"), "specificity", f"{WORK} [[How many, how much or how long?]]"),
        (
            spoken("um so I I went to the uh manager and you know we had to um decide. Then we checked every label."),
            "filler_words",
            "-um- so -I- I went to the -uh- manager and -you know- we had to -um- decide.",
        ),
        (
            spoken(
                "I checked every label in the morning, and then I wrote a rule for the team because nobody knew it. "
                "After that I showed it to my lead, who liked it.",
                per_minute=230,
            ),
            "speaking_rate",
            "I checked every label in the morning, | breathe | and then I wrote a rule for the team because nobody "
            "knew it. | breathe |",
        ),
        (
            spoken(f"{WORK.replace('the morning', 'the [6] morning')} {LATER}"),
            "pauses",
            f"| plan the whole sentence | {WORK}",
        ),
        (spoken(f"{WORK} [6] {LATER}"), "pauses", f"[“Let me think about that for a moment.”] {LATER}"),
        (
            spoken(f"[14] {WORK}").model_copy(update={"question_end": 2.0}),
            "reaction",
            f"[“Let me think about that for a moment.”] {WORK}",
        ),
        (
            spoken(f"[3] {WORK}").model_copy(update={"question_end": 4.0}),
            "reaction",
            f"| wait for the end of the question | {WORK}",
        ),
    ],
)
def test_a_sentence_is_changed_where_it_was_weak(answer: Answer, metric: str, instead: str) -> None:
    assert shown(change_in(answer, metric)) == instead


def test_a_sentence_that_runs_on_becomes_two() -> None:
    long = (
        "I looked at the labels of the first week and I counted the mistakes that we had made in every class of the "
        "list and then I wrote them down in a table for the whole team and we met on Monday to talk about what had "
        "gone wrong there."
    )
    headline, line = in_prose(typed(long), "conciseness")

    assert headline == "Make two sentences of one"
    assert "| full stop | -and- " in line


def test_an_apology_goes_and_giving_up_becomes_a_moment_to_think() -> None:
    assert shown(change_in(typed(f"Sorry for my bad English. {WORK}"), "composure")) == (
        f"-Sorry for my bad English.- {WORK}"
    )
    assert shown(change_in(typed(f"{WORK} Honestly, I don't know what to say."), "composure")).endswith(
        "[“Let me think about that for a moment.”]"
    )


def test_a_missed_concept_is_asked_for_and_never_claimed() -> None:
    asked = question(concepts=(concept("golden", "golden set"), concept("kappa", "Cohen's kappa")))
    headline, line = in_prose(typed(f"{WORK} We had a golden set of 50 labels for it.", asked), "concept_coverage")

    assert headline == "Bring in “Cohen's kappa”"
    assert line.endswith("[[Cohen's kappa: did it play a part here? If so, how?]]")


def test_a_bare_term_is_asked_about_where_it_was_said() -> None:
    asked = question(concepts=(concept("golden", "golden set"), concept("kappa", "Cohen's kappa")))
    headline, line = in_prose(typed(f"{WORK} I never used a golden set.", asked), "concept_coverage")

    assert headline == "Say more than the word “golden set”"
    assert line == "I never used a golden set. [[“golden set”: what is it for, and when did you use it?]]"


@pytest.mark.parametrize(
    ("demand", "text", "headline", "instead"),
    [
        (
            {"type": "exactly_examples", "count": 2},
            "One example is sending mail after an order. A second example is resizing pictures. "
            "A third example is billing.",
            "Give exactly 2 examples, and stop",
            "A second example is resizing pictures. -A third example is billing.-",
        ),
        (
            {"type": "sentence_range", "low": 2, "high": 3},
            "It is worse. It teaches lies. They stay for long. I saw this. It was bad. It cost us a week.",
            "Stop after 2 to 3 sentences",
            "They stay for long. -I saw this.-",
        ),
        (
            {"type": "sentence_range", "low": 2, "high": 3},
            "Systematic errors are worse for any model.",
            "Say 2 to 3 sentences",
            "Systematic errors are worse for any model. [[And why? One more sentence.]]",
        ),
        (
            {"type": "steps_first"},
            "The fix is an index on the account column. First I would look at which users are slow, "
            "and then compare their queries with the fast ones.",
            "Say your steps first, then the solution",
            ">First I would look at which users are slow, and then compare their queries with the fast ones.< "
            "The fix is an index on the account column.",
        ),
    ],
)
def test_a_demand_that_was_missed_is_shown_kept(
    demand: dict[str, object], text: str, headline: str, instead: str
) -> None:
    answer = typed(text, question(constraints=(demand,)))
    assert in_prose(answer, "instruction_adherence") == (headline, instead)


def test_what_is_too_long_loses_the_sentence_with_the_least_in_it() -> None:
    idle = "It rained on that day and the office was nearly empty."
    text = f"We checked every label twice. I asked 20 people about the second class. {idle} I wrote a new rule for it."
    headline, line = in_prose(spoken(text, question(at_least=5, at_most=10)), "time_limit")

    assert headline.startswith("Leave something out: you ran over by ")
    assert line == f"I asked 20 people about the second class. -{idle}-"


def test_what_is_too_short_has_a_gap_at_its_end() -> None:
    headline, line = in_prose(spoken(f"{WORK} {LATER}", question(at_least=60)), "time_limit")

    assert headline.startswith("Say more: ")
    assert line == f"{LATER} [[One more step, one reason or one number.]]"


def test_every_metric_that_can_have_a_score_has_a_writer() -> None:
    scored = {metric for kind in Kind for one in rubric_for(kind).criteria for metric in one.metrics}
    assert scored == set(WRITERS)


def test_the_vague_wordings_can_be_read() -> None:
    assert all(isinstance(one.pattern, re.Pattern) and one.gap.startswith("[") for one in _wordings())
