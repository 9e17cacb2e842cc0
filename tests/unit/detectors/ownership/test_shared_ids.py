"""Accounts on both sides: operators at most."""

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, SHOP, WORDS, abouts, found, page, verdict

ID = "ownership/shared_ids"


def tag(identifier: str) -> str:
    return f'<script>gtag("config", "{identifier}");</script>'


def test_the_same_account_on_both_sides() -> None:
    reads = page(PRAISE + tag("UA-8194018-2")), page(WORDS + tag("UA-8194018-7"), SHOP, "promoted")
    (evidence,) = found(ID, *reads)
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OPERATOR, Grade.B)
    assert evidence.quote == "8194018"


def test_an_agencys_account_never_bears_control() -> None:
    reads = page(PRAISE + tag("GTM-PNTW78")), page(WORDS + tag("GTM-PNTW78"), SHOP, "promoted")
    assert abouts(ID, *reads) == ["olivar.example"]
    assert verdict(*reads).control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_two_accounts_of_one_service_are_not_one() -> None:
    assert abouts(ID, page(PRAISE + tag("UA-8194018-2")), page(WORDS + tag("UA-8194019-2"), SHOP, "promoted")) == []


def test_samples_and_share_buttons_tie_nobody() -> None:
    button = '<meta property="fb:app_id" content="966242223397117">'
    ours = page(PRAISE + tag("GTM-XXXXXX"), head=button)
    assert abouts(ID, ours, page(WORDS + tag("GTM-XXXXXX"), SHOP, "promoted", head=button)) == []
