"""Do every import and load at once, so that examining touches no file."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module


def forget() -> None:
    """Drop what was parsed of captures, in every module that keeps such and has a function `forget` for it.

    What `warm` loaded stays. For a process that examines many captures and must not grow with them.
    """
    for drop in _own("forget"):
        drop()


def warm() -> None:
    """Import every module of the package and let each that loads something lazily load it now.

    A module that keeps data or heavy imports for later has a function `warm` of its own; there is no list to edit. The
    knowledge of groups is not loaded: it is passed in.
    """
    for prepare in _own("warm"):
        prepare()


def _own(name: str) -> Iterator[Callable[[], object]]:
    """Import every module of the package and yield the functions of that name which one defines for itself."""
    for found in pkgutil.walk_packages(import_module("detectors").__path__, "detectors."):
        function = vars(import_module(found.name)).get(name)
        if function is not None and function.__module__ == found.name != __name__:
            yield function
