"""Read the knowledge files that ship beside the code; everything is read once, by `detectors.warm`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the table of ``detectors/data/<name>``; the path uses forward slashes."""
    return tomllib.loads(files("detectors").joinpath("data", *name.split("/")).read_text(encoding="utf-8"))
