"""What archived pages of the site named as publisher."""

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, REGISTERED, abouts, archived, found, page, verdict, whois

ID = "ownership/archived_notice"
NOTICE = "<p>Ce site est édité par la société Olivar, SARL au capital de 12 000 euros.</p>"


def test_an_archived_notice_names_its_publisher_with_its_day() -> None:
    (evidence,) = found(ID, page(), whois(REGISTERED), *archived(("2012-01-02", "/mentions-legales", NOTICE)))
    assert (evidence.about, evidence.role, evidence.grade) == ("Olivar", Role.PUBLISHER, Grade.C)
    assert evidence.claim.startswith("On 2012-01-02")
    assert "archive.test" in evidence.seen.where


def test_of_an_archived_home_page_only_the_footer_counts() -> None:
    reads = page(), whois(REGISTERED), *archived(("2012-01-02", "/", NOTICE + "<p>Bonjour.</p>" * 5))
    assert abouts(ID, *reads) == []
    footer = archived(("2012-01-02", "/", f"<p>Bonjour.</p><footer>{NOTICE}</footer>"))
    assert abouts(ID, page(), whois(REGISTERED), *footer) == ["Olivar"]


def test_a_host_or_a_person_of_the_past_is_not_named() -> None:
    hosted = "<p>Hébergement : Nuage SAS.</p><p>Éditrice du blog : Camille Rousseau.</p>"
    assert abouts(ID, page(), whois(REGISTERED), *archived(("2012-01-02", "/mentions", hosted))) == []


def test_the_past_never_bears_control() -> None:
    notice = "<p>Ce site est édité par L'Oréal SA, société anonyme au capital de 110 000 000 euros.</p>"
    control = verdict(page(PRAISE), whois(REGISTERED), *archived(("2012-01-02", "/mentions-legales", notice))).control
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_nothing_archived_is_nothing_found() -> None:
    assert abouts(ID, page(), whois(REGISTERED), *archived()) == []
