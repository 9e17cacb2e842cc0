"""The browser tests twenty times over: a test that fails once in twenty is wrong, or what it tests is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.campaign.frame import Campaign

ROOT = Path(__file__).parents[2]
REPEATS = 20
NAMES = ("test_states", "test_popup", "test_tabs", "test_faults", "test_privacy", "test_scenarios", "test_pages")
FILES = tuple(f"tests/browser/{name}.py" for name in NAMES)  # those that drive a browser; the others test files
SECONDS = 3600


def run(campaign: Campaign) -> None:
    repeats = range(max(1, round(REPEATS * campaign.scale)))
    campaign.each([(f"repeat {number}", number) for number in repeats], lambda _: failures())


def failures() -> str:
    """Run the tests once, with one server for all of them, and return which failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *FILES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return "; ".join(lines) or ("" if done.returncode == 0 else done.stdout[-300:])
