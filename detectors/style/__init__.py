"""The hand and the copied words; one file is one question.

`compare` and `Comparison` are loaded when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detectors.style.comparing import Comparison, compare

__all__ = ["Comparison", "compare"]

_HOMES = {"Comparison": "comparing", "compare": "comparing"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
