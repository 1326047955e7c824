"""``make bench``: how long candidates wait, and what it costs. Prints figures; asserts nothing.

``python -m tests.benchmarks waiting captions`` runs these; without names, all that are here.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import psutil

from tests import benchmarks


def names() -> list[str]:
    """The benchmarks: every module here that can ``measure``."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    source = {name: (Path(benchmarks.__path__[0]) / f"{name}.py").read_text(encoding="utf-8") for name in found}
    return [name for name in found if "\ndef measure(" in source[name]]


def main() -> None:
    """Run them one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*names(), []], help="which to run; all where none is named")
    chosen = parser.parse_args().names or names()
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    sys.stdout.write(f"{psutil.cpu_count()} cores, load average before the run {load}\n")
    for name in chosen:
        table = importlib.import_module(f"tests.benchmarks.{name}").measure()
        sys.stdout.write(f"\n{table.text()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
