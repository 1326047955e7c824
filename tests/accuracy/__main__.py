"""``make accuracy``: measures every claim and writes docs/accuracy.md and the counts behind it, docs/accuracy.json.

With names of sections, only those are measured and printed, and nothing is written.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from rich.console import Console

from tests.accuracy import (
    concepts,
    hearing,
    instructions,
    lexical_fillers,
    limits,
    noise,
    page,
    pairs,
    restarts,
    sound,
    speed,
    spoken_star,
    star,
    wishes,
)
from tests.accuracy.head import head
from tests.accuracy.page import Section

SECTIONS = {
    "hearing": hearing.measure,
    "noise": noise.measure,
    "sound": sound.measure,
    "lexical": lexical_fillers.section,
    "restarts": restarts.measure,
    "star": star.measure,
    "spoken_star": spoken_star.measure,
    "concepts": concepts.measure,
    "instructions": instructions.measure,
    "pairs": pairs.measure,
    "wishes": wishes.measure,
    "speed": speed.measure,
    "limits": limits.measure,
}
"""In the order of the page: what is heard, what is made of the words, what comes of it all, and what is not known."""

SAMPLE = {
    "hearing": hearing.measure,
    "lexical": lexical_fillers.section,
    "restarts": restarts.measure,
    "star": star.sample,
    "instructions": instructions.measure,
    "pairs": pairs.measure,
}
"""What CI measures again on every change; the rest takes longer than it may."""

_WITH_SOX = {"noise", "sound"}


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
    if _WITH_SOX & set(chosen) and shutil.which("sox") is None:
        console.print(
            "Recordings are made worse with sox, and it is not here. Install it with: sudo apt-get install sox"
        )
        sys.exit(2)
    found: list[Section] = []
    for number, name in enumerate(chosen, 1):
        console.print(f"{number} of {len(chosen)}: {name} …")
        begun = time.monotonic(), time.process_time()
        found.append(SECTIONS[name](Path(place)))
        passed, worked = time.monotonic() - begun[0], time.process_time() - begun[1]
        for figure in found[-1].figures:
            mark = {True: "[green]reached[/]", False: "[red]missed[/]", None: ""}[figure.reaches]
            console.print(f"    {figure.label:66} {page.number(figure.value):>8}  {mark}")
        for line in found[-1].worst:
            console.print(f"      [dim]{line}[/]")
        console.print(f"    took {passed:.0f} s, {worked:.0f} s of processor time")
    if chosen == list(SECTIONS):
        page.write(found, head())
        console.print(f"written: {page.DOCS / 'accuracy.md'}")


if __name__ == "__main__":
    main()
