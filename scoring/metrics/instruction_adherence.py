"""Instruction adherence: the share of the question's demands that were kept, of those that could be checked.

- at most / at least so many seconds: first word to last, thinking windows left out, to a tenth of a second;
- exactly N examples: those that are marked as such (`scoring.text.discourse.instances`); too many marked is a miss, too
  few is unclear, because an example may go without a word that announces it;
- N to M sentences: those of the clean text, without greetings and placeholders. Where a recogniser set the full stops,
  one more or less is unclear, and where there are none, so is whatever lies between short and long sentences;
- steps first: words of sequence before the solution is told (`scoring.text.discourse.steps`).

What cannot be checked is left out of the share and named.

Source: avatar interviewers judge whether instructions are followed to the letter: 60 seconds means 60, two examples
means exactly two (project's founding documents). How each is counted is our own definition.

Evidence kinds: ``kept``, ``not_kept``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.plain import counted, listed, seconds
from scoring.question import AtLeastSeconds, AtMostSeconds, Constraint, ExactlyExamples, Question, SentenceRange
from scoring.text.discourse import instances, placeholders, steps
from scoring.text.language.tokens import ends_sentence
from scoring.text.sentences import clean

_SHORTEST_SENTENCE = 3
"""Words below which what stands between two full stops is a greeting or a word of assent."""

_LONGEST_SENTENCE = 35
"""Words that one sentence can be expected to have at most, where there are no full stops."""

_SHORT_SENTENCE = 8
"""Words that short sentences have on average."""

_FEWEST_WORDS = 25
"""Words below which no steps can be told apart from a solution."""


@dataclass(frozen=True, slots=True)
class _Check:
    """One demand: what was asked, whether it was kept (null: unclear), why, what would help, and the words."""

    type: str
    asked: str
    kept: bool | None
    why: str
    advice: str
    words: tuple[tuple[int, int], ...] = ()


def measure(derived: Derived) -> Measurement:
    """Share of checkable demands kept, 0 to 1."""
    demands = derived.answer.question.constraints
    if not demands:
        raise NotApplicable("This question demands no particular form.")
    if not derived.considered:
        raise NotMeasurable(
            "Everything you said lies inside a thinking window.", "End the thinking window before you begin to answer."
        )
    checks = [_check(derived, one) for one in demands]
    clear = [one for one in checks if one.kept is not None]
    if not clear:
        raise NotMeasurable(" ".join(dict.fromkeys(one.why for one in checks)), checks[0].advice)
    kept = [one for one in clear if one.kept]
    missed = [one for one in clear if not one.kept]
    evidence = tuple(
        derived.evidence(start, end, kind="kept" if one.kept else "not_kept")
        for one in clear
        for start, end in one.words
    )
    return Measurement(
        value=len(kept) / len(clear),
        evidence=evidence,
        detail={
            "constraints": [{"type": one.type, "asked": one.asked, "kept": one.kept, "why": one.why} for one in checks],
            "kept": len(kept),
            "of": len(clear),
            "unclear": len(checks) - len(clear),
            "kept_names": listed([one.asked for one in kept]),
            "whys": " ".join(one.why for one in (*missed, *kept)),
            "unclear_note": "".join(dict.fromkeys(f" Not counted: {one.why}" for one in checks if one.kept is None)),
        },
        advice=next((one.advice for one in missed), None),
    )


def _check(derived: Derived, demand: Constraint) -> _Check:
    if isinstance(demand, AtMostSeconds):
        return _time(derived, demand.type, demand.seconds, f"at most {seconds(demand.seconds)}", lambda s, d: s <= d)
    if isinstance(demand, AtLeastSeconds):
        return _time(derived, demand.type, demand.seconds, f"at least {seconds(demand.seconds)}", lambda s, d: s >= d)
    if isinstance(demand, ExactlyExamples):
        return _examples(derived, demand.count)
    if isinstance(demand, SentenceRange):
        return _sentences(derived, demand.low, demand.high)
    return _steps(derived)


def _time(derived: Derived, kind: str, bound: float, asked: str, keeps: Callable[[float, float], bool]) -> _Check:
    if not derived.spoken:
        return _Check(kind, asked, None, "A typed answer takes no time.", "Answer aloud to train the time.")
    length = round(derived.seconds, 1)
    kept = keeps(length, bound)
    said = f"You spoke for {seconds(length)}; {asked} were asked for."
    spare = "Leave out your least important point" if length > bound else "Add one more step or one more number"
    end = derived.considered[-1] + 1
    where = (derived.considered[0], end) if kept else (max(derived.considered[0], end - 8), end)
    return _Check(kind, asked, kept, said, f"{spare}: {asked} were asked for.", (where,))


def _examples(derived: Derived, wanted: int) -> _Check:
    asked = f"exactly {counted(wanted, 'example')}"
    found = instances.count(derived)
    how = (
        "Begin it with “For example, …”."
        if wanted == 1
        else "Number them: “My first example is …, my second one is …”."
    )
    if found.low > wanted:
        why = f"You marked {counted(found.low, 'example')}; {asked} {_was(wanted)} asked for."
        return _Check("exactly_examples", asked, False, why, f"Stop after {counted(wanted, 'example')}.", found.marks)
    if found.low == found.high == wanted:
        why = f"You gave {asked}."
        return _Check("exactly_examples", asked, True, why, how, found.marks)
    fewer = found.announced is not None and found.announced < wanted
    if fewer:
        why = f"You announced {counted(found.announced or 0, 'example')}; {asked} {_was(wanted)} asked for."
        return _Check("exactly_examples", asked, False, why, how, found.marks)
    marked = f"only {counted(found.low, 'example')} could be made out" if found.low else "no example was marked as one"
    if found.low == wanted:
        marked = "it is unclear whether what you marked is one more example or part of the same one"
    return _Check("exactly_examples", asked, None, f"Of {asked}, {marked}.", how)


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _sentences(derived: Derived, low: int, high: int) -> _Check:
    asked = f"{low} to {high} sentences" if low < high else counted(low, "sentence")
    held = {i for one in derived.once(placeholders.find) for i in range(one.start_word, one.end_word)}
    found = [
        one
        for one in derived.once(clean.sentences)
        if len(one.words) >= _SHORTEST_SENTENCE and not held.issuperset(one.words)
    ]
    least, most = _range(derived, found, low, high)
    words = (
        (found[0].start_word, found[-1].end_word) if found else (derived.considered[0], derived.considered[-1] + 1),
    )
    count = counted(most, "sentence") if least == most else f"between {least} and {counted(most, 'sentence')}"
    verb = "said" if derived.spoken else "wrote"
    why = f"You {verb} {count}; {asked} were asked for."
    advice = "Plan one sentence for what it is, and one for why." if most >= low else "Add one more sentence."
    if low <= least and most <= high:
        return _Check("sentence_range", asked, True, why, advice, words)
    if least > high or most < low:
        return _Check("sentence_range", asked, False, why, advice, words)
    unclear = f"You {verb} {count}, and where each ends cannot be told; {asked} were asked for."
    return _Check("sentence_range", asked, None, unclear, "Make a clear pause after each sentence.")


def _range(derived: Derived, found: list[clean.Sentence], low: int, high: int) -> tuple[int, int]:
    """How many sentences there are at least and at most."""
    count = len(found)
    if any(ends_sentence(word.text) for word in derived.words):
        if not derived.spoken or low <= count <= high:
            return count, count
        return (count - 1, count) if count > high else (count, count + 1)
    words = sum(len(one.words) for one in found)
    return max(1, ceil(words / _LONGEST_SENTENCE)), max(1, count, words // _SHORT_SENTENCE)


def _steps(derived: Derived) -> _Check:
    asked = "your steps before the solution"
    advice = "Say your steps first, “First I …, then I …, after that …”, and only then “So the solution is …”."

    def outcome(kept: bool | None, why: str, *words: tuple[int, int]) -> _Check:
        return _Check("steps_first", asked, kept, why, advice, words)

    found = derived.once(steps.steps)
    solution = found.solution
    earlier = [span for span in found.sequence if solution is None or span[0] < solution[0]]
    if len(derived.once(clean.kept)) < _FEWEST_WORDS:
        return outcome(None, "The answer was too short to tell steps from a solution.")
    if found.announced and earlier:
        return outcome(True, "You talked through your steps first.", *earlier[:3])
    if solution is not None and found.announced:
        return outcome(False, "You gave the solution before your steps.", solution, found.sequence[0])
    if solution is not None:
        return outcome(False, "You gave a solution, but no steps before it could be heard.", solution)
    return outcome(None, "No words that announce a step, like “first” and “then”, could be heard.")


def _demanding(*demands: dict[str, Any]) -> Question:
    return question(constraints=demands)


_TWO = _demanding({"type": "exactly_examples", "count": 2})
_ONE = _demanding({"type": "exactly_examples", "count": 1})
_SHORT = _demanding({"type": "sentence_range", "low": 2, "high": 3})
_STEPS = _demanding({"type": "steps_first"})
_MINUTE = _demanding({"type": "at_most_seconds", "seconds": 60})
_BOTH = _demanding({"type": "at_most_seconds", "seconds": 4}, {"type": "exactly_examples", "count": 1})

METRIC = Metric(
    id="instruction_adherence",
    name="Instructions followed",
    unit="ratio",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        Example(
            "three examples where two were asked for",
            typed(
                "One example is sending mail after an order. A second example is resizing pictures. "
                "A third example is billing.",
                _TWO,
            ),
            0.0,
        ),
        Example(
            "three examples in lower case without full stops",
            spoken(
                "my first example is a nested name then the second example is a title before a name "
                "and the third example is a date inside a name",
                _TWO,
            ),
            0.0,
        ),
        Example(
            "another example after the only one that was asked for",
            typed("For example, a child learns the word dog from us. Another example is a cook with a recipe.", _ONE),
            0.0,
        ),
        Example(
            "for example, and again for instance: two",
            typed(
                "For example, a child learns a word from us. For instance, cooks copy a recipe with its fault.", _ONE
            ),
            0.0,
        ),
        Example(
            "six sentences for two to three",
            typed(
                "It is worse. It teaches lies. They stay for long. I saw this. It was bad. It cost us a week.", _SHORT
            ),
            0.0,
        ),
        Example("one sentence for two to three", typed("Systematic errors are worse for any model.", _SHORT), 0.0),
        Example(
            "the fix first, the steps after it",
            typed(
                "The fix is an index on the account column. First I would look at which users are slow, "
                "and then compare their queries with the fast ones.",
                _STEPS,
            ),
            0.0,
        ),
        Example(
            "a label and no step in unpunctuated speech",
            spoken(
                "i would label it negative because great is meant as the opposite here and the writer lost his "
                "photos with an earlier update so he is angry",
                _STEPS,
            ),
            0.0,
        ),
        Example("100 s for a minute", spoken("word " * 250, _MINUTE), 0.0),
        Example(
            "one of two demands kept",
            spoken("for example a child learns the word dog from what we call a dog all day long", _BOTH),
            0.5,
        ),
    ),
    silent=(
        Example(
            "two examples, the first with for example",
            typed(
                "A company can hold a name. For example, Morgan Stanley is a company. "
                "Another example is Washington, a person or a place.",
                _TWO,
            ),
            1.0,
        ),
        Example(
            "two announced, then one and the other",
            typed("I will give you two examples. One is a tale of dragons. The other is a made-up number.", _TWO),
            1.0,
        ),
        Example(
            "for instance inside the first example is no third one",
            typed(
                "My first example is mail. For instance, an order sends one and does not wait for it at all. "
                "My second example is billing at night.",
                _TWO,
            ),
            1.0,
        ),
        Example(
            "a learner's count in lower case",
            spoken("first example it is the name of bank second example it is the name of street with person", _TWO),
            1.0,
        ),
        Example(
            "training examples, for the first time and led by example are no examples given",
            typed(
                "For the first time I saw that golden examples and few-shot examples matter, and we led by example. "
                "For example, one wrong label teaches a wrong rule.",
                _ONE,
            ),
            1.0,
        ),
        Example(
            "greeting and placeholder are no sentences",
            typed(
                "Sure. That's an interesting question. Systematic errors are worse. They teach the model a wrong "
                "truth. Random ones cancel out.",
                _SHORT,
            ),
            1.0,
        ),
        Example(
            "first, then, after that, and the fix last",
            typed(
                "First I would look at which users are slow, then I would compare their queries, and after that I "
                "read the plan. So the likely fix is an index.",
                _STEPS,
            ),
            1.0,
        ),
        Example(
            "the word solution before the steps gives none yet",
            spoken(
                "before i give the solution let me walk you through my steps i read the review and look for the tone "
                "and compare it with the guideline and then my label is negative",
                _STEPS,
            ),
            1.0,
        ),
        Example(
            "a numbered list",
            typed(
                "1. Read the whole review slowly. 2. Look for words that turn the sense around. 3. Compare with the "
                "guideline on sarcasm. My label is negative because of the photos.",
                _STEPS,
            ),
            1.0,
        ),
        Example("exactly sixty seconds is at most sixty", spoken("word " * 150, _MINUTE), 1.0),
        Example("a silence before the first word takes no time", spoken("[30] " + "word " * 150, _MINUTE), 1.0),
    ),
    kinds={
        "kept": "Asked for, and done",
        "not_kept": "Asked for, and not done",
    },
)
