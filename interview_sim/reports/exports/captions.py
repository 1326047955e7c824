"""What was said in an answer, as captions for its recording: WebVTT and SRT."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from interview_sim.interview import Attempt

_LINE = 42
"""Letters of a line; two lines make a caption, as broadcasters advise."""

_LONGEST = 6.0
"""Seconds that a caption stays at most."""

_GAP = 1.0
"""Seconds of silence after which a new caption begins."""

_SENTENCE = 1.5
"""Seconds from which a sentence has a caption of its own."""

_INSTANT = 0.001
"""Seconds of the shortest that can be written."""

_SHORTEST = 0.7
"""Seconds that a caption can be read in at all, where the next leaves it so long."""


@dataclass(frozen=True)
class Caption:
    """One or two lines, and from when to when they are shown, in seconds of the recording."""

    start: float
    end: float
    lines: tuple[str, ...]


def captions(attempt: Attempt) -> tuple[Caption, ...]:
    """The words as they were said, corrections in place; none for a typed answer, which has no recording."""
    groups = list(_groups(_timed(attempt)))
    found = []
    for index, group in enumerate(groups):
        start = group[0][0]
        following = groups[index + 1][0][0] if index + 1 < len(groups) else math.inf
        end = min(max(start + _SHORTEST, *(end for _, end, _ in group)), following)
        found.append(Caption(start, max(end, start + _INSTANT), _lines(group)))
    return tuple(found)


def to_vtt(attempt: Attempt) -> str:
    """WebVTT."""
    cues = [f"{_clock(one.start, '.')} --> {_clock(one.end, '.')}\n{_vtt(one)}\n" for one in captions(attempt)]
    return "\n".join(["WEBVTT\n", *cues])


def to_srt(attempt: Attempt) -> str:
    """SubRip."""
    cues = [
        f"{number}\n{_clock(one.start, ',')} --> {_clock(one.end, ',')}\n{_srt(one)}\n"
        for number, one in enumerate(captions(attempt), 1)
    ]
    return "\n".join(cues)


def _timed(attempt: Attempt) -> Iterator[tuple[float, float, str]]:
    """Each word with its time; a correction stands for the words that it replaces."""
    words = attempt.words
    replaced: dict[int, str] = {}
    for correction in attempt.corrections:
        span = range(correction.start_word, min(correction.end_word, len(words)))
        replaced |= {index: correction.text if index == correction.start_word else "" for index in span}
    for index, word in enumerate(words):
        text = " ".join(replaced.get(index, word.text).split())
        if text and word.start is not None and word.end is not None:
            yield word.start, word.end, text


def _groups(words: Iterator[tuple[float, float, str]]) -> Iterator[list[tuple[float, float, str]]]:
    group: list[tuple[float, float, str]] = []
    for word in words:
        if group and (
            word[0] - group[-1][1] > _GAP
            or word[1] - group[0][0] > _LONGEST
            or len(_wrapped([*group, word])) > 2
            or (group[-1][2].endswith((".", "?", "!")) and group[-1][1] - group[0][0] >= _SENTENCE)
        ):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _wrapped(group: Sequence[tuple[float, float, str]]) -> list[str]:
    lines: list[str] = []
    for _, _, text in group:
        if lines and len(lines[-1]) + 1 + len(text) <= _LINE:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
    return lines


def _lines(group: Sequence[tuple[float, float, str]]) -> tuple[str, ...]:
    return tuple(_wrapped(group))


def _vtt(caption: Caption) -> str:
    return escape("\n".join(caption.lines), quote=False)  # an arrow would end the cue, too


def _srt(caption: Caption) -> str:
    # It knows no escapes, but tags: a joiner that nobody sees keeps a sign from beginning one, or an arrow.
    return "\n".join(caption.lines).replace("<", "<\u2060").replace("{", "{\u2060").replace("-->", "--\u2060>")


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
