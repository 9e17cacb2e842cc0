"""Rare values that other sites carry are shown; common ones, hosts and registrants are no evidence of an operator."""

from detectors.model import ControlLevel, Grade, Neighbours, Read, Role, SharedValue, Want
from detectors.ownership.neighbours import MOST
from detectors.rarity import faded

from .captures import HOST, PRAISE, found, page, seen, verdict

ID = "ownership/neighbours"


def shared(value: str, others: int, kind: str = "google-analytics", label: str = "Analytics property") -> SharedValue:
    return SharedValue(kind, value, label, ("b.example",) if others <= faded() else (), others)


def neighbours(*values: SharedValue) -> Read:
    return Read(Want("neighbours", HOST), Neighbours(seen(f"index://indicators/{HOST}"), HOST, values))


def quotes(*values: SharedValue) -> list[tuple[str, Grade, float]]:
    evidence = found(ID, page(), neighbours(*values))
    assert all((e.role, e.about) == (Role.OPERATOR, "b.example") for e in evidence)
    return [(e.quote, e.grade, e.bans) for e in evidence]


def test_rare_values_come_first_and_weaken_with_the_sites_that_share_them() -> None:
    assert quotes(shared("UA-3", 15), shared("UA-2", 5), shared("UA-1", 1)) == [
        ("UA-1", Grade.B, 0.6),
        ("UA-2", Grade.C, 0.3),
        ("UA-3", Grade.D, 0.06),
    ]


def test_what_many_share_and_what_hosts_give_is_none() -> None:
    assert quotes(shared("UA-1", faded() + 1), shared("192.0.2.1", 1, "address"), shared("acme", 1, "registrant")) == []
    assert quotes() == []


def test_only_the_rarest_are_shown() -> None:
    assert len(quotes(*(shared(f"UA-{n}", 1) for n in range(MOST + 5)))) == MOST


def test_a_shared_operator_is_a_note_and_bears_no_control() -> None:
    given = verdict(page(PRAISE), neighbours(*(shared(f"UA-{n}", 1) for n in range(9))))
    assert "shared_operator" in given.notes
    assert given.control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)
    assert given.coverage.of == verdict(page(PRAISE)).coverage.of
