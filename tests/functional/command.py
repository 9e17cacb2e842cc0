"""Run the installed command as anyone would, and look into what it leaves behind."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

MASTHEAD = Path(sys.executable).with_name("masthead")
SECONDS = 900.0  # on a machine that has much else to do
PAGE_BODIES = "bodies"  # the one table that keeps pages as fetched


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command and the folder that held everything it could write."""

    status: int
    stdout: str
    stderr: str
    home: Path


def environment(env: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return the environment of a run: `env`, with a home and, unless it is PostgreSQL, a store of its own below it."""
    own = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite",
        "MASTHEAD_SIGNING_KEY": str(home / "signing.key"),
        "MASTHEAD_LANG": "en",
    }
    if env.get("MASTHEAD_STORE", "").startswith("postgresql"):
        own["MASTHEAD_STORE"] = env["MASTHEAD_STORE"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MASTHEAD_")}
    return {**outside, **env, **own}


def run(env: Mapping[str, str], home: Path, *arguments: str, standard_input: bytes = b"") -> Run:
    """Run ``masthead`` with a home and a store of its own below `home`."""
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(MASTHEAD), *arguments],
        env=environment(env, home),
        cwd=home,
        input=standard_input,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode(), home)


def left_behind(home: Path) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of everything below `home`: files as they are, databases row by row but for page bodies."""
    for file in home.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            yield file.name, data.decode("utf-8", "replace") + data.decode("latin-1")
            if data.startswith(b"SQLite format 3"):
                yield from _rows(file)


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table != PAGE_BODIES:
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    yield f"{file.name}: {table}", "\n".join(_text(value) for value in row)


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zlib.error):
        value = zlib.decompress(value)
    return value.decode("utf-8", "replace") + value.decode("latin-1")
