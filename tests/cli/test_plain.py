"""What other people wrote is shown in the terminal and cannot steer it."""

from __future__ import annotations

import io

import pytest
from rich.table import Table

from interview_sim.cli.plain import PlainConsole


@pytest.mark.parametrize("text", ["\x1b[2Jgone", "\x1b]0;t\x07", "\x9b31m", "a\rb", "\u202egnp.exe", "\x00", "\x08"])
def test_a_text_cannot_steer_the_terminal(text: str) -> None:
    shown = io.StringIO()
    console = PlainConsole(file=shown, force_terminal=True, color_system=None)
    table = Table(text)
    table.add_row(text)
    console.print(text)
    console.print(table)
    assert not set(shown.getvalue()) & set("\x1b\x9b\x07\x08\x00\r\u202e")


def test_colours_of_our_own_and_line_breaks_stay() -> None:
    shown = io.StringIO()
    PlainConsole(file=shown, force_terminal=True, color_system="standard").print("[red]one[/]\ntwo")
    assert shown.getvalue() == "\x1b[31mone\x1b[0m\ntwo\n"
