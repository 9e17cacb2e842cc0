"""Write a file of records that are found by key (`detectors.knowledge.table` says how it is laid out)."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import IO, Protocol, TypeVar

import msgspec

from detectors.knowledge.table import WORD, Header, Imported, Kind, hash_of, padded


class Keyed(Protocol):
    """A record that says by which keys it is found."""

    @property
    def keys(self) -> frozenset[str]: ...  # noqa: D102


K = TypeVar("K", bound=Keyed)


def write_table(kind: Kind[K], folder: Path, records: Iterable[K], imports: tuple[Imported, ...]) -> Header:
    """Write the file of that kind into a folder and return its header; it takes the place of an old one at once."""
    part = folder / f"{kind.file}.part"
    try:
        with part.open("wb") as file:
            header = _write(file, kind.magic, records, imports)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / kind.file)
    finally:
        part.unlink(missing_ok=True)
    return header


def _write(file: IO[bytes], magic: bytes, records: Iterable[Keyed], imports: tuple[Imported, ...]) -> Header:
    offsets, hashes, numbers = array("Q", [0]), array("Q"), array("I")
    file.write(magic)
    digest = blake2b(digest_size=6)
    for number, record in enumerate(records):
        data = msgspec.msgpack.encode(record)
        digest.update(data)
        file.write(data)
        offsets.append(offsets[-1] + len(data))
        for key in sorted(record.keys):
            hashes.append(hash_of(key))
            numbers.append(number)
    _pad(file, offsets[-1])
    offsets.tofile(file)
    _write_keys(file, hashes, numbers)
    header = Header(offsets[-1], len(offsets) - 1, len(hashes), digest.hexdigest(), imports)
    data = msgspec.json.encode(header)
    _pad(file, len(data))  # before it, so that it ends where its length stands
    file.write(data + len(data).to_bytes(WORD, "little"))
    return header


def _write_keys(file: IO[bytes], hashes: array[int], numbers: array[int]) -> None:
    import numpy as np  # noqa: PLC0415 - slow to import, and only needed here

    found = np.frombuffer(hashes, dtype="<u8") if hashes else np.empty(0, "<u8")
    order = np.argsort(found, kind="stable")
    found[order].tofile(file)
    (np.frombuffer(numbers, dtype="<u4") if numbers else np.empty(0, "<u4"))[order].tofile(file)
    _pad(file, 4 * len(numbers))


def _pad(file: IO[bytes], length: int) -> None:
    file.write(b"\0" * (padded(length) - length))
