"""The units of an audit's work, the same whoever runs them: this process's threads, or a queue's workers.

A unit is one registrable domain of one audit. Both functions may be repeated after any failure: what was done stays.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import structlog
from sqlalchemy import Connection

from detectors.model import Capture, Missing, MissingReason, Registration, RegistrationState
from server.check import Checker, Reading, neighbours_of
from server.children import ChildError
from server.collect import check_url
from server.errors import CannotTry, StoreError
from server.logs import place
from server.settings import Settings
from server.store import Audit, Check, Line, Store
from server.store.audits import NEXT, AuditState, LineState
from server.store.hands import save_hand
from server.store.indicators import save_sightings
from server.store.texts import save_texts
from server.words import first_text, texts_of, words_of, words_shared

PROBLEMS = {MissingReason.FORBIDDEN_ADDRESS: "forbidden-address", MissingReason.NO_SUCH_NAME: "no-such-name"}
PAUSE = 65.0  # seconds before what was put off is tried again: servers that asked us to wait are left alone for 60
TRIES = 3  # how often a URL is put off, because its registry asked us to wait
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a unit of work needs."""

    settings: Settings
    store: Store
    checker: Checker
    stop: threading.Event = field(default_factory=threading.Event)  # when set, a unit ends after the URL at hand


def collect(tools: Tools, audit: Audit, domain: str) -> None:
    """Read every URL of a domain that waits; what its URLs have in common is read once in an audit."""
    for line in tools.store.audits.lines(audit.id, domain, "waiting"):
        if tools.stop.is_set():
            return
        assert line.url is not None  # noqa: S101 - lines without one have failed from the start
        try:
            check_url(line.url, tools.settings)
            asked = Check(line.verdict or "", line.url, line.bare, audit.owner, private=audit.private)
            read = tools.checker.today().collect(asked, shared_since=audit.made_at)
        except CannotTry as error:
            tools.store.audits.failed(audit.id, line.url, PROBLEMS[error.reason], str(error))
        except ChildError as error:
            tools.store.audits.failed(audit.id, line.url, "failed", str(error))
        else:
            if line.tries < TRIES and _throttled(read.capture):
                tools.store.audits.postponed(audit.id, line.url, read.capture, read.raw)
            else:
                _collected(tools, audit, line.url, read)


def _collected(tools: Tools, audit: Audit, url: str, read: Reading) -> None:
    """Keep a capture, and index what its sites carry and say; what is private is not indexed."""
    seen = None if audit.private else read.seen
    texts = () if audit.private else read.texts
    hand = tools.checker.hands.read(seen, texts)

    def index(connection: Connection, number: int) -> None:
        save_sightings(connection, number, seen.values if seen else ())
        save_texts(connection, words_of(number, texts))
        if hand is not None:
            save_hand(connection, number, hand.hand, hand.kept)

    tools.store.audits.collected(audit.id, url, read.capture, site=seen.site if seen else "", raw=read.raw, then=index)


def _throttled(capture: Capture) -> bool:
    """Tell whether the site's registry asked us to wait: a check cannot, an audit can."""
    found = (read.value for read in capture.reads if read.want.source == "registration" and not read.want.why)
    return any(
        value.state is RegistrationState.THROTTLED
        if isinstance(value, Registration)
        else isinstance(value, Missing) and value.reason is MissingReason.THROTTLED
        for value in found
    )


def judge(tools: Tools, audit: Audit, domain: str) -> None:
    """Examine every URL of a domain that was read, and store its verdict."""
    for line in tools.store.audits.lines(audit.id, domain, "collected"):
        if tools.stop.is_set():
            return
        try:
            level = _judged(replace(tools, checker=tools.checker.today()), audit, line)
        except (ChildError, StoreError) as error:
            log.error("not judged", reason=type(error).__name__, where=place(error))
            tools.store.audits.failed(audit.id, line.url or "", "failed", str(error))
        else:
            tools.store.audits.judged(audit.id, line.url or "", level)


def _judged(tools: Tools, audit: Audit, line: Line) -> str:
    number = line.capture or 0
    kept = tools.store.records.capture(number)
    if line.site and kept.get("neighbours", line.site) is None:  # once frozen, they stay, however often it is judged
        own = tools.store.indicators.of_capture(number, line.site)
        shared = tools.store.indicators.shared(own, audit=audit.id)
        reader = tools.checker.thinker
        said = words_shared(tools.store, reader, first_text(reader, kept), audit.id)
        hands = tools.checker.hands.in_audit(line.site, shared, lambda: texts_of(reader, kept), audit.id)
        frozen = (neighbours_of(line.site, shared + said), *hands)
        tools.store.records.extend(number, *frozen)
        kept = kept.with_reads(frozen)
    judged, examined = tools.checker.judge(kept)
    stored = tools.store.verdicts.save(
        line.verdict or "",
        judged.verdict,
        number if examined is kept else examined,
        consulted=judged.consulted,
        owner=audit.owner,
        private=audit.private,
        confirms=False,
    )
    return stored.core.verdict.value


def advance(
    store: Store, audit: str, then: Callable[[AuditState, Connection], None] | None = None
) -> AuditState | None:
    """Move an audit on whose phase has no more work; return the state that it came to, or None when it did not move.

    Before anything is judged, what stands in too many of the texts that were read is dropped from their index: it is no
    evidence, whoever is judged first, and looking it up would take ever longer.
    """
    phase = store.audits.worked_off(audit)
    if phase == "collecting":
        store.texts.settle()
    if phase is None:
        return None
    return store.audits.advance(audit, partial(then, NEXT[phase][1]) if then else None)


Unit = Callable[[Tools, Audit, str], None]
PHASES: Mapping[AuditState, tuple[Unit, LineState]] = {
    "collecting": (collect, "waiting"),
    "judging": (judge, "collected"),
}
