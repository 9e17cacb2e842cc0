"""Listing: what is confirmed by a second reading is listed, and nothing else by itself."""

from __future__ import annotations

import pytest

from detectors.model import Level
from server.store.listing import changes
from tests.unit.server.store.test_verdicts import save

DAY, NEXT, SOON = "2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z", "2026-11-24T09:59:59Z"
RED = Level.UNDISCLOSED_CONTROL


def counted(store) -> int:
    with store.engine.connect() as connection:
        return changes(connection)


def test_a_second_reading_a_day_later_lists_the_second(store):
    first = save(store, owner="", level=RED, at=DAY)
    assert not save(store, owner="", level=RED, at=SOON).listed
    assert counted(store) == 0
    second = save(store, owner="", level=RED, at=NEXT)
    assert second.listed
    assert not store.verdicts.get(first.id).listed
    assert counted(store) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"level": Level.NO_FINDING},
        {"url": "https://blog.example/other"},
        {"private": True},
    ],
)
def test_another_verdict_page_or_a_private_one_confirms_nothing(store, other):
    save(store, owner="", **{"level": RED, "at": DAY, **other})
    assert not save(store, owner="", level=RED, at=NEXT).listed
    assert not save(store, owner="", **{"level": RED, "at": "2026-11-25T10:00:00Z", **other, "private": True}).listed


def test_what_cannot_be_said_is_not_listed(store):
    save(store, owner="", level=Level.CANNOT_SAY, at=DAY)
    assert not save(store, owner="", level=Level.CANNOT_SAY, at=NEXT).listed


def test_what_was_withdrawn_is_confirmed_by_a_person_only(store):
    save(store, owner="", level=RED, at=DAY)
    second = save(store, owner="", level=RED, at=NEXT)
    store.reviews.withdraw(second.id, "misread")
    third = save(store, owner="", level=RED, at="2026-11-26T10:00:00Z")
    assert not third.listed
    store.reviews.uphold(third.id, "the registrant confirms it")
    assert store.verdicts.get(third.id).listed


def test_a_listed_verdict_supersedes_the_listed_one_before(store):
    first = save(store, owner="", listed=True, at=DAY)
    second = save(store, owner="", level=RED, at=NEXT)
    assert store.verdicts.get(first.id).superseded_by is None
    store.reviews.uphold(second.id, "read again by hand")
    assert store.verdicts.get(first.id).superseded_by == second.id
