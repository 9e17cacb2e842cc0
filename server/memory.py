"""What the C library keeps of freed memory. Elsewhere than on glibc both functions do nothing."""

from __future__ import annotations

import ctypes
from functools import cache

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_ARENAS = 2


def few_arenas() -> None:
    """Let the threads of this process share two heaps; by default each thread in turn gets one that never shrinks."""
    if library := _glibc():
        library.mallopt(_ARENA_MAX, _ARENAS)


def trim_memory() -> None:
    """Return freed memory to the system."""
    if library := _glibc():
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
