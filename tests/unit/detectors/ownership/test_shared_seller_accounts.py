"""Seller accounts of ads.txt on both sides."""

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, SHOP, WORDS, abouts, file, found, page, verdict

ID = "ownership/shared_seller_accounts"
SELLS = file("/ads.txt", "google.com, pub-4760087305591666, DIRECT, f08c47fec0942fa0\nregie.example, 8842, direct\n")
CARRIES = page(f'{WORDS}<script>x = {{google_ad_client: "ca-pub-4760087305591666"}};</script>', SHOP, "promoted")


def test_declared_here_and_carried_there() -> None:
    (evidence,) = found(ID, page(PRAISE), SELLS, CARRIES)
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OPERATOR, Grade.B)


def test_declared_on_both_sides() -> None:
    theirs = file("/ads.txt", "regie.example,8842,DIRECT\n", "www.olivar.example", "promoted")
    assert [e.quote for e in found(ID, page(PRAISE), SELLS, page(url=SHOP, why="promoted"), theirs)] == ["8842"]


def test_resellers_sell_for_everybody() -> None:
    theirs = file("/ads.txt", "google.com, pub-4760087305591666, RESELLER\n", "www.olivar.example", "promoted")
    assert abouts(ID, page(PRAISE), SELLS, page(url=SHOP, why="promoted"), theirs) == []


def test_an_ad_manager_owns_nothing() -> None:
    assert verdict(page(PRAISE), SELLS, CARRIES).control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)
