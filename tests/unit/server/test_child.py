"""A child's own limits; what children do together is in `test_children.py`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from server.child import SPENT

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


HOARDING = """
from server import child
from server.memory import held_memory
child.start("tests.unit.server.thinking", None, child.HEADROOM * 40)
before = held_memory()
def hoard():
    try:
        page = bytearray(child.HEADROOM // 3)
        raise KeyError
    except KeyError:
        words = bytearray(child.HEADROOM // 3)
        raise ValueError
try:
    child.timed(5.0, None, hoard)
except ValueError as error:
    print(held_memory() - before < child.HEADROOM // 8, error.__traceback__ is not None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not tell")
def test_what_a_failed_task_held_is_not_taken_from_the_next() -> None:
    done = subprocess.run([sys.executable, "-c", HOARDING], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"


LEAKING = """
from server import child
child.start("tests.unit.server.thinking", None, child.HEADROOM * 40)
kept = []
def leak():
    kept.append(bytearray(child.HEADROOM // 2))
    raise ValueError
child.timed(5.0, None, leak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not tell")
def test_a_child_that_cannot_give_back_what_a_failed_task_used_ends() -> None:
    assert subprocess.run([sys.executable, "-c", LEAKING], check=False).returncode == SPENT
