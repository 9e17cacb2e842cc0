"""The registry of detectors: one small file each, found by folder, with no list to edit.

A detector is a generator function whose parameter names say what it needs. `examine` calls it only when every source it
needs could be read; otherwise its finding is UNKNOWN, with the reason. It yields `Evidence` and never sets a number:
weights are data.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from detectors.model import Family, Question

# What a detector may ask for, by parameter name. `observe` inputs are read from the capture; `relate` inputs are what
# the earlier stages found. `detectors.inputs` builds each of them once, when first asked.
OBSERVE_INPUTS = frozenset(
    {
        "subject",  # detectors.subject.Subject: the checked site as a whole
        "page",  # detectors.page.Document: the checked page
        "documents",  # tuple[Document, ...]: every page read of the checked site
        "legal_mentions",  # tuple[detectors.mentions.SeenMention, ...]: organisations that its pages name, with roles
        "markers",  # tuple[detectors.mentions.PageMarkers, ...]: disclosure words of each page
        "registration",
        "certificate",
        "dns",  # DnsRecords of the registrable domain
        "ads_txt",  # TextFile, as the four below
        "security_txt",
        "trust_txt",
        "related_sets",
        "app_association",
        "icon",  # Icon: of the site's own
        "redirects",  # tuple[detectors.redirects.Redirect, ...]: pages of the site that lead on to another site
        "claims",  # Mapping[str, TextFile]: the other side's trust.txt or related website set, by URL
        "archive",  # Archive: the first captures of the host since its registration
        "archived",  # tuple[detectors.history.ArchivedPage, ...]: the archived pages that were read
        "certificate_log",  # CertificateLog: the oldest certificates that public logs hold for the domain
        "neighbours",  # Neighbours: what the site shares with sites read before
        "hands",  # Hands: the blogs whose hand the site's own was compared with
        "hands_compared",  # tuple[HandsCompared, ...]: how alike they are
        "promoted",  # tuple[Subject, ...]: the promoted sites that were read
        "promotions",  # tuple[detectors.promotion.Promotion, ...]: what the pages promote
        "resolved",  # tuple[Redirection, ...]: opaque links of the checked page that lead to a programme, if asked
        "portrait",  # detectors.presentation.SelfPortrait
        "knowledge",  # detectors.knowledge.Knowledge
    }
)
RELATE_INPUTS = OBSERVE_INPUTS | {
    "candidates",  # tuple[detectors.resolve.Candidate, ...]: the organisations that evidence names
    "owner",  # detectors.weigh.Weighed | None: the candidate with the firmest control
}

Detect = Callable[..., Iterator[Any]]
F = TypeVar("F", bound=Detect)

_registered: dict[str, Detector] = {}


@dataclass(frozen=True, slots=True)
class Detector:
    """One registered detector: `id` is its path below ``detectors/``, `needs` its parameter names."""

    id: str
    question: Question
    family: Family
    needs: tuple[str, ...]
    detect: Detect

    @property
    def stage(self) -> str:
        """Return "relate" for detectors of the third stage, else "observe"."""
        return "relate" if self.id.startswith("relate/") else "observe"


def detector(question: Question, *, family: Family) -> Callable[[F], F]:
    """Register the decorated function; raises TypeError at import for a parameter that nothing provides."""

    def register(function: F) -> F:
        identifier = function.__module__.removeprefix("detectors.").replace(".", "/")
        needs = tuple(inspect.signature(function).parameters)
        known = RELATE_INPUTS if identifier.startswith("relate/") else OBSERVE_INPUTS
        if unknown := set(needs) - known:
            raise TypeError(f"{identifier} asks for {sorted(unknown)}; known inputs: {sorted(known)}")
        if identifier in _registered:
            raise TypeError(f"{identifier} registers two detectors; a detector is one file")
        _registered[identifier] = Detector(identifier, question, family, needs, function)
        return function

    return register


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Import every module of the signal folders and return the detectors they register, sorted by id."""
    for folder in ("ownership", "style", "disclosure", "relate"):
        package = import_module(f"detectors.{folder}")
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"detectors.{folder}.{module.name}")
    return tuple(_registered[name] for name in sorted(_registered))


def warm() -> None:
    """Import every detector."""
    all_detectors()
