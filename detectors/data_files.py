"""Read the knowledge files that ship beside the code; everything is read once, by `detectors.warm`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

KNOWLEDGE_FOLDERS = ("groups", "agencies", "platforms", "providers", "fronts")


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the table of ``detectors/data/<name>``; the path uses forward slashes."""
    return tomllib.loads(files("detectors").joinpath("data", *name.split("/")).read_text(encoding="utf-8"))


def warm() -> None:
    """Load every shipped table but the knowledge of groups, which is compiled and passed in."""
    for name in _names("", files("detectors") / "data"):
        load_toml(name)


def _names(prefix: str, folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in KNOWLEDGE_FOLDERS:
            yield from _names(f"{prefix}{entry.name}/", entry)
        elif entry.name.endswith(".toml"):
            yield prefix + entry.name
