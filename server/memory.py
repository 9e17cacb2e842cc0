"""The memory of this process: how much it holds, how much it may, and what its C library keeps of what was freed.

What a system does not offer (macOS, other libraries than glibc) is left out in silence: other limits still hold.
"""

from __future__ import annotations

import ctypes
import resource
from contextlib import suppress
from functools import cache
from pathlib import Path

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_ARENAS = 2


def held_memory() -> int:
    """Return the address space of this process in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def limit_memory(most: int | None) -> None:
    """Let this process have so many bytes of address space; None gives all that its hard limit allows."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (hard if most is None else most, hard))


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
