"""The documentation: what it links to and shows is there, and the commands in it can be typed as they stand."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.core
from typer.main import get_command

from interview_sim.cli.app import app
from interview_sim.published import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURES = ROOT / "docs" / "pictures"
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMANDS: Any = get_command(app)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can name, as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    wrong = []
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            wrong.append(link)
    assert wrong == []


def test_every_picture_is_shown_somewhere_is_described_and_opens_at_once() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = {Path(place).name: words for words, place in re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", text)}
    assert set(shown) == {picture.name for picture in PICTURES.glob("*.png")}
    assert all(shown.values())
    assert [one.name for one in PICTURES.glob("*.png") if one.stat().st_size > 250_000] == []


def shown_commands() -> Iterator[tuple[str, str]]:
    """Every line that begins with ``interview-sim`` in a block, or stands in backquotes, with its page."""
    for page in PAGES:
        if page.name == "cli.md":  # made from the commands themselves
            continue
        text = page.read_text(encoding="utf-8")
        found = re.findall(r"^ *(interview-sim .+)$", "\n".join(_FENCED.findall(text)), re.MULTILINE)
        found += re.findall(r"`(interview-sim [^`\n]+)`", _FENCED.sub("", text))
        yield from ((page.name, line.split("  #")[0].strip()) for line in found)


def typed(line: str) -> None:
    """Read a line as the command line does, without doing it; raises click's UsageError."""
    command = COMMANDS
    words = shlex.split(line)[1:]
    context = typer.Context(command, info_name="interview-sim")
    while isinstance(command, typer.core.TyperGroup):
        rest = command.parse_args(context, words)
        name, command, words = command.resolve_command(context, [*context._protected_args, *rest])
        assert command is not None
        context = typer.Context(command, info_name=name, parent=context)
    # What a file or a name stands for cannot be known; that the options exist and have what they need can.
    command.make_parser(context).parse_args(words)


@pytest.mark.parametrize(("page", "line"), sorted(set(shown_commands())))
def test_a_command_in_the_documentation_can_be_typed_as_it_stands(page: str, line: str) -> None:
    typed(line)


@pytest.mark.parametrize("line", ["interview-sim repport", "interview-sim report ID --docx F"])
def test_a_command_that_does_not_exist_would_be_noticed(line: str) -> None:
    with pytest.raises(Exception, match="No such"):
        typed(line)
