"""Disputes, reviews and the public log of corrections."""

from __future__ import annotations

import msgspec
import pytest

from detectors.model import Hands, Level, Neighbours, OtherHand, Read, Seen, SharedValue, Want
from detectors.sighting import Sighting
from server.clock import now
from server.errors import StoreError
from server.store import new_id
from tests.unit.server.making import URL, capture, verdict
from tests.unit.server.store.test_verdicts import save

RED = Level.UNDISCLOSED_CONTROL


def status(store, stored) -> str:
    return store.verdicts.get(stored.id).status(now())


def test_a_dispute_turns_a_verdict_grey_until_it_is_reviewed(store):
    stored = save(store, level=RED, listed=True)
    store.reviews.dispute(stored.id, "we sold this brand in 2019")
    assert status(store, stored) == "disputed"
    (dispute,) = store.reviews.waiting()
    assert (dispute.verdict, dispute.url, dispute.reason) == (stored.id, URL, "we sold this brand in 2019")
    store.reviews.uphold(stored.id, "the register still names the company")
    assert status(store, stored) == "current"
    assert store.reviews.waiting() == ()
    (line,) = store.reviews.corrections(before=None, limit=9)
    assert (line.verdict, line.action, line.reason) == (stored.id, "upheld", "the register still names the company")


def test_nobody_keeps_a_verdict_grey_by_repeating_himself(store):
    stored = save(store, level=RED)
    store.reviews.uphold(stored.id, "read by hand")  # this lists it; nothing has been said against it yet
    store.reviews.dispute(stored.id, "no")
    assert status(store, stored) == "disputed"
    store.reviews.uphold(stored.id, "yes")
    store.reviews.dispute(stored.id, "no!")
    again = save(store, level=RED, listed=True, at="2026-11-25T10:00:00Z")
    store.reviews.dispute(again.id, "no!!")
    assert status(store, again) == "current"
    assert len(store.reviews.waiting()) == 2
    other = save(store, level=Level.AGENCY_RUN, listed=True, at="2026-11-26T10:00:00Z")
    store.reviews.dispute(other.id, "nor this")
    assert status(store, other) == "disputed"


def test_a_newer_reading_does_not_shake_off_a_dispute(store):
    first = save(store, level=RED, listed=True, at="2026-11-23T10:00:00Z")
    store.reviews.dispute(first.id, "no")
    same = save(store, level=RED, listed=True, at="2026-11-25T10:00:00Z")
    assert status(store, same) == "disputed"
    store.reviews.uphold(same.id, "yes")
    assert (status(store, first), status(store, same)) == ("superseded", "current")
    store.reviews.dispute(first.id, "no")
    other = save(store, level=Level.DISCLOSED, listed=True, at="2026-11-26T10:00:00Z")
    assert status(store, other) == "current"


def test_a_withdrawal_takes_what_says_the_same_of_the_site_with_it(store):
    one = save(store, level=RED, listed=True)
    two = save(store, level=RED, url="https://blog.example/two")
    another = save(store, level=Level.DISCLOSED, url="https://blog.example/three", listed=True)
    assert set(store.reviews.withdraw(one.id, "misread")) == {one.id, two.id}
    assert (status(store, one), status(store, two), status(store, another)) == ("withdrawn", "withdrawn", "current")
    log = store.reviews.corrections(before=None, limit=9)
    assert [line.verdict for line in log] == [one.id]  # the log names nothing that was not listed


def test_what_does_not_stand_cannot_be_decided_on(store):
    stored = save(store)
    store.reviews.withdraw(stored.id, "misread")
    for decide in (store.reviews.withdraw, store.reviews.uphold):
        with pytest.raises(StoreError, match="withdrawn already"):
            decide(stored.id, "again")
        with pytest.raises(StoreError, match="no such verdict"):
            decide("nobody", "")
    with pytest.raises(StoreError, match="no such verdict"):
        store.reviews.dispute("nobody", "no")
    store.reviews.dispute(stored.id, "thank you")
    assert status(store, stored) == "withdrawn"


def test_private_verdicts_stay_unlisted(store):
    stored = save(store, private=True)
    store.reviews.uphold(stored.id, "right")
    assert not store.verdicts.get(stored.id).listed


def test_every_change_grows_the_revision(store):
    stored = save(store, listed=True)
    seen = [stored.revision]
    for change in (
        lambda: store.reviews.dispute(stored.id, "no"),
        lambda: store.reviews.uphold(stored.id, "yes"),
        lambda: save(store, listed=True, at="2026-11-24T10:00:00Z"),
        lambda: store.reviews.withdraw(stored.id, "after all"),
    ):
        change()
        seen.append(store.verdicts.get(stored.id).revision)
    assert seen == sorted(set(seen))


def test_the_log_page_by_page(store):
    levels = (Level.DISCLOSED, Level.NO_FINDING, RED)
    made = [save(store, url=f"https://blog.example/{level}", level=level, listed=True) for level in levels]
    for stored in made:
        store.reviews.withdraw(stored.id, "misread")
    first = store.reviews.corrections(before=None, limit=2)
    rest = store.reviews.corrections(before=first[-1].id, limit=2)
    assert [line.verdict for line in (*first, *rest)] == [stored.id for stored in reversed(made)]


def test_reasons_of_disputes_are_forgotten_and_that_they_were_reviewed_is_not(store):
    stored = save(store, level=RED, listed=True)
    store.reviews.dispute(stored.id, "my name is Jane")
    assert store.reviews.forget_reasons("2999-01-01T00:00:00Z", "2000-01-01T00:00:00Z") == 0, "it waits for its review"
    store.reviews.uphold(stored.id, "read by hand")
    assert store.reviews.forget_reasons("2999-01-01T00:00:00Z", "2000-01-01T00:00:00Z") == 1
    store.reviews.dispute(stored.id, "again")
    assert status(store, stored) == "current", "a dispute over it was reviewed"
    assert [dispute.reason for dispute in store.reviews.waiting()] == ["again"]
    assert store.reviews.forget_reasons("2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z") == 1, "nobody ever reviewed it"
    assert [dispute.reason for dispute in store.reviews.waiting()] == [""]


def compared(store, *sites: str, **more):
    """Keep a verdict on what an audit read: it was compared with these sites, as neighbours and as hands."""
    seen = Seen("index://indicators/blog.example", "2026-11-23T10:00:00Z", "3" * 64)
    shared = tuple(SharedValue("account", site, "account", (site,), 1) for site in sites[:1])
    others = tuple(OtherHand(site, "4" * 64, "") for site in sites[1:])
    reads = (
        Read(Want("neighbours", "blog.example"), Neighbours(seen, "blog.example", shared)),
        Read(Want("hands", "blog.example"), Hands(seen, "blog.example", "5" * 64, others)),
    )
    taken = capture(RED.value).with_reads(reads)
    core = msgspec.structs.replace(verdict(RED, taken.url, taken), **more)
    return store.verdicts.save(new_id(), core, taken, owner="local", private=False, confirms=False)


def test_upholding_a_verdict_of_an_audit_tells_nobody_what_else_was_on_the_list(store):
    stored = compared(store, "tied.example", "near.example")
    store.reviews.dispute(stored.id, "no")
    assert store.reviews.uphold(stored.id, "right") == ("near.example", "tied.example")
    assert not store.verdicts.get(stored.id).listed
    assert status(store, stored) == "current", "its dispute is closed all the same"
    assert store.verdicts.listed(before=None, limit=9) == ()
    save(store, url="https://near.example/", site="near.example", listed=True)
    home = save(store, url="https://home.example/", site="home.example", listed=True)
    assert store.reviews.uphold(stored.id, "right") == ("tied.example",)
    store.indicators.save(home.capture, [Sighting("tied.example", "tied.example", "account", "1", "account")])
    assert store.reviews.uphold(stored.id, "right") == ()
    assert store.verdicts.get(stored.id).listed


def test_what_was_listed_stays_listed_whatever_it_names(store):
    stored = compared(store)
    assert store.reviews.uphold(stored.id, "right") == ()
    seen = Seen("index://indicators/blog.example", "2026-11-23T10:00:00Z", "3" * 64)
    late = Neighbours(seen, "late.example", (SharedValue("account", "1", "account", ("late.example",), 1),))
    store.records.extend(stored.capture, Read(Want("neighbours", "late.example"), late))
    assert store.reviews.uphold(stored.id, "again") == ()
    assert store.verdicts.get(stored.id).listed


def test_judging_an_audits_capture_again_does_not_list_what_it_names(store):
    save(store, level=RED, at="2026-11-20T10:00:00Z")
    stored = compared(store, "tied.example", checked_at="2026-11-23T10:00:00Z")
    for capture_, listed in ((stored.capture, False), (save(store, owner="", level=RED).capture, True)):
        again = store.verdicts.save(new_id(), stored.core, capture_, owner="local", private=False)
        assert again.listed is listed
