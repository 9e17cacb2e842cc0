"""Certificates of the past that stood for the site and another."""

from detectors.model import Grade

from .captures import HOST, PRAISE, REGISTERED, abouts, found, logged, page, whois

ID = "ownership/logged_certificates"


def test_a_certificate_with_a_groups_own_domain() -> None:
    log = logged(("2018-03-04", (HOST, "www.vichy.fr")), ("2019-03-04", (HOST, "vichy.fr")))
    (evidence,) = found(ID, page(), whois(REGISTERED), log)
    assert (evidence.about, evidence.grade) == ("vichy.fr", Grade.C)
    assert evidence.claim == "A certificate of 2018-03-04 also stood for this domain"


def test_a_certificate_with_a_promoted_site() -> None:
    log = logged(("2018-03-04", (HOST, "www.olivar.example")))
    assert abouts(ID, page(PRAISE), whois(REGISTERED), log) == ["olivar.example"]


def test_one_from_before_the_registration_is_void() -> None:
    assert abouts(ID, page(), whois(REGISTERED), logged(("2009-03-04", (HOST, "vichy.fr")))) == []
    assert abouts(ID, page(), logged(("2018-03-04", (HOST, "vichy.fr")))) == []  # registered nobody knows when


def test_a_hosts_certificate_ties_nobody() -> None:
    customers = tuple(f"customer{number}.example" for number in range(30))
    assert abouts(ID, page(), whois(REGISTERED), logged(("2018-03-04", (HOST, "vichy.fr", *customers)))) == []
