"""Reaction: seconds from the end of the question to the answer's first word; negative where it began before.

The first word may be a filler: whoever says "um" has taken the turn, and so has who begins with a placeholder ("That's
an interesting question, let me think"). Where the interviewer spoke again before the answer began (the question
repeated, or put in other words), the clock starts when that voice ended. A thinking window that was asked for is left
out.

Speaking over the interviewer is the candidate's voice during the interviewer's, ``detail.overlap`` seconds in all; what
is less than `_BLURRED` is within what clocks and word times can tell. While the interviewer speaks, a live microphone
is not listened to, so that only what reaches beyond can be known. ``detail.counted`` is what a rubric scores: the
seconds until the first word, or minus the overlap where there is one.

Evidence is the first words, ``first_words``, and what was said over the interviewer, ``over_interviewer``.

Source: people answer each other after about 0.2 s (Stivers et al. 2009, PNAS 106:10587); on a video call 1 to 2 s keep
two people from speaking at once; a silence of 2 to 3 s helps, near 5 s it is of no further use (Zandan).
"""

from __future__ import annotations

from collections.abc import Iterable

from scoring import spans
from scoring.answer import Answer, Span, WordKind
from scoring.derived import Derived
from scoring.examples import spoken
from scoring.metric import Example, Measurement, Metric, NotApplicable, NotMeasurable
from scoring.plain import seconds

_FIRST_WORDS = 4
"""Words quoted of the beginning."""

_BLURRED = 0.2
"""Seconds of overlap that are none: word times, and the end of the playback, are no surer than this."""


def measure(derived: Derived) -> Measurement:
    """Seconds, thinking windows left out."""
    asked = derived.answer.question_end
    if asked is None:
        raise NotApplicable("When the question ended is not known here, so there is nothing to count from.")
    first = _first_word(derived)
    began = _began(derived, first)
    ended = max((asked, *(span.end for span in derived.answer.interviewer if span.start <= began)))
    thought = spans.seconds(spans.common(_between(ended, began), derived.thinking))
    wait = round(began - ended - thought, 2)
    over = _over(derived, began, ended)
    overlap = spans.seconds(over)
    beginning = derived.evidence(first, min(len(derived.words), first + _FIRST_WORDS), kind="first_words")
    return Measurement(
        value=wait,
        evidence=(beginning, *(derived.evidence(*run, kind="over_interviewer") for run in _runs(derived, over))),
        detail={
            "question_end": round(ended, 2),
            "first_word": round(began, 2),
            "thinking": round(thought, 1),
            "overlap": round(overlap, 2),
            "counted": round(-overlap, 2) if over else max(0.0, wait),
            "said": _said(wait, overlap, thought),
        },
    )


def _first_word(derived: Derived) -> int:
    """The first word that is more than punctuation."""
    for index, tokens in enumerate(derived.word_tokens):
        if tokens:
            return index
    raise NotMeasurable("No word was understood.", "Answer in full sentences, close to the microphone.")


def _began(derived: Derived, first: int) -> float:
    """When a word began. A filled pause is taken as it is: it often begins too softly to count as voice."""
    word = derived.words[first]
    start, end = word.start or 0.0, word.end or 0.0
    if word.kind is WordKind.FILLED_PAUSE:
        return start
    return spans.voice_begins(start, end, derived.voiced)


def _between(start: float, end: float) -> tuple[Span, ...]:
    return (Span(start=start, end=end),) if end > start else ()


def _over(derived: Derived, began: float, ended: float) -> tuple[Span, ...]:
    """When both spoke: what was said while the interviewer did, the end of the question included."""
    asking = spans.merged((*derived.answer.interviewer, *_between(began, ended)))
    over = spans.common(derived.voiced, asking)
    return over if spans.seconds(over) > _BLURRED else ()


def _runs(derived: Derived, over: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The words (end exclusive) that were said during each of these spans."""
    runs = []
    for span in over:
        words = [
            i
            for i in derived.considered
            if (derived.words[i].start or 0.0) < span.end and (derived.words[i].end or 0.0) > span.start
        ]
        if words:
            runs.append((words[0], words[-1] + 1))
    return tuple(runs)


def _said(wait: float, overlap: float, thought: float) -> str:
    if wait < 0 and overlap:
        return f"You began {seconds(-wait)} before the question had ended"
    if overlap:
        return f"You spoke for {seconds(overlap)} while the interviewer did"
    asked = f", not counting the {seconds(round(thought))} you had asked for" if round(thought) else ""
    if wait < _BLURRED:
        return f"You began as soon as the question had ended{asked}"
    return f"You began {seconds(wait)} after the question{asked}"


_TEXT = "well we labelled the images and checked every box twice"


def _asked(
    text: str, end: float, *again: tuple[float, float], thinking: tuple[tuple[float, float], ...] = ()
) -> Answer:
    """An answer on the recording of a question of ``end`` seconds; ``again``: when the interviewer spoke later."""
    voice = tuple(Span(start=start, end=stop) for start, stop in ((0.0, end), *again))
    return spoken(text, thinking=thinking).model_copy(update={"question_end": end, "interviewer": voice})


METRIC = Metric(
    id="reaction",
    name="Reaction",
    unit="seconds",
    needs=frozenset({"words", "times", "timeline"}),
    measure=measure,
    kinds={"first_words": "Your first words", "over_interviewer": "While the interviewer spoke"},
    fires=(
        Example("1.5 s after a question of 4 s", _asked(f"[5.5] {_TEXT}", 4.0), 1.5),
        Example("a long silence before the first word", _asked(f"[12] {_TEXT}", 4.0), 8.0),
        Example("over the end of the question", _asked(f"[3] {_TEXT}", 4.0), -1.0),
        Example("an um takes the turn", _asked(f"[4.6] um [3] {_TEXT}", 4.0), 0.6),
        Example("a placeholder takes the turn", _asked(f"[5] let me think [6] {_TEXT}", 4.0), 1.0),
        Example("a lone dash is no word", _asked(f"[4.5] — [1] {_TEXT}", 4.0), 1.9),
        Example("the question repeated before the answer", _asked(f"[11] {_TEXT}", 4.0, (6.0, 10.0)), 1.0),
        Example("nothing but the question counts", _asked(f"[5] sorry what [6] {_TEXT}", 4.0, (6.0, 10.0)), 1.0),
    ),
    silent=(
        Example("at the very moment", _asked(f"[4] {_TEXT}", 4.0), 0.0),
        Example("a fifth of a second, as between friends", _asked(f"[4.2] {_TEXT}", 4.0), 0.2),
        Example("within what clocks can tell", _asked(f"[3.9] {_TEXT}", 4.0), -0.1),
        Example("a moment asked for is left out", _asked(f"[20] {_TEXT}", 4.0, thinking=((5.0, 20.0),)), 1.0),
        Example("a recording that opens when the question has ended", _asked(f"[1] {_TEXT}", 0.0), 1.0),
        Example(
            "the interviewer speaks again in the middle of a pause",
            _asked(f"[5] {_TEXT} [6] {_TEXT}", 4.0, (10.0, 14.0)),
            1.0,
        ),
    ),
)
