"""A site's past, over real sockets: the archive's lists and pages, and the certificate logs."""

from __future__ import annotations

import json
import time

import pytest

from detectors.model import Archive, CertificateLog, Missing, MissingReason, Page, Want
from tests.functional.collecting import CANARY, World, http_answer, redirect

pytestmark = pytest.mark.network

KEY = "blog.example 2005-02-09"
PLACE = "http://archive.test/web/20050611061500id_/http://blog.example/"
HEAD = [["timestamp", "original"]]


def answer(table: object) -> bytes:
    return http_answer(json.dumps(table).encode(), content_type="application/json")


def serve_archive(world: World, listed: bytes, page: bytes = b"") -> list[str]:
    """Serve an archive at archive.test; return the list that its questions go to."""
    asked: list[str] = []

    def serve(connection, head: bytes) -> None:
        asked.append(head.split(b" ")[1].decode())
        connection.sendall(listed if "/cdx/" in asked[-1] else page or http_answer(b"no", "404 Not Found"))

    world.names.addresses["archive.test"] = [[CANARY]]  # named in a setting: not judged
    world.listen(CANARY, 80, serve)
    return asked


def read(world: World, *wants: Want, **settings: str):
    found = world.collector(**settings).read(wants, time.monotonic() + 20)
    return tuple(r.value for r in found)


def test_the_past_is_off_without_settings(world: World):
    wants = Want("archive", KEY, "history"), Want("certificate_log", "blog.example", "history")
    assert read(world, *wants) == (Missing(MissingReason.OFF), Missing(MissingReason.OFF))


def test_the_first_captures_since_a_day_are_listed(world: World):
    asked = serve_archive(world, answer([*HEAD, ["20050611061500", "http://blog.example/"]]))
    (archive,) = read(world, Want("archive", KEY), archive="http://archive.test")
    assert isinstance(archive, Archive)
    (capture,) = archive.captures
    assert (archive.host, archive.since, capture.when) == ("blog.example", "2005-02-09", "2005-06-11T06:15:00Z")
    assert capture.address == PLACE
    home, legal = asked
    assert "from=20050209" in home
    assert "matchType=exact" in home
    assert "matchType=host" in legal


def test_a_host_that_was_never_captured(world: World):
    serve_archive(world, answer([]))
    (archive,) = read(world, Want("archive", KEY), archive="http://archive.test/")
    assert isinstance(archive, Archive)
    assert archive.captures == ()


def test_an_archived_page_is_read_as_it_was_served(world: World):
    serve_archive(world, answer([]), http_answer(b"<html><p>Bonjour de 2005</p></html>"))
    (page,) = read(world, Want("page", PLACE, "archived"), archive="http://archive.test")
    assert isinstance(page, Page)
    assert "Bonjour de 2005" in page.html
    assert page.final_url == PLACE


def test_an_archive_that_leads_inside_is_not_followed(world: World):
    canary = world.listen(CANARY, 8080, lambda connection, _: connection.sendall(http_answer()))
    serve_archive(world, redirect(f"http://{CANARY}:8080/"))
    (archive,) = read(world, Want("archive", KEY), archive="http://archive.test")
    assert isinstance(archive, Missing)
    assert archive.reason is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        (http_answer(b"slow down", "429 Too Many Requests"), MissingReason.THROTTLED),
        (http_answer(b"gone", "500 Oh"), MissingReason.HTTP_ERROR),
        (http_answer(b"<html>"), MissingReason.UNPARSABLE),
        (http_answer(b"x" * 70_000), MissingReason.TOO_LARGE),
        (http_answer(b""), MissingReason.EMPTY),
    ],
)
def test_an_archive_that_does_not_answer(world: World, listed: bytes, reason: MissingReason):
    serve_archive(world, listed)
    (archive,) = read(world, Want("archive", KEY), archive="http://archive.test")
    assert isinstance(archive, Missing)
    assert archive.reason is reason


def test_an_archive_that_asked_us_to_wait_is_left_alone(world: World):
    asked = serve_archive(world, http_answer(b"slow down", "429 Too Many Requests"))
    collector = world.collector(archive="http://archive.test")
    for _ in range(2):
        (found,) = collector.read((Want("archive", KEY),), time.monotonic() + 20)
        assert isinstance(found.value, Missing)
        assert found.value.reason is MissingReason.THROTTLED
    assert len(asked) == 1


def test_logged_certificates_are_read(world: World):
    rows = [{"name_value": "blog.example\nwww.shop.example", "not_before": "2017-03-08T00:00:00"}]
    world.names.addresses["log.test"] = [[CANARY]]
    server = world.listen(CANARY, 80, lambda connection, _: connection.sendall(answer(rows)))
    (log,) = read(world, Want("certificate_log", "blog.example"), ct="http://log.test")
    assert isinstance(log, CertificateLog)
    assert [(c.when, c.names) for c in log.certificates] == [
        ("2017-03-08T00:00:00Z", ("blog.example", "www.shop.example"))
    ]
    assert server.paths() == ["/?q=blog.example&output=json"]
