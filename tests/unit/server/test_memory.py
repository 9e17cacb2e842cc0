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


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_trimming_returns_what_was_freed() -> None:
    done = subprocess.run([sys.executable, "-c", GROWN], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20_000_000
