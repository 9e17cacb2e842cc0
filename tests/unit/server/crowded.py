"""All places taken by others."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from server.places import Places


@contextmanager
def full(places: Places) -> Iterator[None]:
    """Hold every place for a block."""
    with ExitStack() as stack:
        for _ in range(places.count):
            stack.enter_context(places.taken())
        yield
