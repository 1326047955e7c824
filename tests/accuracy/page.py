"""docs/accuracy.md and the counts behind it, written from what was measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy.figures import Figure

DOCS = Path(__file__).resolve().parents[2] / "docs"
COUNTS = DOCS / "accuracy.json"


@dataclass(frozen=True)
class Table:
    """A table beside the figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """One claim: what was measured on what, its figures, and where it goes wrong."""

    id: str
    title: str
    about: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    worst: tuple[str, ...] = ()


def write(sections: Sequence[Section], head: str) -> None:
    """The page, and the counts by source that a later run is compared with."""
    (DOCS / "accuracy.md").write_text(head + "".join(map(_section, sections)), encoding="utf-8")
    counts = {
        figure.id: {"kind": figure.kind, "better": figure.better, "rows": figure.rows}
        for section in sections
        for figure in section.figures
    }
    COUNTS.write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def published() -> dict[str, Figure]:
    """The figures as they were last published; their labels and aims stand on the page only."""
    stored = json.loads(COUNTS.read_text(encoding="utf-8"))
    return {
        name: Figure(
            id=name,
            label=name,
            kind=one["kind"],
            rows={source: tuple(row) for source, row in one["rows"].items()},
            better=one["better"],
        )
        for name, one in stored.items()
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; figures stand to the right."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, marks, *rows))


def number(value: float) -> str:
    """Three decimals below one hundred, none above; whole numbers as they are."""
    if float(value).is_integer() and abs(value) > 1:
        return f"{value:.0f}"
    return f"{value:.3f}" if abs(value) < 100 else f"{value:.0f}"


def _section(section: Section) -> str:
    text = f"\n## {section.title}\n\n{section.about.strip()}\n"
    if section.figures:
        text += f"\n{_figures(section.figures)}"
    for one in section.tables:
        text += f"\n{one.caption}\n\n{table(one.head, one.rows)}"
    if section.worst:
        text += "\nWorst cases:\n\n" + "".join(f"- {line}\n" for line in section.worst)
    return text


def _figures(figures: Sequence[Figure]) -> str:
    return table(
        ("figure", "value", "95 % interval", "sources", "aim", ""),
        [
            (
                figure.label,
                f"**{number(figure.value)}**",
                "—" if figure.interval is None else " to ".join(map(number, figure.interval)),
                str(len(figure.rows)),
                "" if figure.aim is None else f"{'≥' if figure.better == 'higher' else '≤'} {number(figure.aim)}",
                {True: "reached", False: "**missed**", None: ""}[figure.reaches],
            )
            for figure in figures
        ],
    )
