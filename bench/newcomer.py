"""A worker as pages meet it: settled as the server's children are, with no memory of the page that comes.

Many answers about class names, style sheets and names are kept from page to page. A page that a worker reads for the
second time finds its own: that is no measure. So each page here is met by a worker that has read others, never it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def empty_caches() -> None:
    """Forget what was learnt from pages: every bounded cache of the detectors. Knowledge and vocabularies stay."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("detectors"):
            for function in vars(module).values():
                parameters = getattr(function, "cache_parameters", None)
                if parameters and parameters()["maxsize"]:
                    function.cache_clear()


def met_for_the_first_time(things: Sequence[T], meet: Callable[[T], object]) -> Iterator[T]:
    """Yield each thing once, to a worker that has met the other half of them through `meet`."""
    for half in (0, 1):
        empty_caches()
        for thing in things[1 - half :: 2]:
            meet(thing)
        yield from things[half::2]
