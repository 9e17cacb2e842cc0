"""Examine a bundle's capture again, offline, and compare the verdict's core byte for byte (RFC 8785)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
import rfc8785

from detectors.knowledge import Extract
from detectors.model import Capture, Verdict
from server.bundle import Bundle
from server.errors import BundleError
from server.report.document import core_of


class Replays(Protocol):
    """Examines again, from the claims of an extract or, without one, from today's knowledge."""

    def replay(self, capture: Capture, extract: Extract | None) -> Verdict: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Replay:
    """The verdict of now, and in what it differs: `versions` as (name, then, now), `fields` of the core by name."""

    verdict: Verdict
    versions: tuple[tuple[str, str, str], ...]
    fields: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the core is the same, byte for byte."""
        return not self.fields


def replay(bundle: Bundle, thinker: Replays) -> Replay:
    """Examine the bundle's capture and compare; raises `BundleError` when its verdict has no core."""
    verdict = thinker.replay(bundle.capture, bundle.consulted)
    core: dict[str, Any] = msgspec.to_builtins(verdict)
    try:
        then = core_of(bundle.verdict)
        fields = tuple(name for name in core if rfc8785.dumps(core[name]) != rfc8785.dumps(then[name]))
    except (KeyError, rfc8785.CanonicalizationError) as error:
        raise BundleError(f"verdict.json: {error!r}") from error
    old, new = then["versions"], core["versions"]
    old = old if isinstance(old, dict) else {}
    versions = tuple((name, str(old.get(name)), new[name]) for name in new if old.get(name) != new[name])
    return Replay(verdict, versions, fields)
