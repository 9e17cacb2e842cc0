"""A child's own limits; what children do together is in `test_children.py`."""

from __future__ import annotations

import subprocess
import sys

import pytest

SWELLING = """
from server import child
child.start("tests.unit.server.thinking", None, child.HEADROOM * 40)
def swell():
    return bytes(len(bytearray(child.HEADROOM * 3)) % 256)
try:
    child.timed(5.0, None, swell)
except MemoryError:
    print(len(bytearray(child.HEADROOM * 3)) // child.HEADROOM)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no address space")
def test_the_tight_limit_holds_during_a_task_only() -> None:
    done = subprocess.run([sys.executable, "-c", SWELLING], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
