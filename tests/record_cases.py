"""Record the scenarios as cases: run each through the command and keep its capture and verdict core.

    tests/netns .venv/bin/python -m tests.record_cases [NAME ...]
    .venv/bin/python -m tests.record_cases --again [NAME ...]

With ``--again`` nothing is read: the recorded captures are examined again, after a change of detectors, knowledge or
weights that leaves what is collected as it is.

Writes ``tests/cases/<scenario>/capture.json.gz`` and ``expected.json``. A scenario whose verdict is not the expected
one is not recorded: it is listed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from detectors import examine, load_knowledge
from detectors.knowledge import Knowledge
from detectors.model import Capture
from server.bundle import read_bundle
from tests.functional.command import run
from tests.functional.internet import PrivateInternet, load_all
from tests.functional.scenario import SCENARIOS, Scenario, differences, load_scenarios

CASES = Path(__file__).parent / "cases"


def captured(env: dict[str, str], home: Path, scenario: Scenario) -> Capture:
    """Check one scenario through the command and return the capture of its evidence bundle."""
    done = run({**env, **scenario.settings}, home, "check", scenario.url, "--json", "--save", str(home / "saved"))
    if done.status:
        raise RuntimeError(f"{scenario.name}: exit status {done.status}: {done.stderr.strip()[-300:]}")
    (bundle,) = (home / "saved").glob("*.wacz")
    return read_bundle(bundle.read_bytes()).capture


def captures(chosen: Sequence[Scenario]) -> Iterator[tuple[Scenario, Callable[[], Capture]]]:
    """Run the scenarios through the command, some at a time; yield each with how to wait for its capture."""
    with (
        tempfile.TemporaryDirectory() as homes,
        PrivateInternet(load_all(SCENARIOS)) as env,
        ThreadPoolExecutor(os.cpu_count()) as pool,
    ):
        futures = {s.name: pool.submit(captured, env, Path(homes, s.name), s) for s in chosen}
        for scenario in chosen:
            yield scenario, futures[scenario.name].result


def recorded(scenario: Scenario) -> Capture:
    """Return the capture that a case holds."""
    return Capture.from_json(gzip.decompress((CASES / scenario.name / "capture.json.gz").read_bytes()))


def record(scenario: Scenario, capture: Capture, knowledge: Knowledge) -> list[str]:
    """Examine a capture and write the case when it meets its scenario; return what it does not meet."""
    core = json.loads(examine(capture, knowledge).to_json())
    if wrong := differences(scenario.expect, core):
        return wrong
    folder = CASES / scenario.name
    folder.mkdir(parents=True, exist_ok=True)
    # no time in the header: the same capture gives the same bytes
    (folder / "capture.json.gz").write_bytes(gzip.compress(capture.to_json(), 9, mtime=0))
    text = json.dumps(core, ensure_ascii=False, indent=1) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")
    return []


def main() -> int:
    """Record the named scenarios, or all; return 1 when one was left out."""
    parser = argparse.ArgumentParser(prog="python -m tests.record_cases", description=__doc__)
    parser.add_argument("names", nargs="*", help="scenarios to record; all when none is named")
    parser.add_argument("--again", action="store_true", help="examine the recorded captures again; read nothing")
    asked = parser.parse_args()
    chosen = [scenario for scenario in load_scenarios() if not asked.names or scenario.name in asked.names]
    found = ((s, partial(recorded, s)) for s in chosen) if asked.again else captures(chosen)
    knowledge, left_out = load_knowledge(), 0
    for scenario, capture in found:
        try:
            wrong = record(scenario, capture(), knowledge)
        except (RuntimeError, OSError) as error:
            wrong = [str(error)]
        left_out += bool(wrong)
        print(scenario.name, "recorded" if not wrong else "left out: " + "; ".join(wrong), flush=True)
    print(f"{len(chosen) - left_out} of {len(chosen)} recorded", file=sys.stderr)
    return 1 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
