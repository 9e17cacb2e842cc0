"""Whatever was read: planning and examining end, say what can be stored, and accuse nobody without evidence."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings

from detectors.examination import examine
from detectors.model import Capture, ControlLevel, Level, Role
from detectors.planning import plan
from tests.unit.detectors.making import knowledge
from tests.unit.detectors.strange import captures

ACCUSING = (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS)
MOST_BYTES = 4_000_000  # of one verdict


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(captures())
def test_any_capture_is_examined(capture: Capture) -> None:
    """A detector that fails warns, and a warning is an error here."""
    examined(capture)


def examined(capture: Capture) -> None:
    """Plan and examine a capture as a child does, and hold what every verdict must keep."""
    sent = Capture.from_json(capture.to_json())
    assert len(plan(sent, knowledge())) < 60
    verdict = examine(sent, knowledge())
    stored = msgspec.json.encode(verdict)
    assert len(stored) < MOST_BYTES
    assert msgspec.json.encode(examine(Capture.from_json(capture.to_json()), knowledge())) == stored
    if verdict.verdict in ACCUSING:
        assert verdict.control.level in (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)
        assert any(e.role in (Role.OWNER, Role.PUBLISHER) for f in verdict.findings for e in f.evidence)
