"""Freed memory goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

GROWN = """
import resource
from pathlib import Path
from server.memory import few_arenas, trim_memory
few_arenas()
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
start = held()
kept = [bytearray(100_000) for _ in range(1000)]
last = bytearray(1000)
del kept
trim_memory()
print(held() - start)
"""


LIMITED = """
from server.memory import held_memory, limit_memory
limit_memory(held_memory() + 50_000_000)
try:
    bytearray(200_000_000)
except MemoryError:
    limit_memory(None)
    print(len(bytearray(200_000_000)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no address space")
def test_a_limit_holds_and_is_lifted() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=True)
    assert done.stdout == "200000000\n"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_trimming_returns_what_was_freed() -> None:
    done = subprocess.run([sys.executable, "-c", GROWN], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20_000_000
