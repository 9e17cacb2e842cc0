"""A PostgreSQL of our own for tests: a cluster in a temporary folder, reached by a socket file."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

USER = "masthead"
_SECONDS = 240  # for a program of the cluster, on a machine that has much else to do
_NEW = ("-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
_CAREFREE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # a test's data may die with the machine


class PostgresMissingError(Exception):
    """PostgreSQL cannot run here; the text says why."""


class Postgres:
    """A running cluster. `durable` writes as a real one does, for tests that kill it. Use it as a context manager."""

    def __init__(self, *, durable: bool = False) -> None:
        self._bin = _programs()
        self._options = () if durable else _CAREFREE
        self._numbers = itertools.count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="masthead-pg-"))
        self._as = _unprivileged(self.folder)
        self.data = self.folder / "data"

    def __enter__(self) -> Self:
        try:
            self._run("initdb", "-D", str(self.data), "-U", USER, *_NEW)
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = ("listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=200", *self._options)
        said = " ".join(f"-c {option}" for option in options)
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-l", log, "-o", said, "-t", str(_SECONDS), "-w", "start")

    def kill(self) -> None:
        """Kill the server as a power failure would: nobody gets to say goodbye."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # or it could start another after we have looked
        _until(lambda: _state(first) in ("T", ""))
        killed = (first, *_children(first))
        for process in killed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        _until(lambda: all(_state(process) in ("Z", "") for process in killed))  # none holds its memory any more
        # After a power failure no such process exists; here it may stay as a zombie that nobody has fetched.
        (self.data / "postmaster.pid").unlink()
        for left in self.folder.glob(".s.PGSQL.*"):
            left.unlink()

    def database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"store{next(self._numbers)}"
        self._run("createdb", "-h", str(self.folder), "-U", USER, name)
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._bin / program), *arguments]
        # What it says goes to a file: the server that pg_ctl starts would hold a pipe open.
        with (self.folder / "said").open("wb") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd="/", timeout=_SECONDS, check=False)
        if done.returncode:
            raise PostgresMissingError(f"{program}: {(self.folder / 'said').read_text()[-1000:]}")


def _children(process: int) -> list[int]:
    """Return the processes that `process` has started; they keep its shared memory, and a new server away."""
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _told(stat)[1:2] == [str(process)]]


def _state(process: int) -> str:
    """Return the letter of the state that a process is in, "" when there is none."""
    return "".join(_told(Path(f"/proc/{process}/stat"))[:1])


def _told(stat: Path) -> list[str]:
    """Return what the kernel tells of a process behind its name: its state, who started it, ...; [] if it ended."""
    with suppress(OSError):
        return stat.read_text().rpartition(")")[2].split()
    return []


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not true():
        assert time.monotonic() < end, "a process of the cluster does not end"
        time.sleep(0.01)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissingError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return Path(on_path).parent


def _unprivileged(folder: Path) -> Sequence[str]:
    """Return what to write before a command so that it does not run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return ()
    whole_machine = re.match(r"\s*0\s+0\s+4294967295", Path("/proc/self/uid_map").read_text())
    if not whole_machine:  # root of a user namespace only: there is no other user to become, but a namespace within
        return ("unshare", "-U", "--map-user=1000", "--map-group=1000")
    try:
        shutil.chown(folder, "postgres", "postgres")
    except LookupError:
        raise PostgresMissingError("there is no user postgres to run it as") from None
    return ("runuser", "-u", "postgres", "--")
