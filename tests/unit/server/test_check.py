"""THE PATH: rounds, deadlines, hostile pages, the registration that is kept."""

from __future__ import annotations

import threading
import time
import weakref

import msgspec
import pytest
from sqlalchemy import func, select

from detectors.history import HISTORY
from detectors.model import Capture, Level, Missing, MissingReason, Page, Registration, RegistrationState, Want
from detectors.sighting import Sighting
from server.check import RESERVE_SECONDS, Checker
from server.children import ChildError
from server.store import Check, new_id
from server.store.schema import indicators
from tests.unit.server.making import URL, Here, Shelf, page, registration, verdict


class Fragile(Here):
    """Fails while a page with the word FATAL is in the capture, as a child that is killed does."""

    def _fail(self, taken, word):
        if any(isinstance(read.value, Page) and word in read.value.html for read in taken.reads):
            raise ChildError("plan", "timeout")

    def plan(self, taken):
        self._fail(taken, "FATAL-PLAN")
        return super().plan(taken)

    def judge(self, taken):
        self._fail(taken, "FATAL")
        return super().judge(taken)


class Burdened(Here):
    """Fails at the first try of each task; counts what was given to those tries and is held still at the next."""

    def __init__(self):
        self.tried, self.given, self.held = set(), weakref.WeakSet(), 0

    def _fail_once(self, task, taken):
        self.held += len(self.given)
        if taken.reads and task not in self.tried:
            self.tried.add(task)
            given = threading.Event()
            self.given.add(given)
            raise ChildError(task, "memory")

    def survey(self, taken, *, last):
        self._fail_once("survey", taken)
        return super().survey(taken, last=last)

    def plan(self, taken):
        self._fail_once("plan", taken)
        return super().plan(taken)

    def judge(self, taken):
        self._fail_once("judge", taken)
        return super().judge(taken)


def asked(**more) -> Check:
    return Check(new_id(), URL, owner="local", **more)


def test_a_url_becomes_a_stored_verdict(store):
    shelf, seen = Shelf(page=page("undisclosed_control"), registration=registration()), []
    check = asked()
    stored = Checker(store, Here(), shelf.begin).check(check, seen.append)
    assert stored.id == check.id
    assert stored.core.verdict is Level.UNDISCLOSED_CONTROL
    assert stored.core.url == URL
    assert sorted(read.want.source for read in seen) == ["page", "registration"]
    kept = store.records.capture(stored.capture)
    assert kept.get("page", URL) == page("undisclosed_control")
    assert isinstance(kept.get("registration", "blog.example"), Registration)
    assert store.verdicts.get(check.id) == stored


@pytest.mark.parametrize("word", ["FATAL", "FATAL-PLAN"])
def test_a_page_that_kills_its_child_is_unparsable_and_the_rest_stays(store, word):
    shelf = Shelf(page=page(word), registration=registration())
    stored = Checker(store, Fragile(), shelf.begin).check(asked())
    assert stored.core.verdict is Level.CANNOT_SAY
    assert stored.core.coverage.missing[0].reason == "unparsable"
    kept = store.records.capture(stored.capture)
    assert kept.get("page", URL) == Missing(MissingReason.UNPARSABLE, "timeout")
    assert isinstance(kept.get("registration", "blog.example"), Registration)


def test_what_a_child_failed_on_is_let_go_before_the_next_try(store):
    thinker = Burdened()
    Checker(store, thinker, Shelf(page=page("words"), registration=registration()).begin).check(asked())
    assert thinker.tried == {"survey", "plan", "judge"}
    assert thinker.held == 0


def test_one_registration_serves_the_pages_of_a_domain(store):
    checker = Checker(store, Here(), Shelf(page=page("words"), registration=registration()).begin)
    checker.check(asked())
    again = Shelf(page=page("words"), registration=registration())
    Checker(store, Here(), again.begin).check(asked())
    assert [want.source for want in again.asked] == ["page"]


def test_fresh_asks_the_registry_again(store):
    Checker(store, Here(), Shelf(page=page("words"), registration=registration()).begin).check(asked())
    again = Shelf(page=page("words"), registration=registration("Other SA"))
    stored = Checker(store, Here(), again.begin).check(asked(fresh=True))
    assert "registration" in [want.source for want in again.asked]
    assert store.records.capture(stored.capture).get("registration", "blog.example").organization == "Other SA"


def test_a_throttled_registry_is_asked_again(store):
    throttled = msgspec.structs.replace(registration(), state=RegistrationState.THROTTLED)
    Checker(store, Here(), Shelf(page=page("words"), registration=throttled).begin).check(asked())
    again = Shelf(page=page("words"), registration=registration())
    Checker(store, Here(), again.begin).check(asked())
    assert "registration" in [want.source for want in again.asked]


def test_an_old_registration_is_read_again(store):
    old = registration(when="2020-01-01T00:00:00Z")
    Checker(store, Here(), Shelf(page=page("words"), registration=old).begin).check(asked())
    again = Shelf(page=page("words"), registration=registration())
    Checker(store, Here(), again.begin).check(asked())
    assert "registration" in [want.source for want in again.asked]


def test_reading_ends_before_the_deadline_of_the_check(store):
    class Clocked(Shelf):
        def read(self, wants, deadline, on_read=None):
            self.left = deadline - time.monotonic()
            return super().read(wants, deadline, on_read)

    shelf = Clocked(page=page("words"), registration=registration())
    Checker(store, Here(), shelf.begin, seconds=2000).check(asked())
    assert 0 < shelf.left <= 2000 - RESERVE_SECONDS


def test_a_check_knows_the_sites_that_share_its_accounts_and_keeps_what_it_knew(store):
    first = Checker(store, Here(), Shelf(page=page("words account=UA-1"), registration=registration()).begin)
    stored = first.check(asked())
    assert store.records.capture(stored.capture).get("neighbours", "blog.example").shared == ()
    other = Capture("https://other.example/", stored.core.checked_at)
    listed = store.verdicts.save(new_id(), verdict(url=other.url), other, owner="", private=False, listed=True)
    store.indicators.save(listed.capture, [Sighting("other.example", "other.example", "account", "UA-1", "account")])
    again = first.check(asked(fresh=True))
    (shared,) = store.records.capture(again.capture).get("neighbours", "blog.example").shared
    assert (shared.value, shared.sites, shared.others) == ("UA-1", ("other.example",), 1)


def test_private_checks_leave_nothing_in_the_index(store):
    checker = Checker(store, Here(), Shelf(page=page("words account=UA-1"), registration=registration()).begin)
    stored = checker.check(asked(private=True))
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(indicators)) == 0
    assert store.records.capture(stored.capture).get("neighbours", "blog.example") is not None


class InRounds(Here):
    """Wants a page and the registration, then what the page leads to."""

    def plan(self, taken):
        wants = [Want("page", URL, "checked"), Want("mobile", URL, "checked"), Want("registration", "blog.example")]
        if taken.get("page", URL):
            wants.append(Want("page", "https://shop.example/", "promoted"))
        if isinstance(taken.get("registration", "blog.example"), Registration):
            wants.append(Want("archive", "blog.example 2014-03-18", HISTORY))
        return tuple(sorted(want for want in wants if taken.get(want.source, want.key) is None))


def test_a_round_waits_for_no_registry_and_the_past_waits_for_it(store):
    promoted_was_asked = threading.Event()

    class Slow(Shelf):
        def read(self, wants, deadline, on_read=None):
            if any(want.why == "promoted" for want in wants):
                promoted_was_asked.set()
            if any(want.source == "registration" for want in wants):
                assert promoted_was_asked.wait(300), "the promoted site waited for the registry"
            return super().read(wants, deadline, on_read)

    shelf = Slow(page=page("words"), registration=registration())
    capture = Checker(store, InRounds(), shelf.begin).collect(asked()).capture
    asked_for = [want.source for want in shelf.asked]
    assert sorted(asked_for) == ["archive", "mobile", "page", "page", "registration"]
    assert asked_for[-1] == "archive"
    assert asked_for.index("mobile") > asked_for.index("page")
    assert len(capture.reads) == 5
