"""Freed memory goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEAN = """
import resource
from pathlib import Path
from server.memory import lean_heaps, trim_memory
lean_heaps()
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
"""
SMALL = """
start = held()
kept = [bytearray(100_000) for _ in range(1000)]
last = bytearray(1000)
del kept
trim_memory()
print(held() - start)
"""
LARGE = """
bytearray(8_000_000)
start = held()
pages, kept = [], []
for _ in range(50):
    pages.append(bytearray(4_000_000))
    kept.append(bytearray(1000))
del pages
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
@pytest.mark.parametrize("grown", [SMALL, LARGE], ids=["small things when trimmed", "large things at once"])
def test_what_was_freed_goes_back(grown: str) -> None:
    done = subprocess.run([sys.executable, "-c", LEAN + grown], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20_000_000
