"""The browser tests twenty times over: a test that fails once in twenty is wrong, or what it tests is."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.campaign.frame import Campaign

ROOT = Path(__file__).parents[2]
REPEATS = 20
NAMES = ("states", "popup", "tabs", "faults", "privacy", "scenarios", "reading", "pages", "site")
FILES = tuple(f"tests/browser/test_{name}.py" for name in NAMES)  # those that drive a browser; the others test files
SECONDS = 3600
WORKERS = f"{os.cpu_count()}*popen//python=tests/netns {shlex.quote(sys.executable)}"  # as `make browser` has them


def run(campaign: Campaign) -> None:
    repeats = range(max(1, round(REPEATS * campaign.scale)))
    campaign.each([(f"repeat {number}", number) for number in repeats], partial(failures, campaign))


def failures(campaign: Campaign, number: int) -> str:
    """Run the tests once and return which failed; what they said is kept in the folder of the campaign."""
    apart = ("--tx", WORKERS, "--dist", "loadscope")
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *apart, *FILES]
    said = campaign.folder / f"browser-{campaign.seed}-{number}.txt"
    with said.open("w", encoding="utf-8") as file:
        try:
            done = subprocess.run(command, cwd=ROOT, stdout=file, stderr=file, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return f"not done after {SECONDS} s"
    lines = said.read_text(encoding="utf-8").splitlines()
    failed = "; ".join(line for line in lines if line.startswith(("FAILED", "ERROR")))
    return failed or ("" if done.returncode == 0 else "\n".join(lines[-5:]))
