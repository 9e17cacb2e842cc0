"""Editions of the knowledge: a process that runs for long follows what is imported or edited, without a restart.

An edition is a state of the files in the folder of extra knowledge. It is looked at by their names, sizes and times
alone, a few microseconds a file, so that every check can begin by asking for it. Indexes are replaced whole, and who
has an old one mapped keeps it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import structlog

from detectors.knowledge import Knowledge, KnowledgeError, load_knowledge
from detectors.knowledge.load import toml_files
from detectors.knowledge.table import FILES
from server.errors import SettingsError
from server.settings import Settings, knowledge_folder

log = structlog.get_logger(__name__)
_lock = threading.Lock()
_held: dict[Path | None, tuple[str, Knowledge]] = {}


def edition_of(folder: Path | None) -> str:
    """Return what tells this state of a folder's knowledge from any other; "" when nothing is there."""
    seen = []
    for file in (*toml_files([folder]), *(folder / name for name in FILES)) if folder else ():
        with suppress(OSError):  # it is not there, or goes away while we look
            found = file.stat()
            seen.append(f"{file}\0{found.st_ino}\0{found.st_size}\0{found.st_mtime_ns}")
    return sha256("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()[:16] if seen else ""


def knowledge_of(folder: Path | None) -> Knowledge:
    """Return the knowledge with that of a folder, as it is on disk now; loaded again only when its edition changed.

    Raises `SettingsError` when it cannot be loaded the first time; later, what was loaded before stays.
    """
    edition = edition_of(folder)
    with _lock:
        held = _held.get(folder)
        if held is None or held[0] != edition:
            try:
                held = edition, load_knowledge((folder,) if folder else ())
            except KnowledgeError as error:
                if held is None:
                    raise SettingsError(f"MASTHEAD_KNOWLEDGE: {error}") from error
                log.warning("new knowledge cannot be read, the earlier stays", reason=str(error))
                held = edition, held[1]
            _held[folder] = held
        return held[1]


def following(settings: Settings) -> Settings:
    """Return the settings of a process that runs for long: the folder that imports go to is there to be looked at."""
    if settings.knowledge is not None:
        return settings
    folder = knowledge_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return replace(settings, knowledge=folder)
