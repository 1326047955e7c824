"""``make accuracy``: measures every claim and writes docs/accuracy.md and the counts behind it, docs/accuracy.json.

With names of sections, only those are measured and printed, and nothing is written.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from rich.console import Console

from tests.accuracy import hearing, lexical_fillers, page, pairs, speed, star
from tests.accuracy.head import head
from tests.accuracy.page import Section

SECTIONS = {
    "hearing": hearing.measure,
    "lexical": lexical_fillers.section,
    "star": star.measure,
    "pairs": pairs.measure,
    "speed": speed.measure,
}
"""In the order of the page."""

SAMPLE = {
    "hearing": hearing.measure,
    "lexical": lexical_fillers.section,
    "star": star.sample,
    "pairs": pairs.measure,
}
"""What CI measures again on every change; the rest takes longer than it may."""


def main() -> None:
    """Measure, and write or print."""
    console = Console(stderr=True, highlight=False)
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], help="measure and print only these")
    chosen = parser.parse_args().sections or list(SECTIONS)
    place = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    if not place or not (Path(place) / "speech" / "labels.json").is_file():
        console.print(
            "The recordings and answers to measure on are not here. "
            "Set INTERVIEW_SIM_EVAL_DATA to the folder that holds speech/ and star/."
        )
        sys.exit(2)
    found: list[Section] = []
    for number, name in enumerate(chosen, 1):
        with console.status(f"{number} of {len(chosen)}: {name} …"):
            begun = time.monotonic()
            found.append(SECTIONS[name](Path(place)))
        console.print(f"{number} of {len(chosen)}: {name}, {time.monotonic() - begun:.0f} s")
        for figure in found[-1].figures:
            mark = {True: "[green]reached[/]", False: "[red]missed[/]", None: ""}[figure.reaches]
            console.print(f"    {figure.label:58} {page.number(figure.value):>8}  {mark}")
        for line in found[-1].worst:
            console.print(f"      [dim]{line}[/]")
    if chosen == list(SECTIONS):
        page.write(found, head())
        console.print(f"written: {page.DOCS / 'accuracy.md'}")


if __name__ == "__main__":
    main()
