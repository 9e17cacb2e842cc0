"""From a capture to a verdict, in four stages: observe, resolve, relate, decide."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from detectors.conclude import conclude
from detectors.inputs import Inputs
from detectors.knowledge import Consulted, Extract, Knowledge
from detectors.model import (
    Capture,
    Evidence,
    Finding,
    FindingState,
    Missing,
    MissingReason,
    Noun,
    Presentation,
    Verdict,
    Versions,
    Viewing,
)
from detectors.registry import Detector, all_detectors
from detectors.resolve import resolve
from detectors.version import VERSION
from detectors.weigh import against_all, owner_of, states_publisher, weigh, weights


class Judgement(Noun, frozen=True):
    """A verdict, and the claims of the knowledge that were consulted for it."""

    verdict: Verdict
    consulted: Extract


def examine(capture: Capture, knowledge: Knowledge, viewing: Viewing | None = None) -> Verdict:
    """Return the verdict on a capture; with `viewing`, as one reader's browser shows its checked page.

    Pure and deterministic: the same capture, knowledge and weights give the same verdict, byte for byte. A source that
    could not be read, and a page beyond the bounds of `detectors.bounds`, leaves the findings that need it UNKNOWN.
    """
    return examine_with(all_detectors(), Inputs(capture, knowledge, viewing))


def examine_with(detectors: Iterable[Detector], inputs: Inputs) -> Verdict:
    """Return the verdict that these detectors give; `inputs` holds the candidates and the owner afterwards.

    With fewer than all of them it tells what a signal is worth.
    """
    detectors = tuple(detectors)
    observed = [run(d, inputs) for d in detectors if d.stage == "observe"]
    _settle(inputs, observed)
    related = [run(d, inputs) for d in detectors if d.stage == "relate"]
    findings = tuple(sorted((*observed, *related), key=lambda finding: finding.detector))
    _settle(inputs, findings)
    return conclude(inputs, findings, versions(inputs.knowledge))


def judge(capture: Capture, knowledge: Knowledge) -> Judgement:
    """Return the verdict on a capture, as `examine` gives it, with the claims of the knowledge that it rests on."""
    consulted = Consulted(knowledge)
    return Judgement(examine(capture, consulted), consulted.extract())


def replay(capture: Capture, extract: Extract, viewing: Viewing | None = None) -> Verdict:
    """Return the verdict that `judge` gave, from the claims that it consulted, whatever is known today.

    With `viewing`, the same as one reader's browser shows the checked page.
    """
    return examine(capture, Knowledge.of_extract(extract), viewing)


def run(detector: Detector, inputs: Inputs) -> Finding:
    """Return what one detector finds; UNKNOWN when a source it needs is missing, or when it fails (with a warning)."""
    needed: dict[str, Any] = {name: inputs.get(name) for name in detector.needs}
    for name, value in needed.items():
        if isinstance(value, Missing):
            state = FindingState.CLEAR if value.reason is MissingReason.NOT_FOUND else FindingState.UNKNOWN
            return _finding(detector, state, reason=f"{name}: {value.reason}")
    try:
        evidence = tuple(detector.detect(**needed))
    except MemoryError:  # what was read is too big for the process: no fault of this detector, and no finding
        raise
    except Exception as error:  # one detector's failure must not take the verdict with it
        warnings.warn(f"{detector.id} failed: {error!r}", RuntimeWarning, stacklevel=2)
        return _finding(detector, FindingState.UNKNOWN, reason=f"failed: {type(error).__name__}")
    return _finding(detector, FindingState.FOUND if evidence else FindingState.CLEAR, evidence)


def _finding(detector: Detector, state: FindingState, evidence: tuple[Evidence, ...] = (), reason: str = "") -> Finding:
    return Finding(detector.id, detector.question, detector.family, state, evidence, reason)


def _settle(inputs: Inputs, findings: Iterable[Finding]) -> None:
    """Resolve the evidence so far into candidates, and choose the owner among them."""
    findings = tuple(findings)
    against = against_all(findings)
    inputs.candidates = resolve(findings, inputs.knowledge)
    stating = {candidate.name for candidate in inputs.candidates if states_publisher(candidate)}
    weighed = [
        weigh(c, against, inputs.promotions, inputs.portrait, others_state=bool(stating - {c.name}))
        for c in inputs.candidates
    ]
    inputs.owner = owner_of(weighed, presents_as_agency=inputs.portrait.kind is Presentation.AGENCY)


def versions(knowledge: Knowledge) -> Versions:
    """Return the versions that a verdict depends on."""
    return Versions(masthead=VERSION, knowledge=knowledge.version, weights=_weights_version())


@cache
def _weights_version() -> str:
    canonical = json.dumps(weights(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
