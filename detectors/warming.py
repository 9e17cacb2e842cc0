"""Do every import and load at once, so that examining touches no file."""

from __future__ import annotations

from importlib import import_module

# What is loaded lazily elsewhere, because the command should answer at once.
_WARMED = (
    "detectors.disclosure",
    "detectors.domain",
    "detectors.html",
    "detectors.indicators",
    "detectors.legal",
    "detectors.names",
    "detectors.numbers",
    "detectors.presentation",
    "detectors.promotion",
    "detectors.registration",
    "detectors.registry",
    "detectors.weigh",
)


def warm() -> None:
    """Import all detectors and load all data but the knowledge of groups, which is passed in."""
    for name in _WARMED:
        import_module(name).warm()
