"""Do every import and load at once, so that examining touches no file."""

from __future__ import annotations

import pkgutil
from importlib import import_module


def forget() -> None:
    """Drop what was parsed of captures, in every module that keeps such and has a function `forget` for it.

    What `warm` loaded stays. For a process that examines many captures and must not grow with them.
    """
    package = import_module("detectors")
    for found in pkgutil.walk_packages(package.__path__, "detectors."):
        drop = vars(import_module(found.name)).get("forget")
        if drop is not None and drop.__module__ == found.name and drop is not forget:
            drop()


def warm() -> None:
    """Import every module of the package and let each that loads something lazily load it now.

    A module that keeps data or heavy imports for later has a function `warm` of its own; there is no list to edit. The
    knowledge of groups is not loaded: it is passed in.
    """
    package = import_module("detectors")
    for found in pkgutil.walk_packages(package.__path__, "detectors."):
        module = import_module(found.name)
        prepare = vars(module).get("warm")
        if prepare is not None and prepare.__module__ == found.name and prepare is not warm:
            prepare()
