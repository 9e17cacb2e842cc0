"""Which past is wanted, and since when it counts."""

from detectors import load_knowledge, plan
from detectors.history import archive_key, archived_pages, registered_on
from detectors.model import Archive, Capture, Missing, MissingReason
from detectors.subject import subject_of

from .ownership.captures import REGISTERED, archived, page, whois

KNOWLEDGE = load_knowledge()


def capture(*reads) -> Capture:
    return Capture("https://carnet.example/", "2026-11-23T10:00:00Z").with_reads(reads)


def test_the_archive_is_asked_since_the_registration() -> None:
    known = capture(page(), whois(REGISTERED))
    assert registered_on(subject_of(known, KNOWLEDGE)) == "2010-05-06"
    assert archive_key(subject_of(known, KNOWLEDGE)) == "carnet.example 2010-05-06"
    assert archive_key(subject_of(capture(page()), KNOWLEDGE)) == "carnet.example"
    wanted = {(want.source, want.key) for want in plan(known, KNOWLEDGE)}
    assert {("archive", "carnet.example 2010-05-06"), ("certificate_log", "carnet.example")} <= wanted


def test_archived_pages_are_wanted_once_they_are_listed() -> None:
    listed, kept = archived(("2012-01-02", "/", "<p>Bonjour</p>"))
    wanted = plan(capture(page(), whois(REGISTERED), listed), KNOWLEDGE)
    assert [want.key for want in wanted if want.why == "archived"] == [kept.want.key]


def test_a_platforms_past_is_not_the_blogs() -> None:
    url = "https://carnet.blogspot.com/"
    blog = Capture(url, "2026-11-23T10:00:00Z").with_reads((page(url=url),))
    assert not [want for want in plan(blog, KNOWLEDGE) if want.why == "history"]


def test_archived_pages_come_with_their_day() -> None:
    listed, kept = archived(("2012-01-02", "/", "<p>Bonjour</p>"))
    assert isinstance(listed.value, Archive)
    (past,) = archived_pages(capture(page(), listed, kept), listed.value)
    assert (past.when, past.url, past.document.text) == ("2012-01-02T08:00:00Z", "https://carnet.example/", "Bonjour")
    assert archived_pages(capture(page(), listed), listed.value) == ()
    assert archived_pages(capture(page()), Missing(MissingReason.OFF)) == ()
