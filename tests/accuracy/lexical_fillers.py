"""Lexical fillers found against uses labelled by hand.

A file holds one stretch of speech a line: ``{like}`` is a filler, ``<like>`` an honest use, ``|`` a pause. Every other
word that is called a filler counts as a false alarm too.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.derived import Derived
from scoring.examples import spoken
from scoring.text.disfluency import fillers
from tests.accuracy.figures import Figure
from tests.accuracy.filler_events import Tally
from tests.accuracy.page import Section, Table

HELD_OUT = Path(__file__).parent / "data" / "lexical_fillers.jsonl"

PAUSE = 0.4
"""Seconds of silence that ``|`` becomes."""

_MARKED = re.compile(r"([{<])([^}>]*)[}>]")


@dataclass(frozen=True)
class Use:
    """A labelled use: its form, its words (end exclusive), and whether it fills."""

    form: str
    start: int
    end: int
    fills: bool


@dataclass(frozen=True)
class Line:
    """A stretch of speech: how it is said (``[0.4]`` is a silence) and the uses in it."""

    id: str
    said: str
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Judged:
    """What was made of one line: ``wrong`` names the uses missed (``-``) and accused (``+``)."""

    line: Line
    tallies: dict[str, Tally]
    uses: dict[str, int]
    wrong: tuple[str, ...]
    unsure: int


@dataclass(frozen=True)
class Row:
    """One form, or all of them: how many uses were labelled, and what was found."""

    form: str
    uses: int
    tally: Tally


def read(path: Path) -> tuple[Line, ...]:
    """The lines of a file of labelled uses."""
    return tuple(_line(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip())


def judge(line: Line) -> Judged:
    """Find the lexical fillers of one line and compare; a use that the finder is unsure of counts as not found."""
    derived = Derived(spoken(line.said))
    found = [one for one in derived.once(fillers.find) if one.kind == "lexical"]
    sure = {(one.start_word, one.end_word): one.form.casefold() for one in found if one.counts}
    tallies: dict[str, Tally] = defaultdict(Tally)
    uses: dict[str, int] = defaultdict(int)
    wrong = []
    for use in line.uses:
        uses[use.form] += 1
        heard = sure.pop((use.start, use.end), None) is not None
        tallies[use.form] += Tally(right=heard and use.fills, false=heard and not use.fills, missed=use.fills > heard)
        if heard != use.fills:
            wrong.append(f"{'+' if heard else '-'}{use.form}@{use.start}")
    for place, form in sure.items():
        tallies[form] += Tally(false=1)
        wrong.append(f"+{form}@{place[0]} (not labelled)")
    return Judged(line, dict(tallies), dict(uses), tuple(wrong), sum(not one.counts for one in found))


def table(judged: Iterable[Judged]) -> tuple[Row, ...]:
    """One row for each form, in order of the alphabet, and one for all."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    uses: dict[str, int] = defaultdict(int)
    for one in judged:
        for form, tally in one.tallies.items():
            tallies[form] += tally
        for form, count in one.uses.items():
            uses[form] += count
    rows = [Row(form, uses[form], tallies[form]) for form in sorted(tallies.keys() | uses.keys())]
    return (*rows, Row("all", sum(uses.values()), sum(tallies.values(), Tally())))


def measure(path: Path) -> tuple[Sequence[Judged], tuple[Row, ...]]:
    """Every line of a file judged, and the table of all."""
    judged = [judge(line) for line in read(path)]
    return judged, table(judged)


def _line(entry: dict[str, str]) -> Line:
    said: list[str] = []
    uses: list[Use] = []
    words = 0
    marked = _MARKED.sub(lambda use: use[1] + use[2].replace(" ", "~") + ("}" if use[1] == "{" else ">"), entry["text"])
    for piece in marked.split():
        if piece == "|":
            said.append(f"[{PAUSE}]")
            continue
        parts = re.sub(r"[{}<>]", "", piece).split("~")
        if piece[0] in "{<":
            form = re.sub(r"[^\w ]", "", " ".join(parts)).casefold()
            uses.append(Use(form, words, words + len(parts), piece[0] == "{"))
        said.extend(parts)
        words += len(parts)
    return Line(entry["id"], " ".join(said), tuple(uses))


def section(folder: Path) -> Section:
    """The uses that were written by somebody who did not know the rules."""
    judged, rows = measure(HELD_OUT)
    return Section(
        id="lexical",
        title="Filler words: like, you know, I mean, sort of …",
        about=(
            f"{len(judged)} stretches of speech as a recogniser writes them, without punctuation and case, "
            f"{rows[-1].uses} uses labelled by hand as filler or honest by somebody who had not seen the rules "
            "(`tests/accuracy/data/lexical_fillers.jsonl`). They are written, not recorded: real speech will be "
            "harder. "
            "The rules were made on another set (`tests/scoring/data/lexical_fillers.jsonl`)."
        ),
        figures=tuple(
            Figure(
                f"lexical.{kind}", f"filler words, {kind.upper() if kind == 'f1' else kind}", kind, _counts(judged), aim
            )
            for kind, aim in (("f1", 0.85), ("precision", None), ("recall", None))
        ),
        tables=(
            Table(
                "By word:",
                ("word", "uses", "right", "false", "missed", "F1"),
                tuple(
                    (
                        row.form,
                        str(row.uses),
                        str(row.tally.right),
                        str(row.tally.false),
                        str(row.tally.missed),
                        "—" if row.tally.f1 is None else f"{row.tally.f1:.3f}",
                    )
                    for row in rows
                ),
            ),
        ),
        worst=tuple(f"{one.line.id}: {', '.join(one.wrong)}" for one in judged if len(one.wrong) > 1),
    )


def _counts(judged: Sequence[Judged]) -> dict[str, tuple[float, ...]]:
    return {one.line.id: _row(sum(one.tallies.values(), Tally())) for one in judged}


def _row(tally: Tally) -> tuple[float, ...]:
    return float(tally.right), float(tally.false), float(tally.missed)
