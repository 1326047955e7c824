"""STAR-R structure: the share of the expected parts that the answer has, each with its weight.

The answer is cut into segments (pauses of more than about 350 ms, discourse cues, punctuation), each is read as
situation, task, action, result, reflection or none of them, and a part counts as present where a segment's own words
show it with a clear margin. Where the margin is small the part is *unclear*: it does not count in ``value``, and
``high`` says what the value would be if it did. Reflection needs words of learning; habits and hypotheses are no
situation.

Source: STAR-R (situation, task, action, result, then reflection) as avatar interviewers score it; action and result
weigh double, since they take two thirds of a good answer's time (of 90 s about 10-15, 10-15, 45-50 and 15-20 s).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.derived import Derived
from scoring.examples import STORY, question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.question import Part
from scoring.result import Evidence
from scoring.star.cues import CueTagger
from scoring.star.segments import Segment, segments
from scoring.star.tagger import Tag, Tagger
from scoring.text.plain import listed

CLEAR = 0.1
"""Margin from which a reading is clear."""

CLEAR_BY_PLACE = 0.3
"""Margin from which a segment without cues of its own is a situation by its place among the others."""

WEIGHTS = {Part.SITUATION: 1.0, Part.TASK: 1.0, Part.ACTION: 2.0, Part.RESULT: 2.0, Part.REFLECTION: 1.0}

TAGGER: Tagger = CueTagger()

_ADVICE = {
    Part.RESULT: "The result did not come across. Say what changed because of your work: "
    "a number, a decision, a thank-you note. Begin with “As a result, …”.",
    Part.ACTION: "What you did yourself did not come across. "
    "Tell two or three steps in order, each beginning with “I”.",
    Part.SITUATION: "Where and when this happened did not come across. "
    "Open with one sentence: where you worked, what was going on, what was wrong.",
    Part.TASK: "Your own job in it did not come across. One sentence is enough: “I had to …” or “My task was to …”.",
    Part.REFLECTION: "What you learned did not come across. End with one sentence: “That taught me …, so now I …”.",
}
"""In order of what helps most. None says that a part was not told: the tagger may have missed it."""

_NOTHING_YET = (
    "Tell one thing that really happened, from beginning to end: "
    "where you were, what you had to do, what you did, how it ended and what you learned."
)


@dataclass(frozen=True)
class _Run:
    """Neighbouring segments of one part."""

    part: Part
    start_word: int
    end_word: int


def measure(derived: Derived) -> Measurement:
    """Weighted share of ``question.parts`` present, 0 to 1; one Evidence for each stretch of a part."""
    expected = tuple(dict.fromkeys(derived.answer.question.parts))
    if not expected:
        raise NotApplicable("This question asks for no story.")
    found = derived.once(segments)
    tags = TAGGER.tag(found)
    clear, unclear = _readings(tags)
    runs = _runs(found, tags)
    present = [part for part in expected if part in clear]
    doubtful = [part for part in expected if part in unclear]
    missing = [part for part in expected if part not in clear and part not in unclear]
    order = list(dict.fromkeys(run.part for run in runs if run.part in present))
    return Measurement(
        value=_share(present, expected),
        low=_share(present, expected),
        high=_share([*present, *doubtful], expected),
        evidence=tuple(_cite(derived, run, clear) for run in runs if run.part in present or run.part in doubtful),
        detail={
            "parts": _parts(derived, expected, clear, unclear, runs),
            "share_of": "time" if derived.spoken else "words",
            "order": [part.value for part in order],
            "in_order": order == sorted(order, key=list(Part).index),
            "present": len(present),
            "of": len(expected),
            "missing": [part.value for part in missing],
            "unclear": [part.value for part in doubtful],
            "found": f"all {len(expected)} parts" if len(present) == len(expected) > 1 else _of(present, expected),
            "present_names": _listed(present),
            "missing_names": _listed([part for part in expected if part not in present]),
            "absent": _absent(missing, doubtful),
            **_agents(found, tags),
        },
        advice=_advice(expected, missing, doubtful),
    )


def _readings(tags: Sequence[Tag]) -> tuple[set[Part], set[Part]]:
    """The parts that are clearly there, and those that may be.

    A part is shown by its own words. Only a situation may also be shown by its place, once something else of the story
    is: what is told before the task and the action is where they happened.
    """
    shown = {tag.part for tag in tags if tag.part and tag.evident and tag.margin >= CLEAR}
    placed = any(tag.part is Part.SITUATION and tag.margin >= CLEAR_BY_PLACE for tag in tags)
    clear = shown | {Part.SITUATION} if shown and placed else shown
    return clear, {tag.part for tag in tags if tag.part and tag.evident} - clear


def _runs(found: Sequence[Segment], tags: Sequence[Tag]) -> list[_Run]:
    runs: list[_Run] = []
    previous: Part | None = None
    for segment, tag in zip(found, tags, strict=True):
        if tag.part and tag.part is previous:
            runs[-1] = _Run(tag.part, runs[-1].start_word, segment.end_word)
        elif tag.part:
            runs.append(_Run(tag.part, segment.start_word, segment.end_word))
        previous = tag.part
    return runs


def _share(parts: Sequence[Part], expected: Sequence[Part]) -> float:
    return sum(WEIGHTS[part] for part in parts) / sum(WEIGHTS[part] for part in expected)


def _cite(derived: Derived, run: _Run, clear: set[Part]) -> Evidence:
    kind = "clear" if run.part in clear else "unclear"
    return derived.evidence(run.start_word, run.end_word, kind=kind, part=run.part)


def _parts(
    derived: Derived, expected: Sequence[Part], clear: set[Part], unclear: set[Part], runs: Sequence[_Run]
) -> dict[str, Any]:
    cited: dict[Part, list[Evidence]] = defaultdict(list)
    for run in runs:
        cited[run.part].append(_cite(derived, run, clear))
    whole = derived.seconds if derived.spoken else float(len(derived.lexical))

    def entry(part: Part) -> dict[str, Any]:
        stretches = cited[part] if part in clear or part in unclear else []
        size = sum(_size(derived, stretch) for stretch in stretches)
        return {
            "present": part in clear,
            "unclear": part in unclear,
            "share": round(min(1.0, size / whole), 3) if whole > 0 else 0.0,
            "seconds": round(size, 1) if derived.spoken else None,
            "start": stretches[0].start if stretches else None,
            "first_word": stretches[0].start_word if stretches else None,
            "last_word": stretches[-1].end_word if stretches else None,
        }

    return {part.value: entry(part) for part in expected}


def _size(derived: Derived, stretch: Evidence) -> float:
    if stretch.start is not None and stretch.end is not None:
        return derived.seconds_between(stretch.start, stretch.end)
    lexical = set(derived.lexical)
    return float(sum(index in lexical for index in range(stretch.start_word or 0, stretch.end_word or 0)))


def _agents(found: Sequence[Segment], tags: Sequence[Tag]) -> dict[str, int]:
    """How often "I" and "we" stand in what was done."""
    action = [segment for segment, tag in zip(found, tags, strict=True) if tag.part is Part.ACTION]
    stems = [word.split("'")[0] for segment in action for word in segment.text.split()]
    return {"i_in_action": stems.count("i"), "we_in_action": stems.count("we")}


def _advice(expected: Sequence[Part], missing: Sequence[Part], unclear: Sequence[Part]) -> str | None:
    if len(missing) == len(expected) > 1:
        return _NOTHING_YET
    for part, advice in _ADVICE.items():
        if part in missing:
            return advice
    for part in _ADVICE:
        if part in unclear:
            return f"Your {part.value} was hard to tell from the rest. Announce it in a few words: {_ANNOUNCED[part]}"
    return None


_ANNOUNCED = {
    Part.SITUATION: "“Last year, in my team, …”.",
    Part.TASK: "“My task was to …”.",
    Part.ACTION: "“First I … Then I …”.",
    Part.RESULT: "“As a result, …”.",
    Part.REFLECTION: "“That taught me …”.",
}


def _listed(parts: Sequence[Part]) -> str:
    return listed([part.value for part in parts])


def _of(present: Sequence[Part], expected: Sequence[Part]) -> str:
    return f"{len(present)} of {len(expected)} part{'' if len(expected) == 1 else 's'}"


def _absent(missing: Sequence[Part], doubtful: Sequence[Part]) -> str:
    """What did not count, and why: ``Not heard: task. Hard to tell from the rest: result.``"""
    told = (("Not heard", missing), ("Hard to tell from the rest", doubtful))
    return " ".join(f"{why}: {_listed(parts)}." for why, parts in told if parts)


_ASKED = question(parts=STORY)
_FULL = (
    "Last year at my previous company two annotators on my team kept disagreeing about sarcasm. "
    "My task was to bring our agreement above the target before the audit. "
    "First I collected fifty examples and I wrote a short guideline for them. "
    "Then I ran a calibration session with everybody. "
    "As a result our agreement went from sixty to ninety percent within two weeks. "
    "That taught me to look for vague rules first, so now I test every guideline before we start."
)
_SENTENCES = _FULL.split(". ")
_NON_NATIVE = (
    "In my last project my colleague label the truck as car and I am not agree with her. "
    "I had to finish before Friday. I show her the guideline and then I check with her the golden examples. "
    "After this our agreement go from seventy to ninety five percent. From this I learn that the guideline is first."
)
_RAW = _FULL.lower().replace(",", "").replace(". ", " [0.6] ").replace(".", "")
_WITHOUT_ENDING = ". ".join(_SENTENCES[:4]) + "."

METRIC = Metric(
    id="star_structure",
    name="STAR-R structure",
    unit="ratio",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        Example("all five parts, typed", typed(_FULL, _ASKED), 1.0),
        Example("all five parts, a raw transcript with pauses", spoken(_RAW, _ASKED), 1.0),
        Example("told in the present tense by somebody who is still learning English", typed(_NON_NATIVE, _ASKED), 1.0),
        Example("no result and no reflection: 4 of 7", typed(_WITHOUT_ENDING, _ASKED), 4 / 7),
        Example("a result told first still counts", typed(f"{_SENTENCES[4]}. {_WITHOUT_ENDING}", _ASKED), 6 / 7),
        Example(
            "a result told first, in a figure",
            typed(f"We raised agreement from sixty to ninety percent. {_WITHOUT_ENDING}", _ASKED),
            6 / 7,
        ),
        Example("only what the question asks for is expected", typed(_WITHOUT_ENDING, question(parts=STORY[:3])), 1.0),
    ),
    silent=(
        Example("a habit is no story", typed("I usually check the guidelines when things are unclear.", _ASKED), 0.0),
        Example(
            "a hypothesis is no story", typed("I would probably ask somebody. I would try to be calm.", _ASKED), 0.0
        ),
        Example("thanks are no story", typed("Thank you for the question. That's a great question.", _ASKED), 0.0),
        Example(
            "a last sentence without words of learning is no reflection",
            typed("It is a nice place.", question(parts=STORY[4:])),
            0.0,
        ),
        Example("words without any cue", typed("Blue table window seven green.", _ASKED), 0.0),
    ),
)
