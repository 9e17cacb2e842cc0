"""The same network address."""

from detectors.model import Grade

from .captures import PRAISE, abouts, dns, found, page

ID = "ownership/shared_address"


def test_both_at_one_address() -> None:
    (evidence,) = found(
        ID,
        page(PRAISE),
        dns(addresses=("203.0.113.7",)),
        dns("olivar.example", addresses=("203.0.113.7", "203.0.113.8")),
    )
    assert (evidence.about, evidence.quote, evidence.grade) == ("olivar.example", "203.0.113.7", Grade.D)


def test_each_at_its_own() -> None:
    reads = page(PRAISE), dns(addresses=("203.0.113.7",)), dns("olivar.example", addresses=("203.0.113.8",))
    assert abouts(ID, *reads) == []
