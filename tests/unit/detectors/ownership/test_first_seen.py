"""The first capture of the site."""

from detectors.model import FindingState, Grade

from .captures import REGISTERED, abouts, archived, found, page, verdict, whois

ID = "ownership/first_seen"


def test_the_oldest_capture_is_told() -> None:
    past = archived(("2012-01-02", "/", ""), ("2011-07-08", "/mentions", ""))
    (evidence,) = found(ID, page(), whois(REGISTERED), *past)
    assert evidence.claim == "A web archive first captured the site on 2011-07-08"
    assert evidence.grade is Grade.D


def test_nothing_archived_says_nothing() -> None:
    assert abouts(ID, page(), whois(REGISTERED), *archived()) == []


def test_an_archive_that_was_not_asked_is_unknown() -> None:
    (finding,) = (f for f in verdict(page()).findings if f.detector == ID)
    assert finding.state is FindingState.UNKNOWN
