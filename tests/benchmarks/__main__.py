"""``make bench``: how long candidates wait, and what it costs. Prints figures; asserts nothing.

``python -m tests.benchmarks waiting captions`` runs these; without names, all that are here run, and are written to
docs/performance.md.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import psutil

from tests import benchmarks
from tests.benchmarks import page


def names() -> list[str]:
    """The benchmarks: every module here that can ``measure``."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    source = {name: (Path(benchmarks.__path__[0]) / f"{name}.py").read_text(encoding="utf-8") for name in found}
    return [name for name in found if "\ndef measure(" in source[name]]


def main() -> None:
    """Run them one after the other."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*names(), []], help="which to run; all where none is named")
    parser.add_argument("--write", action="store_true", help="write those that are named, too, to docs/performance.md")
    wanted = parser.parse_args()
    for name in wanted.names or names():
        load = psutil.getloadavg()[0]
        found = page.measured(importlib.import_module(f"tests.benchmarks.{name}").measure(), load)
        sys.stdout.write(f"\n{found.table.text()}\n  (load before {load:.1f})\n")
        sys.stdout.flush()
        if wanted.write or not wanted.names:
            page.write({name: found})


if __name__ == "__main__":
    main()
