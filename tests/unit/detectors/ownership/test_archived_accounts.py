"""Accounts that the site once shared with a promoted one."""

from detectors.model import Grade, Role

from .captures import PRAISE, REGISTERED, SHOP, WORDS, abouts, archived, found, page, whois

ID = "ownership/archived_accounts"
TAG = '<script>gtag("config", "UA-8194018-2");</script>'


def test_an_account_that_is_gone_from_the_site() -> None:
    past = archived(("2012-01-02", "/", WORDS + TAG))
    (evidence,) = found(ID, page(PRAISE), page(WORDS + TAG, SHOP, "promoted"), whois(REGISTERED), *past)
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OPERATOR, Grade.C)
    assert evidence.claim == "On 2012-01-02 the site carried the same Google Analytics account as olivar.example"


def test_one_that_is_there_today_is_told_elsewhere() -> None:
    past = archived(("2012-01-02", "/", WORDS + TAG))
    assert abouts(ID, page(PRAISE + TAG), page(WORDS + TAG, SHOP, "promoted"), whois(REGISTERED), *past) == []


def test_an_account_of_its_own_ties_nobody() -> None:
    past = archived(("2012-01-02", "/", WORDS + TAG))
    assert abouts(ID, page(PRAISE), page(WORDS, SHOP, "promoted"), whois(REGISTERED), *past) == []
