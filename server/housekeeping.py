"""What is done by itself, again and again: read again what is due, and forget what is old.

A service does it in a thread of its own; on a shared store the workers do, once for all of them (`server.worker`).
"""

from __future__ import annotations

import threading

import structlog

from server.check import BODIES_KEPT_DAYS
from server.clock import ago
from server.jobs import Jobs
from server.logs import place
from server.store import Store

EVERY_SECONDS = 300.0
READ_AGAIN = 5  # pages at a time, so that what people ask comes first
REPLIES_DAYS = 14  # a reply whose writer never proved that the site is his, with his contact
CHECKS_DAYS = 30  # who asked for what; the verdicts stay
AUDITS_DAYS = 180  # after its end: which sites somebody looked at; the verdicts stay
CONTACTS_DAYS = 365  # of proven replies, after the proof; the reply stays
REASONS_DAYS = 365  # of disputes, after their review
UNREVIEWED_DAYS = 3 * 365  # of disputes that nobody ever reviewed
log = structlog.get_logger(__name__)


def forget(store: Store) -> dict[str, int]:
    """Delete what is kept for a time only; returns how many of each kind."""
    return {
        "bodies": store.records.empty_bodies(ago(days=BODIES_KEPT_DAYS)),
        "replies": store.replies.forget_unverified(ago(days=REPLIES_DAYS)),
        "checks": store.checks.forget(ago(days=CHECKS_DAYS)),
        "audits": store.audits.forget(ago(days=AUDITS_DAYS)),
        "contacts": store.replies.forget_contacts(ago(days=CONTACTS_DAYS)),
        "reasons": store.reviews.forget_reasons(ago(days=REASONS_DAYS), ago(days=UNREVIEWED_DAYS)),
        "rates": store.rates.forget(),
        "common shingles": store.texts.forget_common(),
    }


def keep_house(store: Store, jobs: Jobs, *, read_again: bool) -> None:
    """Do once what is done by itself; `read_again` is for services with a public address, whose verdicts are listed."""
    forget(store)
    if read_again:
        jobs.read_again(READ_AGAIN)


class Housekeeper:
    """A thread that keeps house (`keep_house`)."""

    def __init__(self, store: Store, jobs: Jobs, *, read_again: bool) -> None:
        self._store = store
        self._jobs = jobs
        self._read_again = read_again
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End; returns when the round under way is over."""
        self._stop.set()
        self._thread.join()

    def round(self) -> None:
        """Keep house once."""
        keep_house(self._store, self._jobs, read_again=self._read_again)

    def _run(self) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            try:
                self.round()
            except Exception as error:  # the store may be away for a while; the next round tries again
                log.error("housekeeping failed", reason=type(error).__name__, where=place(error))
