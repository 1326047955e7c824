"""docs/performance.md, and the tables behind it, docs/performance.json, so that a part can be measured again alone."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import psutil

from interview_sim import __version__
from tests.accuracy.page import DOCS, table
from tests.benchmarks.table import Row, Table

STORED = DOCS / "performance.json"

HEAD = f"""# How fast it is, and what it bears

Written by `make bench` (`python -m tests.benchmarks`), which starts real services in processes of their own and speaks
to them in real time, as a page would; it asserts nothing. `python -m tests.benchmarks --write waiting captions`
measures these parts again and leaves the others as they are. With `INTERVIEW_SIM_EVAL_DATA` real recordings are
spoken, else made ones. interview-sim {__version__}.

“n” is how many measurements stand behind a figure. Quote ratios rather than seconds where the machine is shared: the
load before each part is given, 0 is an idle machine.
"""


@dataclass(frozen=True)
class Machine:
    """What a part was measured on."""

    processor: str
    cores: int
    memory: str
    system: str
    packages: str


@dataclass(frozen=True)
class Measured:
    """A benchmark's table, the day, the machine, and the load average of a minute before it began."""

    table: Table
    day: str
    load: float
    machine: Machine


def measured(found: Table, load: float) -> Measured:
    """Of today, on this machine."""
    return Measured(found, date.today().isoformat(), round(load, 1), this_machine())


def this_machine() -> Machine:
    """Processor, memory, system, and the versions of what works."""
    packages = ("faster-whisper", "ctranslate2", "onnxruntime", "spacy")
    return Machine(
        processor=_processor(),
        cores=psutil.cpu_count() or 1,
        memory=f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        system=f"{platform.system()}, Python {platform.python_version()}",
        packages=", ".join(f"{name} {metadata.version(name)}" for name in packages),
    )


def write(found: Mapping[str, Measured]) -> None:
    """What was measured now, beside what was measured before and not now."""
    every = stored() | found
    STORED.write_text(json.dumps({name: asdict(one) for name, one in every.items()}, indent=1) + "\n", encoding="utf-8")
    (DOCS / "performance.md").write_text(HEAD + "".join(map(_section, every.values())), encoding="utf-8")


def stored() -> dict[str, Measured]:
    """What was written last, by the benchmark's name; nothing where none was."""
    if not STORED.is_file():
        return {}
    return {name: _read(one) for name, one in json.loads(STORED.read_text(encoding="utf-8")).items()}


def _read(one: dict[str, Any]) -> Measured:
    rows = tuple(Row(**row) for row in one["table"]["rows"])
    found = Table(one["table"]["title"], one["table"]["about"], rows)
    return Measured(found, one["day"], one["load"], Machine(**one["machine"]))


def _section(one: Measured) -> str:
    rows = [(row.name, f"**{row.value}**", str(row.count), row.aim) for row in one.table.rows]
    machine = one.machine
    return (
        f"\n## {one.table.title}\n\n{one.table.about}\n\n{table(('figure', 'value', 'n', 'aim'), rows)}\n"
        f"{one.day}, load {one.load}; {machine.cores} cores ({machine.processor}), {machine.memory}, no GPU used; "
        f"{machine.system}; {machine.packages}.\n"
    )


def _processor() -> str:
    """As the kernel names it, where it does."""
    info = Path("/proc/cpuinfo")
    names = (
        [line.partition(":")[2] for line in info.read_text().splitlines() if line.startswith("model name")]
        if (info.is_file())
        else []
    )
    return (names[0] if names else platform.processor() or platform.machine()).strip()
