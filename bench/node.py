"""One worker on one processor, with a private internet of its own: ``python -m bench.node SITES LATENCY JOBS STORE``.

For `bench.cluster`, which starts each in a network namespace of its own: nothing is shared between two but the store,
which is reached through a socket file. Runs until it is told to end, or its standard input does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.functional.command import MASTHEAD, environment
from tests.functional.internet import PrivateInternet
from tests.functional.internet.population import population


def main() -> int:
    """Run the worker until standard input ends; return its exit status."""
    sites, latency, jobs, store = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
    with tempfile.TemporaryDirectory() as home, PrivateInternet(population(sites), latency) as env:
        shared = {**env, "MASTHEAD_STORE": store, "MASTHEAD_QUEUE": "store"}
        process = subprocess.Popen(
            [str(MASTHEAD), "worker", "--jobs", jobs], env=environment(shared, Path(home)), stderr=subprocess.DEVNULL
        )
        sys.stdin.read()
        process.terminate()
        return process.wait()


if __name__ == "__main__":
    sys.exit(main())
