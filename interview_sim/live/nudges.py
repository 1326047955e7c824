"""What a drill shows while the candidate speaks: pace, fillers and time, from the words heard so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from interview_sim.conversation.heard import Heard
from interview_sim.live.messages import Nudge
from scoring.answer import Baseline, Span, Word
from scoring.derived import LONG_PAUSE
from scoring.metrics.time_limit import bounds
from scoring.plain import counted, number
from scoring.question import Question
from scoring.spans import merged
from scoring.spans import seconds as seconds_of
from scoring.text.disfluency.vocal import is_vocal

WINDOW = 15.0
"""Seconds over which the pace is read: shorter windows jump with every pause."""

FEWEST_SECONDS = 5.0
"""Seconds of speech below which there is no pace yet."""

EVERY = 1.0
"""Seconds between two nudges of one kind, at the least: a number that flickers cannot be read."""

PACE = (100.0, 160.0)
"""Words a minute that are left in peace: coaches warn below 100, and 120 to 160 is easy to follow."""

SLOW = (80.0, 120.0)
"""Words a minute that a drill for speaking slowly asks for while the candidate's own pace is not known."""

FILLERS = 5.0
"""Fillers a minute that go unnoticed (Laske & DiGennaro Reed 2024)."""

_AROUND = 0.12
"""How far the pace may lie from the share of one's own that a drill asks for."""

_LATE = 0.9
"""Share of the limit from which it is time to come to the end."""


class Nudges:
    """One attempt's. ``pace`` is the share of the usual pace to speak at, where a drill asks for one."""

    def __init__(self, question: Question, baseline: Baseline | None, pace: float | None = None) -> None:
        self._limit, self._floor = bounds(question)
        usual = baseline.speaking_rate if baseline else None
        self._slower = pace is not None
        if pace is None:
            self._band = PACE
        elif usual is None:
            self._band = SLOW
        else:
            self._band = ((pace - _AROUND) * usual, (pace + _AROUND) * usual)
        self._told: dict[str, float] = {}

    def notice(self, heard: Heard, moments: Sequence[float] = ()) -> tuple[Nudge, ...]:
        """What is worth showing now: at most one of each kind a second, none before the first word.

        ``moments``: positions from which the candidate was given time to think, which lasts until their next word.
        """
        if heard.speech_started is None:
            return ()
        fresh = [one for one in self._all(heard, heard.speech_started, moments) if self._due(one.kind, heard.position)]
        self._told |= {one.kind: heard.position for one in fresh}
        return tuple(fresh)

    def _due(self, kind: str, position: float) -> bool:
        return position - self._told.get(kind, -EVERY) >= EVERY

    def _all(self, heard: Heard, began: float, moments: Sequence[float]) -> Iterator[Nudge]:
        yield self._time(max(0.0, heard.position - began - _thought(heard, moments)))
        if heard.words:
            yield self._fillers(heard.words, began)
            if (rate := pace_of(heard.words)) is not None:
                yield self._pace(rate)

    def _time(self, seconds: float) -> Nudge:
        left = self._limit - seconds
        if left < 0:
            text = f"{number(round(-left))} s over"
        elif seconds >= _LATE * self._limit:
            text = f"{number(round(left))} s left: come to your end"
        else:
            text = f"{number(round(left))} s left"
        return Nudge("time", round(seconds, 1), text, good=left >= 0)

    def _fillers(self, words: Sequence[Word], began: float) -> Nudge:
        count = sum(is_vocal(word) for word in words)
        minutes = max(1.0, ((words[-1].end or began) - began) / 60)
        return Nudge("fillers", count, counted(count, "filler"), good=count / minutes <= FILLERS)

    def _pace(self, rate: float) -> Nudge:
        low, high = self._band
        shown = f"{rate:.0f} words a minute"
        if rate > high:
            return Nudge("pace", round(rate, 1), f"{shown}: slower, breathe after each sentence", good=False)
        if rate < low:
            more = "that is slow enough" if self._slower else "a little more pace would help"
            return Nudge("pace", round(rate, 1), f"{shown}: {more}", good=False)
        return Nudge("pace", round(rate, 1), shown, good=True)


def _thought(heard: Heard, moments: Sequence[float]) -> float:
    """Seconds of thinking that was asked for, so far."""
    starts = [word.start for word in heard.words if word.start is not None]
    windows = (
        Span(start=moment, end=next((start for start in starts if start >= moment), max(moment, heard.position)))
        for moment in moments
    )
    return seconds_of(merged(windows))


def pace_of(words: Sequence[Word]) -> float | None:
    """Words a minute over the last `WINDOW` seconds up to the last word, long pauses left out; null for too little."""
    timed = [(word.start, word.end) for word in words if word.start is not None and word.end is not None]
    recent = [(start, end) for start, end in timed if start >= timed[-1][1] - WINDOW]
    if not recent:
        return None
    pauses = sum(gap for left, right in pairwise(recent) if (gap := right[0] - left[1]) >= LONG_PAUSE)
    seconds = recent[-1][1] - recent[0][0] - pauses
    lexical = sum(not is_vocal(word) for word in words[-len(recent) :])
    return 60 * lexical / seconds if seconds >= FEWEST_SECONDS else None
