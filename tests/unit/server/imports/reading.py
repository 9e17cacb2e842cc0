"""Read a small file of a register, and tell statements, bad rows and rows left out apart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from server.imports.files import Packed, Position
from server.imports.statements import BadRow, LeftOut, Statement


def read(
    path: Path, data: str | bytes, reader: Callable[[Packed], Any]
) -> tuple[list[Statement], dict[int, str], dict[int, str]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    said: list[Statement] = []
    bad: dict[int, str] = {}
    out: dict[int, str] = {}
    with Packed(path) as packed:
        source = reader(packed)
        for position, row in source.rows(Position()):
            try:
                if isinstance(row, BadRow):
                    raise row
                said += source.statements(row)
            except BadRow as error:
                bad[position.line] = str(error)
            except LeftOut as reason:
                out[position.line] = str(reason)
    return said, bad, out
