"""What a terminal shows while the candidate speaks: the time, in drills the live meter, and the keys there are."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from interview_sim.live.messages import Encouragement, Message, Nudge, Queued

KEYS = "Enter: done · r: say it again · p: in other words · m: a moment to think"


class Meter:
    """Printable again and again; told what happens."""

    def __init__(self, limit: float) -> None:
        self.seconds = 0.0
        """Recorded so far."""
        self._limit = limit
        self._nudges: dict[str, Nudge] = {}
        self._word = ""

    def notice(self, message: Message) -> None:
        """Take what is to be shown."""
        match message:
            case Nudge(kind=kind):
                self._nudges[kind] = message
            case Encouragement(text=text):
                self._word = text
            case Queued(ahead=ahead):
                self._word = f"{ahead} others are being listened to first."

    def __rich__(self) -> RenderableType:
        lines = [Text(self._time(), style="bold")]
        lines += [
            Text(f"{'✓' if one.good else '!'} {one.text}", style="green" if one.good else "yellow")
            for kind in ("time", "pace", "fillers")
            if (one := self._nudges.get(kind)) is not None
        ]
        if self._word:
            lines.append(Text(self._word, style="italic"))
        return Group(*lines, Text(KEYS, style="dim"))

    def _time(self) -> str:
        over = self.seconds - self._limit
        late = f", {over:.0f} s over" if over > 0 and "time" not in self._nudges else ""
        return f"Recording {self.seconds:.0f} s of {self._limit:g} s{late}"
