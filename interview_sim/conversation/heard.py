"""What the interviewer has heard so far of the attempt that is open."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.answer import Span, Word


@dataclass(frozen=True)
class Heard:
    """Moments are seconds from the recording's first sample.

    ``position``: how far the voice detector has listened. ``speech_started``: where the first voice was, null while
    there was none. ``speaking``: whether a voice is to be heard now; ``quiet_since``: where the last one ended, null
    before the first. ``words``: what has been recognised, none of which will change unless more is said right after
    it; ``complete``: whether they cover every voice that has ended. ``fall``: how far the pitch fell in the last half
    second of voice, in semitones; null where that is not known. ``voices``: every stretch with voice that has ended.
    """

    position: float
    speech_started: float | None = None
    speaking: bool = False
    quiet_since: float | None = None
    words: tuple[Word, ...] = ()
    complete: bool = False
    fall: float | None = None
    voices: tuple[Span, ...] = ()

    @property
    def silence(self) -> float:
        """Seconds since the last voice; 0 while one is to be heard, or before the first."""
        return 0.0 if self.speaking or self.quiet_since is None else self.position - self.quiet_since
