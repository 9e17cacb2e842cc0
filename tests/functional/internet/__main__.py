"""Serve scenarios until Ctrl-C: `python -m tests.functional.internet --env [FOLDER]` prints the environment first."""

from __future__ import annotations

import argparse
import shlex
import signal
import sys
import threading
from pathlib import Path

from tests.functional.internet import PrivateInternet, load_all

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def main() -> None:
    """Print ``export NAME=value`` lines, then serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.functional.internet", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SCENARIOS, help="scenarios to serve")
    parser.add_argument("--env", action="store_true", help="print the environment that leads to these servers")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each web answer")
    arguments = parser.parse_args()
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    with PrivateInternet(load_all(arguments.folder), arguments.latency) as env:
        if arguments.env:
            print("\n".join(f"export {name}={shlex.quote(value)}" for name, value in env.items()), flush=True)
        print("serving; Ctrl-C ends", file=sys.stderr, flush=True)
        done.wait()


if __name__ == "__main__":
    main()
