"""The wheel carries everything: installed alone in a clean environment, it replays a recorded case.

Data files are the first thing that a wheel forgets. The dependencies are borrowed from the running environment through
a path file, the product itself is not.
"""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]

REPLAY = """
import gzip, json, sys, detectors, server
from pathlib import Path
assert "site-packages" in detectors.__file__, detectors.__file__
case = Path(sys.argv[1])
detectors.warm()
capture = detectors.Capture.from_json(gzip.decompress((case / "capture.json.gz").read_bytes()))
verdict = detectors.examine(capture, detectors.load_knowledge())
assert json.loads(verdict.to_json()) == json.loads((case / "expected.json").read_bytes())
print(verdict.verdict)
"""


def test_the_wheel_replays_a_case(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, text=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    environment = tmp_path / "clean"
    venv.create(environment, with_pip=False)
    site = environment / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    borrowed = sysconfig.get_path("purelib")
    unzip = [sys.executable, "-m", "zipfile", "-e", str(wheel), str(site)]
    subprocess.run(unzip, check=True)
    (site / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    case = sorted((ROOT / "tests" / "cases").glob("a01*"))[0]
    python = environment / "bin" / "python"
    done = subprocess.run([python, "-c", REPLAY, str(case)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    for name in ("server/store/migrations", "server/report", "detectors/data/groups"):
        assert any((site / name).rglob("*")), f"the wheel has no {name}"
