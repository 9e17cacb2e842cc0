"""How many processors there are for us, and that nobody takes them all for one product."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.processors import processors

TASKS = Path("/proc/self/task")
ASKED = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from server.processors import processors"


def test_there_is_one_at_least():
    assert 1 <= processors() <= (os.cpu_count() or 1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system pins no process")
def test_a_pinned_process_counts_its_own():
    said = subprocess.run([sys.executable, "-c", f"{ASKED}; print(processors())"], capture_output=True, check=True)
    assert said.stdout == b"1\n"


@pytest.mark.skipif(not TASKS.is_dir(), reason="this system does not count threads")
@pytest.mark.parametrize("module", ["server.cli", "server.child"])
def test_matrices_are_multiplied_by_one_thread(module):
    asked = f"import os, {module}, numpy; a = numpy.ones((300, 300)); a @ a; print(len(os.listdir('/proc/self/task')))"
    outside = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, env=outside)
    assert said.stdout == b"1\n"
