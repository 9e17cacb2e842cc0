"""Does the page say so; one file is one kind of marker or observation.

`find_markers`, `find_markers_html`, `find_markers_document`, `is_affiliate_link` and `link_kind` are loaded when first
asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detectors.disclosure.markers import find_markers
    from detectors.disclosure.markup import find_markers_document, find_markers_html
    from detectors.links import is_affiliate_link, link_kind

__all__ = ["find_markers", "find_markers_document", "find_markers_html", "is_affiliate_link", "link_kind"]

_HOMES = {
    "find_markers": "detectors.disclosure.markers",
    "find_markers_document": "detectors.disclosure.markup",
    "find_markers_html": "detectors.disclosure.markup",
    "is_affiliate_link": "detectors.links",
    "link_kind": "detectors.links",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
