"""Rare values that other sites carry are shown; common ones, hosts and registrants are no evidence."""

from detectors.model import Grade, Neighbours, Role, Seen, SharedValue
from detectors.ownership.neighbours import MOST, detect
from detectors.rarity import faded

SEEN = Seen("index://indicators/a.example", "2026-11-28T10:00:00Z", "0" * 64)


def shared(value: str, others: int, kind: str = "google-analytics") -> SharedValue:
    return SharedValue(kind, value, "Google Analytics property", ("b.example",) if others <= faded() else (), others)


def found(*values: SharedValue) -> list[tuple[str, Grade]]:
    evidence = list(detect(Neighbours(SEEN, "a.example", values)))
    assert all((e.role, e.about.domain) == (Role.OPERATOR, "b.example") for e in evidence)
    return [(e.quote, e.grade) for e in evidence]


def test_rare_values_come_first_and_weaken_with_the_sites_that_share_them() -> None:
    assert found(shared("UA-3", 15), shared("UA-2", 5), shared("UA-1", 1)) == [
        ("UA-1", Grade.B),
        ("UA-2", Grade.C),
        ("UA-3", Grade.D),
    ]


def test_what_many_share_and_what_hosts_give_is_none() -> None:
    assert found(shared("UA-1", faded() + 1), shared("192.0.2.1", 1, "address"), shared("acme", 1, "registrant")) == []
    assert found() == []


def test_only_the_rarest_are_shown() -> None:
    assert len(found(*(shared(f"UA-{n}", 1) for n in range(MOST + 5)))) == MOST
