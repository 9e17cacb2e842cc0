"""Every recorded case gives its verdict again, byte for byte, offline."""

import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from detectors import Capture, examine, judge, load_knowledge
from detectors import replay as replay_capture
from detectors.knowledge import Extract, Knowledge
from detectors.model import Verdict
from server.bundle import read_bundle, write_bundle
from server.replay import replay
from server.signing import Signer

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/capture.json.gz"))


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_case_gives_its_verdict_again(case: Path) -> None:
    capture = Capture.from_json(gzip.decompress((case / "capture.json.gz").read_bytes()))
    expected = (case / "expected.json").read_bytes()
    core = json.loads(examine(capture, knowledge()).to_json())
    assert core == json.loads(expected)
    assert json.dumps(core, ensure_ascii=False, indent=1) + "\n" == expected.decode()
    assert Capture.from_json(capture.to_json()) == capture


class FromItsClaims:
    """The thinking half with nothing but the claims of a bundle: today's knowledge is not at hand."""

    def replay(self, capture: Capture, extract: Extract | None) -> Verdict:
        assert extract is not None
        return replay_capture(capture, extract)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_bundle_of_the_case_replays_whatever_is_known_later(case: Path, tmp_path: Path) -> None:
    capture = Capture.from_json(gzip.decompress((case / "capture.json.gz").read_bytes()))
    recorded = json.loads((case / "expected.json").read_bytes())
    consulted = judge(capture, knowledge()).consulted
    bundle = read_bundle(write_bundle(recorded, capture, Signer(tmp_path / "signing.key"), consulted))
    done = replay(bundle, FromItsClaims())
    assert done.same, done.fields
    assert not done.versions
