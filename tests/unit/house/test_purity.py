"""Examining touches nothing: no file, socket, process or database, proven on every recorded case."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

REPLAY_UNDER_AUDIT = """
import gzip, sys, warnings
from pathlib import Path
import detectors
warnings.simplefilter("error")
knowledge = detectors.load_knowledge()
detectors.warm()
cases = sorted(Path(sys.argv[1]).glob("*/capture.json.gz"))
captures = [detectors.Capture.from_json(gzip.decompress(path.read_bytes())) for path in cases]
from tests.unit.detectors.style.test_one_hand import one_hand
captures.append(one_hand())  # no single reading has the hands of others
FORBIDDEN = ("open", "os.", "socket.", "subprocess.", "sqlite3.", "shutil.", "tempfile.", "urllib.", "http.")
touched = []
watching = False
def watch(event, args):
    if watching and event.startswith(FORBIDDEN):
        touched.append((event, str(args)[:200]))
sys.addaudithook(watch)
watching = True
for capture in captures:
    detectors.plan(capture, knowledge)
    detectors.examine(capture, knowledge)
watching = False
assert captures, "no recorded cases"
assert not touched, touched[:10]
print(len(captures))
"""


def test_every_case_is_examined_without_touching_the_world() -> None:
    done = subprocess.run(
        [sys.executable, "-c", REPLAY_UNDER_AUDIT, str(ROOT / "tests" / "cases")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) > 0


def test_importing_the_packages_is_light() -> None:
    heavy = ("sklearn", "numpy", "lxml", "flask", "sqlalchemy", "requests")
    code = f"import sys, detectors, server.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
