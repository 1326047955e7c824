"""A console that shows what other people wrote, and lets none of it steer the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_STEERING = (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NOTHING = dict.fromkeys(_STEERING)
"""Control characters but the line break: a name with an escape sequence could rewrite what stands on the screen. Those
that turn the direction of writing around could make one name look like another."""


class PlainConsole(Console):
    """Rich's console; its own colours and cursor movements stay, those in a text do not."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of anything that can be shown."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(segment.text.translate(_NOTHING), segment.style)
