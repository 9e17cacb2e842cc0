"""The elements of one long array of a JSON document, one by one: the document is never held whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ijson

from server.errors import UsageError
from server.imports.files import Packed, Position


class Elements:
    """The elements of the array at `place` (ijson's notation of the way to it).

    `what` says in words what the file should be. Raises `UsageError` when it is no JSON or has no such array there.
    """

    def __init__(self, packed: Packed, place: str, what: str) -> None:
        self._packed, self._place, self._what = packed, place, what
        try:
            begins = any(
                event == "start_array" and at == place for at, event, _ in ijson.parse(packed.text(), use_float=True)
            )
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise UsageError(f"not {what}: {error}") from error
        if not begins:
            raise UsageError(f"not {what}: it has no list {place}")

    def rows(self, position: Position) -> Iterator[tuple[Position, Any]]:
        """Yield the elements after a position and the position after each; its lines count elements.

        A position in an array cannot be sought, so that what was staged before is read over again, and passed by.
        Raises `UsageError` where the document breaks off.
        """
        elements = ijson.items(self._packed.text(), f"{self._place}.item", use_float=True)
        number = 0
        try:
            for number, element in enumerate(elements, start=1):
                if number > position.line:
                    yield Position(0, number), element
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise UsageError(f"not {self._what}: after {number} elements of {self._place}: {error}") from error
