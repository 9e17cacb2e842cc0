"""Nothing in the tree says where or with what it was made, and our own sentences never accuse."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]
ACCUSING = re.compile(
    r"(?<!\w)(?:fake|fraud|lie|liar|illegal|astroturfer|guilty|scam|escroc|menteur|mensonge|illégal|coupable|arnaque|fraude)(?!\w)",
    re.IGNORECASE,
)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_a_machine() -> None:
    pattern = re.compile(rb"(?<![\w.])/(?:work|root)/\w|/home/\w")
    for path in _tracked():
        if path.suffix not in {".woff2", ".png", ".gz"} and path != Path(__file__):
            assert not pattern.search(path.read_bytes()), path


def test_claims_of_detectors_are_neutral() -> None:
    for path in (ROOT / "detectors").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "claim = " in line or "Evidence(" in line:
                assert not ACCUSING.search(line), (path, line)
