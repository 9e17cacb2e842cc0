"""Where the time of an examination goes: ``python -m bench.flame FILE.svg [SECONDS]``.

Examines the pages of BENCH_DATA/pages, each by a worker that never met it, while py-spy (``pip install py-spy``; no
dependency) draws the stacks that it samples. docs/explanation/speed.md shows one.
"""

from __future__ import annotations

import argparse
import os
import subprocess

from bench.newcomer import met_for_the_first_time
from bench.real_pages import capture_of, page_files, read_page
from detectors import examine, load_knowledge, warm
from detectors.subject import document_of
from server.child import spare_the_collector


def main() -> int:
    """Examine until the drawing is made; return the profiler's exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.flame", description=__doc__)
    parser.add_argument("file")
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    asked = parser.parse_args()
    warm()
    knowledge = load_knowledge()
    captures = [capture_of(number, read_page(path)) for number, path in enumerate(page_files())]
    spare_the_collector()
    command = ["py-spy", "record", "--function", "--rate", "100", "--duration", str(asked.seconds)]
    profiler = subprocess.Popen([*command, "--output", asked.file, "--pid", str(os.getpid())])
    while profiler.poll() is None:
        for capture in met_for_the_first_time(captures, lambda met: examine(met, knowledge)):
            document_of.cache_clear()
            examine(capture, knowledge)
    return profiler.returncode


if __name__ == "__main__":
    raise SystemExit(main())
