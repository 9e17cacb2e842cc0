"""Load every word list of this package at once."""

from __future__ import annotations

from detectors.registration import charset, concealment, dates, holder, mail, state, vocabulary


def warm() -> None:
    """Read all data files, so that parsing touches none."""
    for module in (charset, concealment, dates, holder, mail, state, vocabulary):
        module.warm()
