"""The thinking half of Masthead: pure functions from a Capture to a Verdict.

Sans I/O: no network, files, clock, database or environment while examining. `warm` does every import and load first;
`plan` says what to read next; `examine` judges what was read. Names are loaded when first asked for, so that importing
the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detectors.authored import author_texts
    from detectors.copying import passages_shared
    from detectors.examination import Judgement, examine, judge, replay
    from detectors.knowledge import load_knowledge
    from detectors.model import Capture
    from detectors.planning import plan
    from detectors.sighting import sightings
    from detectors.surveying import survey
    from detectors.warming import forget, warm

__all__ = [
    "Capture",
    "Judgement",
    "author_texts",
    "examine",
    "forget",
    "judge",
    "load_knowledge",
    "passages_shared",
    "plan",
    "replay",
    "sightings",
    "survey",
    "warm",
]

# The modules bear other names than their functions: importing a submodule would replace a function of its name here.
_HOMES = {
    "Capture": "model",
    "Judgement": "examination",
    "author_texts": "authored",
    "examine": "examination",
    "forget": "warming",
    "judge": "examination",
    "load_knowledge": "knowledge",
    "passages_shared": "copying",
    "plan": "planning",
    "replay": "examination",
    "sightings": "sighting",
    "survey": "surveying",
    "warm": "warming",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
