"""How many processors there are for us."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from server.processors import processors

ASKED = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from server.processors import processors"


def test_there_is_one_at_least():
    assert 1 <= processors() <= (os.cpu_count() or 1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system pins no process")
def test_a_pinned_process_counts_its_own():
    said = subprocess.run([sys.executable, "-c", f"{ASKED}; print(processors())"], capture_output=True, check=True)
    assert said.stdout == b"1\n"
