"""The tree of errors is the one that its module draws."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import server
from server import errors
from server.errors import MastheadError


def test_the_tree_is_drawn_as_it_is():
    for module in pkgutil.walk_packages(server.__path__, "server."):
        if ".migrations" not in module.name:
            import_module(module.name)
    drawn = re.findall(r"^    ((?:[│├└─ ]*)\w+)", errors.__doc__ or "", re.MULTILINE)
    assert sorted(_depth_and_name(line) for line in drawn) == sorted(_tree(MastheadError, 0))


def _depth_and_name(line: str) -> tuple[int, str]:
    name = line.lstrip("│├└─ ")
    return (len(line) - len(name)) // 4, name


def _tree(error: type[MastheadError], depth: int) -> Iterator[tuple[int, str]]:
    yield depth, error.__name__
    for kind in error.__subclasses__():
        if kind.__module__.startswith("server."):
            yield from _tree(kind, depth + 1)
