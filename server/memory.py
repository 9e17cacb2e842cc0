"""The memory of this process: how much it holds, how much it may, and what its C library keeps of what was freed.

What a system does not offer (macOS, other libraries than glibc) is left out in silence: other limits still hold.
"""

from __future__ import annotations

import ctypes
import resource
from contextlib import suppress
from functools import cache
from pathlib import Path

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # M_MMAP_THRESHOLD, M_ARENA_MAX of malloc.h
_ARENAS = 2
_LARGE = 128 * 1024  # bytes; what glibc begins with


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


def lean_heaps() -> None:
    """Let the threads of this process share two heaps, and what is large have pages of its own.

    By default each thread in turn gets a heap that never shrinks, and once something large was freed, others as large
    come to lie in it: a page or a capture of megabytes then leaves a hole behind that nothing may fit.
    """
    if library := _glibc():
        library.mallopt(_ARENA_MAX, _ARENAS)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)  # set, it no longer grows


def trim_memory() -> None:
    """Return freed memory to the system."""
    if library := _glibc():
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
