"""Load the knowledge: the files that ship beside the code, then extra folders over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from detectors.data_files import KNOWLEDGE_FOLDERS
from detectors.knowledge.claims import Contents
from detectors.knowledge.files import KnowledgeError, read_file
from detectors.knowledge.index import Knowledge
from detectors.knowledge.table import REGISTERS, SELLERS, Kind, Table, open_table

INDEX = "knowledge.json"
R = TypeVar("R")
T = TypeVar("T")


def load_knowledge(paths: Sequence[Path] = ()) -> Knowledge:
    """Return the shipped knowledge with that of extra files and folders over it, and the registers imported there.

    An extra group replaces the shipped one of its id; front groups, agencies, providers and platforms go by name. The
    shipped files are read in their compiled form, which `detectors.knowledge.compile` writes: parsing the TOML takes
    about sixty times as long. Raises KnowledgeError for an extra file that cannot be used.
    """
    contents = combine([shipped(), *extra(paths)])
    registers, sellers = imported(REGISTERS, paths), imported(SELLERS, paths)
    versions = [table.header.version.encode() for table in (registers, sellers) if table is not None]
    version = hashlib.sha256(b"".join([encode(contents), *versions])).hexdigest()[:12]
    find = None if registers is None else registers.find
    find_seller = None if sellers is None else sellers.find
    return Knowledge(contents, version, find, find_seller)


def imported(kind: Kind[R], paths: Iterable[Path]) -> Table[R] | None:
    """Return the imported records of that kind in the first of these folders that has some. Raises KnowledgeError."""
    file = next((path / kind.file for path in paths if (path / kind.file).is_file()), None)
    try:
        return None if file is None else open_table(kind, file)
    except (OSError, ValueError) as error:
        raise KnowledgeError(str(file), "", str(error)) from error


def shipped() -> Contents:
    """Return the compiled index of what ships beside the code."""
    return msgspec.json.decode((files("detectors") / "data" / INDEX).read_bytes(), type=Contents)


def encode(contents: Contents) -> bytes:
    """Return the canonical JSON of `contents`: equal contents give equal bytes."""
    return msgspec.json.encode(contents, order="deterministic")


def sources() -> Contents:
    """Return what the TOML files that ship beside the code say. Raises KnowledgeError."""
    return combine(
        read_file(file.read_bytes(), f"{folder}/{file.name}")
        for folder in KNOWLEDGE_FOLDERS
        for file in sorted((files("detectors") / "data" / folder).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    )


def extra(paths: Iterable[Path]) -> Iterator[Contents]:
    """Yield the contents of each TOML file that is named or lies under a named folder."""
    for file in toml_files(paths):
        yield read_file(file.read_bytes(), str(file))


def toml_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the TOML files that are named or lie under a named folder, in a stable order."""
    for path in paths:
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def combine(parts: Iterable[Contents]) -> Contents:
    """Return one value of many; later parts replace earlier ones of the same id or name."""
    parts = tuple(parts)
    return Contents(
        groups=_last((group.id, group) for part in parts for group in part.groups),
        fronts=_last((front.name, front) for part in parts for front in part.fronts),
        relations=_last(((r.type, r.subject, r.object), r) for part in parts for r in part.relations),
        agencies=_last((agency.name, agency) for part in parts for agency in part.agencies),
        providers=_last((provider.name, provider) for part in parts for provider in part.providers),
        platforms=_last(((p.name, p.kind), p) for part in parts for p in part.platforms),
    )


def _last(rows: Iterable[tuple[object, T]]) -> tuple[T, ...]:
    return tuple(dict(rows).values())
