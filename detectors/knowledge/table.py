"""The file of imported registers: records that are found by key, in memory that the system maps from the file.

Layout, little-endian, each part padded to words of 8 bytes: `MAGIC`; the records as MessagePack; for each record its
offset (8 bytes) and one more for the end; the 64-bit hashes of all keys, sorted (8 bytes each); for each hash the
number of its record (4 bytes); the header as JSON; its length (8 bytes). A look-up is a binary search over the hashes:
with eleven million keys, one foreign key in 10^12 would find a record. Nothing is read at start but the header, and all
processes share one copy in memory.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from detectors.knowledge.records import Record
from detectors.knowledge.registers import MANY

MAGIC = b"masthead-register-1\n".ljust(24, b"\0")
FILE = "registers.index"
WORD = 8


class Imported(msgspec.Struct, frozen=True):
    """One import that the file is made of: the register, the file's name, the day it was read, its rows."""

    source: str
    file: str
    read: str
    rows: int


class Header(msgspec.Struct, frozen=True):
    """What the file holds: bytes of records, counts of records and keys, the version of its content, the imports."""

    size: int
    records: int
    keys: int
    version: str
    imports: tuple[Imported, ...] = ()


def hash_of(key: str) -> int:
    """Return the 64-bit hash of a key."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=WORD).digest(), "little")


def padded(length: int) -> int:
    """Return `length` rounded up to whole words."""
    return -(-length // WORD) * WORD


class Table:
    """The records of one file; `data` is its bytes, mapped or not. Raises ValueError for what is no such file."""

    def __init__(self, data: mmap.mmap | bytes) -> None:
        view = memoryview(data)
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise ValueError("not a file of imported registers, or of another version")
        try:
            length = int.from_bytes(view[-WORD:], "little")
            self.header = msgspec.json.decode(bytes(view[-WORD - length : -WORD]), type=Header)
            self._map(view, len(view) - WORD - padded(length))
        except (TypeError, msgspec.DecodeError) as error:
            raise ValueError(f"damaged: {error}") from error

    def _map(self, view: memoryview, end: int) -> None:
        header = self.header
        sizes = (padded(header.size), WORD * (header.records + 1), WORD * header.keys, padded(4 * header.keys))
        starts = [len(MAGIC)]
        for size in sizes:
            starts.append(starts[-1] + size)
        if starts[-1] != end:
            raise ValueError("damaged: its length is not the one it says")
        self._blob = view[starts[0] : starts[1]]
        self._offsets = view[starts[1] : starts[2]].cast("Q")
        self._hashes = view[starts[2] : starts[3]].cast("Q")
        self._numbers = view[starts[3] : starts[4]].cast("I")

    def find(self, key: str) -> Sequence[Record]:
        """Return the records of a key, at most `MANY`, in the order of the file."""
        wanted = hash_of(key)
        found: list[Record] = []
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted and len(found) < MANY:
            found.append(self._record(self._numbers[at]))
            at += 1
        return found

    def _record(self, number: int) -> Record:
        return msgspec.msgpack.decode(self._blob[self._offsets[number] : self._offsets[number + 1]], type=Record)


def open_table(path: Path) -> Table:
    """Map a file; raises OSError, or ValueError when it is none of ours."""
    with path.open("rb") as file:
        return Table(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
