"""The shape of a story: the share of the expected parts that the answer has, each with its weight.

The answer is cut into segments (full stops, pauses, the words around a gap), a trained tagger reads each as situation,
task, action, result, reflection or none of them, and a part counts as present where a segment's own words show it with
a clear margin. Where the margin is small the part is *unclear*: it does not count in ``value``, and ``high`` says what
the value would be if it did. Reflection needs words of learning; habits and hypotheses belong to no story and are
counted by themselves. Parts may come in any order, and more than once.

Source: STAR-R (situation, task, action, result, then reflection) as avatar interviewers score it; action and result
weigh double, since they take two thirds of a good answer's time (`scoring.star.balance`). How well the tagger reads
answers that it was not made from stands in ``docs/accuracy.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scoring.derived import Derived
from scoring.examples import STORY, question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.plain import listed
from scoring.question import Part
from scoring.result import Evidence
from scoring.star import suggest
from scoring.star.balance import RECOMMENDED, Imbalance, imbalance
from scoring.star.presence import presence
from scoring.star.reading import Reading, read
from scoring.text.language.tokens import ends_sentence

WEIGHTS = {Part.SITUATION: 1.0, Part.TASK: 1.0, Part.ACTION: 2.0, Part.RESULT: 2.0, Part.REFLECTION: 1.0}

_LONGEST_QUOTE = 9
"""Words of the answer's own that an advice repeats to say where something belongs."""

_LEADS = frozenset({"and", "so", "but", "then", "well", "um", "uh", "yeah", "okay"})


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
    reading = derived.once(read)
    clear, unclear = presence([tag for _, tag in reading])
    runs = _runs(reading)
    present = [part for part in expected if part in clear]
    doubtful = [part for part in expected if part in unclear]
    missing = [part for part in expected if part not in clear and part not in unclear]
    order = list(dict.fromkeys(run.part for run in runs if run.part in present))
    parts = _parts(derived, expected, clear, unclear, runs)
    asides = Counter(tag.aside for _, tag in reading if tag.aside)
    lopsided = _lopsided(derived, parts) if len(expected) > 1 else None
    return Measurement(
        value=_share(present, expected),
        low=_share(present, expected),
        high=_share([*present, *doubtful], expected),
        evidence=tuple(_cite(derived, run, clear) for run in runs if run.part in (*present, *doubtful)),
        detail={
            "parts": parts,
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
            "habitual": asides["habitual"],
            "hypothetical": asides["hypothetical"],
            "asides": _asides(derived, reading),
            "lopsided": lopsided.part.value if lopsided else None,
            "balance": f" {lopsided.sentence}" if lopsided else "",
            **_agents(reading),
        },
        advice=_advice(derived, runs, expected, present, missing, doubtful, asides, lopsided),
    )


def _runs(reading: Reading) -> list[_Run]:
    runs: list[_Run] = []
    previous: Part | None = None
    for segment, tag in reading:
        if tag.part and tag.part is previous:
            runs[-1] = _Run(tag.part, runs[-1].start_word, segment.end_word)
        elif tag.part:
            runs.append(_Run(tag.part, segment.start_word, segment.end_word))
        previous = tag.part
    return runs


def _share(parts: Sequence[Part], expected: Sequence[Part]) -> float:
    return sum(WEIGHTS[part] for part in parts) / sum(WEIGHTS[part] for part in expected)


def _asides(derived: Derived, reading: Reading) -> list[dict[str, Any]]:
    """What was told instead of a story, with its words: habits and hypotheses."""
    return [
        derived.evidence(segment.start_word, segment.end_word, kind=tag.aside).model_dump()
        for segment, tag in reading
        if tag.aside
    ]


def _cite(derived: Derived, run: _Run, clear: frozenset[Part]) -> Evidence:
    kind = "clear" if run.part in clear else "unclear"
    return derived.evidence(run.start_word, run.end_word, kind=kind, part=run.part)


def _parts(
    derived: Derived, expected: Sequence[Part], clear: frozenset[Part], unclear: frozenset[Part], runs: Sequence[_Run]
) -> dict[str, Any]:
    whole = derived.seconds if derived.spoken else float(len(derived.lexical))

    def entry(part: Part) -> dict[str, Any]:
        told = [run for run in runs if run.part is part] if part in clear or part in unclear else []
        stretches = [_cite(derived, run, clear) for run in told]
        size = sum(_size(derived, stretch) for stretch in stretches)
        low, high = RECOMMENDED[part]
        return {
            "present": part in clear,
            "unclear": part in unclear,
            "share": round(min(1.0, size / whole), 3) if whole > 0 else 0.0,
            "recommended": [round(low, 3), round(high, 3)],
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


def _lopsided(derived: Derived, parts: Mapping[str, Any]) -> Imbalance | None:
    shares = {Part(name): one["share"] for name, one in parts.items() if one["present"]}
    return imbalance(shares, len(derived.lexical))


def _agents(reading: Reading) -> dict[str, int]:
    """How often "I" and "we" stand in what was done."""
    action = [segment for segment, tag in reading if tag.part is Part.ACTION]
    stems = [word.split("'")[0] for segment in action for word in segment.text.split()]
    return {"i_in_action": stems.count("i"), "we_in_action": stems.count("we")}


def _advice(
    derived: Derived,
    runs: Sequence[_Run],
    expected: Sequence[Part],
    present: Sequence[Part],
    missing: Sequence[Part],
    unclear: Sequence[Part],
    asides: Mapping[Any, int],
    lopsided: Imbalance | None,
) -> str | None:
    if len(missing) == len(expected) > 1:
        return suggest.nothing(asides["habitual"], asides["hypothetical"])
    told = [run for run in runs if run.part in present]
    first = {run.part: _quote(derived, run) for run in reversed(told)}
    last = {run.part: _quote(derived, run) for run in told}
    for part in suggest.HELPFUL:
        if part in missing:
            return suggest.missing(part, first, last)
    if lopsided:
        return suggest.balanced(lopsided)
    return next((suggest.unclear(part) for part in suggest.HELPFUL if part in unclear), None)


def _quote(derived: Derived, run: _Run) -> str:
    """How a stretch begins, in its own words: its first sentence, without fillers before and punctuation after."""
    lexical = [index for index in derived.lexical if run.start_word <= index < run.end_word]
    while len(lexical) > 1 and derived.word_tokens[lexical[0]][0] in _LEADS:
        lexical = lexical[1:]
    closed = (place for place, index in enumerate(lexical, 1) if ends_sentence(derived.words[index].text))
    lexical = lexical[: next(closed, None)]
    text = " ".join(derived.words[index].text.strip() for index in lexical[:_LONGEST_QUOTE]).rstrip(".,;:!?…–—-")
    return f"{text} …" if len(lexical) > _LONGEST_QUOTE else text


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
    added=True,
    kinds={"unclear": "Hard to tell from the rest"},
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
