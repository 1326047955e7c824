"""``python -m training.star``: fit the tagger, and write its weights with where they come from beside them.

Where sentences end in text without punctuation is learned first (``training.sentences.train``), since the tagger reads
such text in the pieces that it is cut into.

Learns from the answers written for training and, where INTERVIEW_SIM_EVAL_DATA names their folder, from the development
answers. The figures come from refits that never saw what they are measured on, never from the weights that are written.
Needs scikit-learn and python-crfsuite.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Sequence
from importlib import metadata
from itertools import chain as chained
from pathlib import Path

from scoring.question import Part
from scoring.star.weights import Chain
from training.sentences import train as sentences
from training.star.answers import WRITTEN, Labelled, development, hashes, written
from training.star.evaluate import Read, f1, macro, part_counts, read, sentence_counts, word_counts
from training.star.fit import fit_boundaries, fit_chain

PLACE = Path(__file__).resolve().parents[2] / "scoring" / "star"
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "python-crfsuite")


def main() -> None:
    """Measure refits, then train on all there is: first where sentences end, then what they are."""
    sentences.main()
    place = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    folder = Path(place) if place else None
    ours, theirs = written(), development(folder) if folder else []
    if folder:
        print(f"{len(ours)} written answers and {len(theirs)} development answers from {folder}")
    else:
        print(f"INTERVIEW_SIM_EVAL_DATA is not set: training on the {len(ours)} written answers only.")
    figures = {"each_written_file_held_out": _figures(_files_held_out(ours))}
    boundaries = fit_boundaries(ours)
    if theirs:
        alone = fit_chain(ours, boundaries)
        figures["development_read_from_written_alone"] = _figures([read(one, boundaries, alone) for one in theirs])
    for name, found in figures.items():
        print(name, found)
    chain = fit_chain([*ours, *theirs], boundaries)
    weights = _json(chain)
    (PLACE / "weights.json").write_text(weights, encoding="utf-8")
    (PLACE / "weights.toml").write_text(_provenance(weights, folder, figures), encoding="utf-8")
    print(f"{len(chain.features)} features of segments: {len(weights)} bytes")


def _files_held_out(ours: Sequence[Labelled]) -> list[Read]:
    def one_file(name: str) -> list[Read]:
        kept = [one for one in ours if one.file != name]
        boundaries = fit_boundaries(kept)
        chain = fit_chain(kept, boundaries)
        return [read(one, boundaries, chain) for one in ours if one.file == name]

    return list(chained.from_iterable(map(one_file, WRITTEN)))


def _figures(found: Sequence[Read]) -> dict[str, float]:
    return {
        "answers": len(found),
        "sentence_macro_f1": round(macro(sentence_counts(found)), 3),
        "word_macro_f1_without_punctuation": round(macro(word_counts(found)), 3),
        "part_present_f1": round(f1(part_counts(found)), 3),
        "reflection_present_f1": round(f1(part_counts(found, (Part.REFLECTION,))), 3),
    }


def _json(chain: Chain) -> str:
    """One feature a line, so that a change can be read."""

    def table(rows: dict[str, object]) -> str:
        return ",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{_compact(row)}" for name, row in rows.items())

    return f'{{"transitions":{_compact(chain.transitions)},"features":{{\n{table({**chain.features})}\n}}}}\n'


def _compact(row: object) -> str:
    return json.dumps(row, separators=(",", ":"))


def _provenance(weights: str, folder: Path | None, figures: dict[str, dict[str, float]]) -> str:
    command = "python -m training.star"
    lines = [
        "# Where weights.json comes from; written by the command below.",
        f'command = "{f"INTERVIEW_SIM_EVAL_DATA=… {command}" if folder else command}"',
        f'sha256 = "{hashlib.sha256(weights.encode()).hexdigest()}"',
        'more = "docs/accuracy.md has the figures with every source of the development answers held out"',
        "",
        "[made_with]",
        f'python = "{platform.python_version()}"',
        *(f'{name} = "{metadata.version(name)}"' for name in _LIBRARIES),
        "",
        "# SHA-256 of every file that was learned from.",
        "[data]",
        *(f'"{name}" = "{digest}"' for name, digest in hashes(folder).items()),
    ]
    for name, found in figures.items():
        lines += ["", f"[figures.{name}]", *(f"{key} = {value}" for key, value in found.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
