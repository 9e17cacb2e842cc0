"""Files of imported records: each is found by its keys, in memory that the system maps from the file.

There are two, `REGISTERS` of organisations and `SELLERS` of advertising accounts, made and replaced apart.

Layout, little-endian, each part padded to words of 8 bytes: the kind's magic; the records as MessagePack; for each
record its offset (8 bytes) and one more for the end; the 64-bit hashes of all keys, sorted (8 bytes each); for each
hash the number of its record (4 bytes); the header as JSON; its length (8 bytes). A look-up is a binary search over the
hashes: with eleven million keys, one foreign key in 10^12 would find a record. Nothing is read at start but the header,
and all processes share one copy in memory.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from detectors.knowledge.records import Record
from detectors.knowledge.registers import MANY
from detectors.knowledge.sellers import Seller

WORD = 8
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """A kind of file: how it is called, what it begins with (24 bytes), and what its records are."""

    file: str
    magic: bytes
    record: type[R]


REGISTERS = Kind("registers.index", b"masthead-register-1\n".ljust(24, b"\0"), Record)
SELLERS = Kind("sellers.index", b"masthead-sellers-1\n".ljust(24, b"\0"), Seller)
FILES = (REGISTERS.file, SELLERS.file)


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


class Table(Generic[R]):
    """The records of one file; `data` is its bytes, mapped or not. Raises ValueError for what is no such file."""

    def __init__(self, kind: Kind[R], data: mmap.mmap | bytes) -> None:
        view = memoryview(data)
        self._kind = kind
        if bytes(view[: len(kind.magic)]) != kind.magic:
            raise ValueError("not a file of imported records of this kind, or of another version")
        try:
            length = int.from_bytes(view[-WORD:], "little")
            self.header = msgspec.json.decode(bytes(view[-WORD - length : -WORD]), type=Header)
            self._map(view, len(view) - WORD - padded(length))
        except (TypeError, msgspec.DecodeError) as error:
            raise ValueError(f"damaged: {error}") from error

    def _map(self, view: memoryview, end: int) -> None:
        header = self.header
        sizes = (padded(header.size), WORD * (header.records + 1), WORD * header.keys, padded(4 * header.keys))
        starts = [len(self._kind.magic)]
        for size in sizes:
            starts.append(starts[-1] + size)
        if starts[-1] != end:
            raise ValueError("damaged: its length is not the one it says")
        self._blob = view[starts[0] : starts[1]]
        self._offsets = view[starts[1] : starts[2]].cast("Q")
        self._hashes = view[starts[2] : starts[3]].cast("Q")
        self._numbers = view[starts[3] : starts[4]].cast("I")

    def find(self, key: str) -> Sequence[R]:
        """Return the records of a key, at most `MANY`, in the order of the file."""
        wanted = hash_of(key)
        found: list[R] = []
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted and len(found) < MANY:
            found.append(self._record(self._numbers[at]))
            at += 1
        return found

    def _record(self, number: int) -> R:
        data = self._blob[self._offsets[number] : self._offsets[number + 1]]
        return msgspec.msgpack.decode(data, type=self._kind.record)


def open_table(kind: Kind[R], path: Path) -> Table[R]:
    """Map a file; raises OSError, or ValueError when it is none of that kind."""
    with path.open("rb") as file:
        return Table(kind, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
