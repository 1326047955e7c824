from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from interview_sim import memory

FRAGMENTED = """
from pathlib import Path
from interview_sim.memory import give_back, keep_ready

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

keep_ready()
blocks = [bytes([i % 251]) * 100_000 for i in range(1000)]
blocks = blocks[999:]  # what stays lies behind what goes
held = resident()
give_back()
print(held - resident())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_what_was_freed_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FRAGMENTED], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 80_000_000


def test_where_the_c_library_cannot_be_told_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_glibc", lambda: None)
    memory.keep_ready()
    memory.give_back()
