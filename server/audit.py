"""Many URLs: first everything is read, then everything is judged, so that their order changes no verdict."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from hashlib import sha256

from sqlalchemy import Connection

from detectors.domain import host_of, registrable
from server.address import AddressError, read_address
from server.listing import Row
from server.memory import trim_memory
from server.processors import processors
from server.store import Audit, Line, Store, new_id
from server.store.audits import AuditState, Runner
from server.tasks import PAUSE, PHASES, Tools, advance

OnUnit = Callable[[str, str], None]  # told of each unit that is done: the phase, the domain
PERSONAL = "personal-query"


def fingerprint(data: bytes) -> str:
    """Return what a list is recognised by."""
    return sha256(data).hexdigest()


def begin(
    store: Store,
    rows: Iterable[Row],
    *,
    source: str,
    owner: str,
    private: bool = False,
    runner: Runner,
    then: Callable[[Audit, Connection], None] | None = None,
) -> Audit:
    """Keep a new audit of these rows and return it; nothing is read yet. `then` is done in the same transaction."""
    audit = Audit(new_id(), owner, private, runner, source)
    store.audits.add(audit, _lines(rows), partial(then, audit) if then else None)
    return audit


def _lines(rows: Iterable[Row]) -> Iterator[Line]:
    """Read each row's address; rows with the same URL share one verdict."""
    verdicts: dict[str, str] = {}
    for row in rows:
        line = Line(row.line, row.text, row.columns, None, False, "", "failed", "malformed-line", row.problem)
        if not row.problem:
            line = _addressed(line)
        yield replace(line, verdict=verdicts.setdefault(line.url, new_id())) if line.url else line


def _addressed(line: Line) -> Line:
    try:
        url, bare = read_address(line.text)
    except AddressError as error:
        # a person's name or e-mail address is not kept
        text = "" if error.kind == PERSONAL else line.text
        return replace(line, text=text, error=error.kind, detail=str(error))
    return replace(line, url=url, bare=bare, domain=registrable(host_of(url)), state="waiting", error="", detail="")


class Auditor:
    """Runs audits with `jobs` threads; most of their time is waiting for others' servers."""

    def __init__(self, tools: Tools, jobs: int = 16, *, pause: float = PAUSE) -> None:
        self._tools = tools
        self._jobs = jobs
        self._pause = pause
        self._stop = tools.stop

    def stop(self) -> None:
        """Begin no more units; `run` returns when those under way are done."""
        self._stop.set()

    def run(self, audit: Audit, on_unit: OnUnit | None = None) -> bool:
        """Do what is left of an audit; return whether it is done (False: it was stopped).

        Raises what a unit raises that is no line's fault (the store is gone, the children cannot start).
        """
        while (state := self._state(audit)) in PHASES and not self._stop.is_set():
            self._phase(audit, state, on_unit)
            trim_memory()  # what its threads have freed lies in pieces between what stays
            if advance(self._tools.store, audit.id) is None:
                self._stop.wait(self._pause)  # some lines were put off
        return state == "done"

    def _state(self, audit: Audit) -> AuditState:
        kept = self._tools.store.audits.get(audit.id)
        return kept.state if kept else "cancelled"

    def _threads(self, phase: AuditState) -> int:
        """Reading waits for servers, judging for this machine's processors: more at a time would only take memory."""
        return self._jobs if phase == "collecting" else min(self._jobs, 2 * processors())

    def _phase(self, audit: Audit, phase: AuditState, on_unit: OnUnit | None) -> None:
        work, state = PHASES[phase]
        room = threading.BoundedSemaphore(2 * self._jobs)  # few units wait in memory, however long the list
        failures: list[BaseException] = []

        def done(domain: str, future: Future[None]) -> None:
            room.release()
            error = None if future.cancelled() else future.exception()
            if error is not None:
                failures.append(error)
                self._stop.set()
            elif on_unit is not None:
                on_unit(phase, domain)

        with ThreadPoolExecutor(self._threads(phase), "audit") as pool:
            for domain in self._tools.store.audits.domains(audit.id, state):
                room.acquire()
                if self._stop.is_set():
                    room.release()
                    break
                pool.submit(work, self._tools, audit, domain).add_done_callback(partial(done, domain))
        if failures:
            raise failures[0]
