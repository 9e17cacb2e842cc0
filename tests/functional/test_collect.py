"""Pages and files from hostile servers: no forbidden address is touched, everything ends, manners are kept."""

from __future__ import annotations

import gzip
import queue
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from detectors.model import Certificate, DnsRecords, Icon, Missing, MissingReason, Page, Source, TextFile, Want
from server.collect import Collector, check_url, manners
from server.errors import CannotTry, UsageError
from tests.functional.collecting import CANARY, OPEN, OTHER, PAGE, RawServer, World, http_answer, redirect, trickle

pytestmark = pytest.mark.network
BLOG = "http://blog.test/"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        yield made


def read(world: World, *wants: Want, seconds: float = 20, collector: Collector | None = None) -> list[Source]:
    collector = collector or world.collector()
    return [one.value for one in collector.read(wants, time.monotonic() + seconds)]


def page(world: World, url: str = BLOG, seconds: float = 20) -> Source:
    return read(world, Want("page", url), seconds=seconds)[0]


def reason(value: Source) -> MissingReason:
    assert isinstance(value, Missing), value
    return value.reason


def test_page_is_read_with_its_provenance(world: World) -> None:
    world.site("blog.test", {"/": http_answer(PAGE, server="nginx", set_cookie="a=b")})
    value = page(world)
    assert isinstance(value, Page)
    assert (value.url, value.final_url, value.status, value.redirects) == (BLOG, BLOG, 200, ())
    assert value.html == PAGE.decode()
    assert dict(value.headers) == {"content-type": "text/html; charset=utf-8", "server": "nginx"}


# --- addresses


def test_name_that_changes_its_address_is_connected_as_judged(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/": http_answer(), "/robots.txt": http_answer(b"")})
    world.names.addresses["blog.test"] = [[OPEN], [CANARY]]
    assert isinstance(page(world), Page)
    assert world.names.asked.count(("blog.test", "A")) == 1
    assert canary.connections == 0


def test_one_forbidden_address_among_several_refuses_the_name(world: World) -> None:
    canary = world.canary()
    server = world.site("blog.test", {"/": http_answer()})
    world.names.addresses["blog.test"] = [[OPEN, CANARY]]
    assert reason(page(world)) is MissingReason.FORBIDDEN_ADDRESS
    assert (server.connections, canary.connections) == (0, 0)


@pytest.mark.parametrize(
    "location",
    [
        f"http://{CANARY}/",
        f"//{CANARY}/",
        "http://127.66/",
        "http://0x7f000042/",
        "http://2130706498/",
        "http://0177.0.0.0102/",
        "http://127.0.0.66./",
        "http://１２７.0.0.66/",
        "http://127%2e0.0.66/",
        "http://[::ffff:127.0.0.66]/",
        "http://[::127.0.0.66]/",
        "http://[64:ff9b::127.0.0.66]/",
        "http://[::1]/",
        "http://localhost/",
        "http://inside.test/",
        "http://blog.test@127.0.0.66/",
        "http:\\\\127.0.0.66/",
        "http://127.0.0.66\\@blog.test/",
        "https://127.0.0.66/",
        "gopher://127.0.0.66/",
        "file:///etc/passwd",
    ],
)
def test_redirect_to_a_forbidden_place_is_not_followed(world: World, location: str) -> None:
    canaries = [world.canary(80), world.canary(443)]
    world.names.addresses["inside.test"] = [[CANARY]]
    world.site("blog.test", {"/": redirect(location)})
    assert reason(page(world)) in (MissingReason.FORBIDDEN_ADDRESS, MissingReason.UNPARSABLE)
    assert [canary.connections for canary in canaries] == [0, 0]


def test_other_ports_are_open_only_in_allowed_networks(world: World) -> None:
    canary = world.canary(8081)
    world.names.addresses |= {"inside.test": [[CANARY]], "blog.test": [[OPEN]]}
    world.listen(OPEN, 8081, lambda connection, _: connection.sendall(http_answer()))
    assert isinstance(page(world, "http://blog.test:8081/"), Page)
    assert reason(page(world, "http://inside.test:8081/")) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_robots_txt_and_files_are_judged_too(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/robots.txt": redirect(f"http://{CANARY}/robots.txt"), "/": http_answer()})
    assert reason(page(world)) is MissingReason.ROBOTS
    assert reason(read(world, Want("file", f"http://{CANARY}/ads.txt"))[0]) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_proxies_of_the_environment_are_ignored(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    canary = world.canary()
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{CANARY}:80")
    world.site("blog.test", {"/": http_answer()})
    assert isinstance(page(world), Page)
    assert canary.connections == 0


def test_check_url_tells_forbidden_and_unknown_from_broken(world: World) -> None:
    settings = world.settings()
    world.names.addresses |= {"inside.test": [[CANARY]], "blog.test": [[OPEN]]}
    world.names.codes["broken.test"] = 2
    check_url(BLOG, settings)
    check_url("https://broken.test/", settings)
    for url, expected in {
        "http://inside.test/": MissingReason.FORBIDDEN_ADDRESS,
        "http://10.1.2.3/": MissingReason.FORBIDDEN_ADDRESS,
        "http://8.8.8.8:22/": MissingReason.FORBIDDEN_ADDRESS,
        "http://nowhere.test/": MissingReason.NO_SUCH_NAME,
    }.items():
        with pytest.raises(CannotTry) as caught:
            check_url(url, settings)
        assert caught.value.reason is expected
    with pytest.raises(UsageError):
        check_url("http://someone@blog.test/", settings)


# --- time, size and shape


@pytest.mark.parametrize(
    "serve",
    [
        trickle(),
        trickle(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-slow: "),
        trickle(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"),
        trickle(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999999\r\n\r\n"),
        lambda connection, head: time.sleep(30),
    ],
)
def test_trickling_server_is_cut_off(world: World, serve: object) -> None:
    world.site("blog.test", {"/": serve, "/before": http_answer()})  # type: ignore[dict-item]
    with world.collector().begin() as visit:
        visit.read((Want("page", f"{BLOG}before"),), time.monotonic() + 20)  # name, robots.txt and connection are there
        (found,) = visit.read((Want("page", BLOG),), time.monotonic() + 2)
    assert reason(found.value) is MissingReason.TIMEOUT


def test_a_slow_host_is_left_when_the_time_for_it_is_spent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "PATIENCE", {"page": 10.0, "file": 10.0, "style": 10.0})
    monkeypatch.setattr(manners, "_NO_PATIENCE", 9.5)

    def slow(connection: socket.socket, _: bytes) -> None:
        time.sleep(1)
        connection.sendall(http_answer(b"User-agent: x", content_type="text/plain"))

    server = world.site("blog.test", {"/page": slow, "/two": slow, "/ads.txt": slow})
    wants = [Want("page", BLOG + "page"), Want("page", BLOG + "two"), Want("file", BLOG + "ads.txt")]
    values = read(world, *wants)
    assert reason(values[0]) is MissingReason.NOT_HTML
    assert reason(values[1]) is MissingReason.TIMEOUT
    assert isinstance(values[2], TextFile)  # files have a time of their own
    assert server.paths() == ["/robots.txt", "/page", "/ads.txt"]
    patient = read(world, *wants[:2], collector=world.collector(check_deadline=120))
    assert [reason(value) for value in patient] == [MissingReason.NOT_HTML] * 2  # twice the time for the check


@pytest.mark.parametrize("html", [b"<p>" * 70_000, b"<a href=/x>y</a>" * 9_000, b"<p>" + b"word " * 200_000])
def test_a_page_that_nobody_could_examine_is_not_held(world: World, html: bytes) -> None:
    world.site("blog.test", {"/": http_answer(html + b"\xff")})
    with world.collector().begin() as visit:
        (found,) = visit.read([Want("page", BLOG)], time.monotonic() + 20)
    assert reason(found.value) is MissingReason.TOO_LARGE
    assert visit.raw == {}


def test_the_pages_of_one_check_are_bounded_together(world: World) -> None:
    four_bytes_each = "<p>🍯{}<!--" + "x" * 1_500_000  # in memory, as soon as one character is an emoji
    long = {f"/{n}": http_answer(four_bytes_each.format(n).encode()) for n in range(4)}
    world.site("blog.test", {**long, "/4": http_answer(PAGE)})
    values = read(world, *(Want("page", f"{BLOG}{number}") for number in range(5)))
    assert [isinstance(value, Page) for value in values] == [True, True, False, False, True]


def test_what_several_pages_have_is_held_once_and_counted_for_each(world: World) -> None:
    world.site("blog.test", {f"/{n}": http_answer("<p>🍯<!--".encode() + b"x" * 1_500_000) for n in range(3)})
    values = read(world, *(Want("page", f"{BLOG}{n}") for n in range(3)))
    assert [isinstance(value, Page) for value in values] == [True, True, False]
    assert len({id(value.html) for value in values if isinstance(value, Page)}) == 1


def test_trickling_handshake_is_cut_off(world: World) -> None:
    world.names.addresses["blog.test"] = [[OPEN]]
    # A TLS record that announces 16 KB of handshake and never completes it.
    listener = socket.create_server((OPEN, 443))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
                while True:
                    connection.sendall(b"\0")
                    time.sleep(0.05)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    wants = Want("page", "https://blog.test/"), Want("certificate", "blog.test")
    values = read(world, *wants, seconds=2)
    listener.shutdown(socket.SHUT_RDWR)
    thread.join()
    listener.close()
    assert {reason(value) for value in values} <= {MissingReason.TIMEOUT, MissingReason.TLS_INVALID}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("identity", b"<html>" + b" " * 4_100_000),
        ("gzip", gzip.compress(b"<html>" + b" " * 60_000_000)),
        ("br", brotli.compress(b"<html>" + b" " * 60_000_000, quality=5)),
        ("gzip", gzip.compress(b"") * 220_000),
        ("deflate", b"\x78\x9c" + b"\0\0\0\xff\xff" * 900_000),  # megabytes of which each block decodes to nothing
    ],
)
def test_body_is_measured_as_sent_and_after_decoding(world: World, encoding: str, body: bytes) -> None:
    world.site("blog.test", {"/": http_answer(body, content_encoding=encoding)})
    assert reason(page(world)) is MissingReason.TOO_LARGE


@pytest.mark.parametrize(
    ("encoding", "encode"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)],
)
def test_compressed_page_is_read(world: World, encoding: str, encode: Callable[[bytes], bytes]) -> None:
    world.site("blog.test", {"/": http_answer(encode(PAGE), content_encoding=encoding)})
    value = page(world)
    assert isinstance(value, Page)
    assert value.html == PAGE.decode()


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip, br", "zstd", "gzip"])
def test_stacked_unknown_and_broken_encodings_are_refused(world: World, encoding: str) -> None:
    body = b"not gzip" if encoding == "gzip" else gzip.compress(gzip.compress(PAGE))
    world.site("blog.test", {"/": http_answer(body, content_encoding=encoding)})
    assert reason(page(world)) is MissingReason.UNPARSABLE


def test_huge_headers_are_refused(world: World) -> None:
    many = "".join(f"x-{number}: 1\r\n" for number in range(500)).encode()
    world.site(
        "blog.test",
        {
            "/long": http_answer(x_long="a" * 60_000, y_long="b" * 10_000),
            "/line": http_answer(x_long="a" * 100_000),
            "/many": b"HTTP/1.1 200 OK\r\n" + many + b"\r\n",
        },
    )
    assert reason(page(world, BLOG + "long")) is MissingReason.TOO_LARGE
    assert reason(page(world, BLOG + "line")) is MissingReason.UNREACHABLE
    assert reason(page(world, BLOG + "many")) is MissingReason.UNREACHABLE


def test_redirects_end(world: World) -> None:
    def onward(connection: socket.socket, head: bytes) -> None:
        connection.sendall(redirect(f"{head.split(b' ')[1].decode()}x"))

    site = {f"/{'x' * number}": onward for number in range(20)}
    server = world.site("blog.test", site | {"/a": redirect("/b"), "/b": redirect("/a")})
    assert reason(page(world)) is MissingReason.REDIRECT_LOOP
    assert [path for path in server.paths() if path != "/robots.txt"] == ["/" + "x" * number for number in range(6)]
    assert reason(page(world, BLOG + "a")) is MissingReason.REDIRECT_LOOP


def test_redirects_are_recorded(world: World) -> None:
    world.site("blog.test", {"/": redirect("http://www.blog.test/new#part")})
    world.site("www.blog.test", {"/new": http_answer()}, OTHER)
    value = page(world)
    assert isinstance(value, Page)
    assert (value.final_url, value.redirects) == ("http://www.blog.test/new", ("http://www.blog.test/new",))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (http_answer(b"no", "403 Forbidden"), MissingReason.REFUSED),
        (http_answer(b"no", "451 Unavailable"), MissingReason.REFUSED),
        (http_answer(b"no", "503 Later"), MissingReason.REFUSED),
        (http_answer(b"no", "410 Gone"), MissingReason.NOT_FOUND),
        (http_answer(b"no", "500 Oops"), MissingReason.HTTP_ERROR),
        (http_answer(b" \n", "200 OK"), MissingReason.EMPTY),
        (http_answer(b"%PDF-1.4", content_type="application/pdf"), MissingReason.NOT_HTML),
        (http_answer(b"GIF89a", content_type=""), MissingReason.NOT_HTML),
        (b"nonsense\r\n\r\n", MissingReason.UNREACHABLE),
        (http_answer(PAGE, content_length="5000"), MissingReason.UNREACHABLE),
    ],
)
def test_answers_that_are_no_page(world: World, answer: bytes, expected: MissingReason) -> None:
    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)

    world.site("blog.test", {"/": serve})
    assert reason(page(world)) is expected


def test_undeclared_page_is_recognised_and_decoded(world: World) -> None:
    latin = "<!doctype html><p>L'Oréal à Paris\0, été</p>".encode("latin-1")
    world.site("blog.test", {"/": http_answer(latin, content_type="")})
    with world.collector().begin() as visit:
        (found,) = visit.read((Want("page", BLOG),), time.monotonic() + 20)
    assert isinstance(found.value, Page)
    assert "L'Oréal à Paris, été" in found.value.html
    assert visit.raw == {found.value.seen.sha256: latin}  # its text does not give the bytes back


def test_names_that_do_not_answer(world: World) -> None:
    world.names.codes["broken.test"] = 2
    world.names.addresses["empty.test"] = [[]]
    world.names.addresses["closed.test"] = [["127.20.0.9"]]
    assert reason(page(world, "http://nowhere.test/")) is MissingReason.NO_SUCH_NAME
    assert reason(page(world, "http://broken.test/")) is MissingReason.UNREACHABLE
    assert reason(page(world, "http://empty.test/")) is MissingReason.UNREACHABLE
    assert reason(page(world, "http://closed.test/")) is MissingReason.UNREACHABLE


# --- TLS


def tls_site(world: World, host: str, certificate_for: str) -> RawServer:
    world.names.addresses[host] = [[OPEN]]
    return world.listen(OPEN, 443, lambda connection, _: connection.sendall(http_answer()), certificate_for)


def test_certificate_of_another_name_ends_it(world: World) -> None:
    server = tls_site(world, "blog.test", "other.test")
    values = read(world, Want("page", "https://blog.test/"), Want("certificate", "blog.test"))
    assert [reason(value) for value in values] == [MissingReason.TLS_INVALID] * 2
    assert server.requests == []


def test_unknown_authority_ends_it(world: World) -> None:
    server = tls_site(world, "blog.test", "blog.test")
    value = read(world, Want("page", "https://blog.test/"), collector=world.collector(ca_bundle=None))[0]
    assert reason(value) is MissingReason.TLS_INVALID
    assert server.requests == []


def test_certificate_is_evidence(world: World) -> None:
    names = ["blog.test", *(f"n{number}.test" for number in range(150))]
    tls_site(world, "blog.test", " ".join(names))
    first, second = read(world, Want("page", "https://blog.test/"), Want("certificate", "blog.test"))
    assert isinstance(first, Page)
    assert isinstance(second, Certificate)
    assert second.organization == "Acme SAS"
    assert second.names == tuple(names[:100])
    assert second.not_after.endswith("Z")


# --- manners


def test_who_we_are_and_no_cookies(world: World) -> None:
    server = world.site("blog.test", {"/": http_answer(set_cookie="id=1"), "/two": http_answer()})
    first, second = read(world, Want("page", BLOG + "two"), Want("mobile", BLOG + "two"))
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.view, second.view) == ("desktop", "mobile")
    assert all(b"Masthead/" in request and b"desk@masthead.example" in request for request in server.requests)
    assert b"Mobile" in server.requests[-1]
    assert not any(b"cookie" in request.lower() for request in server.requests)


def test_robots_txt_is_obeyed(world: World) -> None:
    rules = b"User-agent: *\nDisallow: /private\n\nUser-agent: Masthead\nDisallow: /no\n"
    server = world.site(
        "blog.test",
        {"/robots.txt": http_answer(rules), "/": http_answer(), "/private": http_answer(), "/go": redirect("/no")},
    )
    wants = [Want("page", BLOG + path) for path in ("", "private", "no", "go")]
    values = read(world, *wants)
    assert [isinstance(value, Page) for value in values] == [True, True, False, False]
    assert [reason(value) for value in values[2:]] == [MissingReason.ROBOTS] * 2
    assert server.paths() == ["/robots.txt", "/", "/private", "/go"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (http_answer(b"", "500 Oops"), False),
        (http_answer(b"", "404 Not Found"), True),
        (http_answer(b"", "403 Forbidden"), True),
        (http_answer(b"\xff\xfe\0\x01*$$$" * 1000), True),
        (http_answer(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), False),
    ],
)
def test_robots_txt_that_cannot_be_read(world: World, answer: bytes, allowed: bool) -> None:
    world.site("blog.test", {"/robots.txt": answer, "/": http_answer()})
    value = page(world)
    assert isinstance(value, Page) is allowed
    assert allowed or reason(value) is MissingReason.ROBOTS


def test_an_icon_is_read_by_its_bytes_and_in_bounds(world: World) -> None:
    picture = bytes(range(256)) * 8
    small, large = http_answer(picture, content_type="image/png"), http_answer(picture * 64, content_type="image/png")
    world.site("blog.test", {"/a.png": small, "/b.png": large, "/c": http_answer(), "/d": redirect("/a.png")})
    asked = [Want("icon", BLOG + path) for path in ("a.png", "b.png", "c", "d")]
    icon, too_large, no_icon, moved = read(world, *asked)
    assert isinstance(icon, Icon)
    assert (icon.size, icon.seen.sha256) == (len(picture), sha256(picture).hexdigest())
    assert reason(too_large) is MissingReason.TOO_LARGE
    assert reason(no_icon) is MissingReason.NOT_FOUND
    assert isinstance(moved, Icon)
    assert (moved.seen.where, moved.url) == (f"{BLOG}a.png", f"{BLOG}d")


def test_an_icon_at_a_forbidden_place_is_not_read(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/favicon.ico": redirect(f"http://{CANARY}/favicon.ico")})
    for address in (f"{BLOG}favicon.ico", f"http://{CANARY}/favicon.ico"):
        assert reason(read(world, Want("icon", address))[0]) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_budget_of_pages_and_files(world: World) -> None:
    server = world.site("blog.test", {f"/{number}": http_answer() for number in range(12)})
    wants = [Want("page", f"{BLOG}{number}") for number in range(9)] + [Want("mobile", BLOG + "0")]
    files = [Want("file", f"{BLOG}f{number}") for number in range(7)]
    with world.collector().begin() as visit:  # two rounds of one check share the budget
        values = [one.value for one in visit.read(wants, time.monotonic() + 20)]
        values_of_files = [one.value for one in visit.read(files, time.monotonic() + 20)]
    assert [isinstance(value, Page) for value in values] == [True] * 8 + [False] * 2
    assert {reason(value) for value in values[8:]} == {MissingReason.BUDGET}
    assert [reason(value) for value in values_of_files] == [MissingReason.NOT_FOUND] * 5 + [MissingReason.BUDGET] * 2
    styles = [Want("file", f"{BLOG}{number}.css", "style") for number in range(5)]
    assert [reason(value) for value in read(world, *styles)] == [MissingReason.NOT_FOUND] * 4 + [MissingReason.BUDGET]
    assert len(server.requests) == 8 + 6 + (1 + 4)


def test_no_second_knock_after_too_many_requests(world: World) -> None:
    server = world.site("blog.test", {"/": http_answer(b"", "429 Too Many Requests"), "/two": http_answer()})
    values = read(world, Want("page", BLOG), Want("page", BLOG + "two"))
    assert [reason(value) for value in values] == [MissingReason.REFUSED] * 2
    assert server.paths() == ["/robots.txt", "/"]


def test_one_host_in_sequence_others_meanwhile(world: World) -> None:
    meet = threading.Barrier(2, timeout=60)  # passes only when both hosts are being read at once
    busy = threading.Lock()

    def serve(connection: socket.socket, _: bytes) -> None:
        meet.wait()
        connection.sendall(http_answer())

    def alone(connection: socket.socket, head: bytes) -> None:
        assert busy.acquire(blocking=False)
        time.sleep(0.02)
        busy.release()
        connection.sendall(http_answer(head))

    world.site("one.test", {"/": serve, **{f"/{number}": alone for number in range(3)}})
    world.site("two.test", {"/": serve}, OTHER)
    urls = ["http://one.test/", "http://two.test/", *(f"http://one.test/{number}" for number in range(3))]
    assert all(isinstance(value, Page) for value in read(world, *(Want("page", url) for url in urls)))


def test_connection_closed_while_idle_is_made_anew(world: World) -> None:
    answered: queue.Queue[bytes] = queue.Queue()

    def once(connection: socket.socket, head: bytes) -> None:
        connection.sendall(http_answer())  # promises to keep the connection, and breaks the promise
        answered.put(head)  # what came while it was being shut is not answered, and asked again
        connection.shutdown(socket.SHUT_RDWR)

    server = world.site("blog.test", {f"/{number}": once for number in range(4)})
    values = read(world, *(Want("page", f"{BLOG}{number}") for number in range(4)))
    assert all(isinstance(value, Page) for value in values)
    for _ in range(4):
        answered.get(timeout=60)  # the last may be noted only after its answer was read
    assert answered.empty()
    assert server.connections == 4


def test_the_same_source_is_read_once(world: World) -> None:
    server = world.site("blog.test", {"/": http_answer()})
    values = read(world, Want("page", BLOG, "checked"), Want("page", BLOG, "home"), Want("page", BLOG, "home"))
    assert [isinstance(value, Page) for value in values] == [True, True]
    assert server.paths() == ["/robots.txt", "/"]


def test_cancel_ends_what_is_under_way(world: World) -> None:
    begun = threading.Event()

    def hang(connection: socket.socket, _: bytes) -> None:
        begun.set()
        time.sleep(60)

    world.site("blog.test", {"/": hang, "/two": http_answer()})
    told: list[str] = []
    with world.collector().begin() as visit:
        cancelling = threading.Thread(target=lambda: (begun.wait(60), visit.cancel()))
        cancelling.start()
        wants = [Want("page", BLOG), Want("page", BLOG + "two")]
        values = visit.read(wants, time.monotonic() + 50, lambda one: told.append(one.want.key))
        cancelling.join()
    assert [reason(one.value) for one in values] == [MissingReason.TIMEOUT, MissingReason.BUDGET]
    assert told == [BLOG, BLOG + "two"]


def test_spent_deadline_asks_nothing(world: World) -> None:
    server = world.site("blog.test", {"/": http_answer()})
    wants = [Want("page", BLOG), Want("certificate", "blog.test"), Want("dns", "blog.test")]
    assert {reason(value) for value in read(world, *wants, seconds=-1)} == {MissingReason.BUDGET}
    assert (server.connections, world.names.asked) == (0, [])


# --- files and DNS


def test_files(world: World) -> None:
    plain = http_answer(b"OWNERDOMAIN=acme.test\n", content_type="text/plain")
    world.site(
        "blog.test",
        {
            "/ads.txt": plain,
            "/trust.txt": http_answer(),
            "/big.css": http_answer(b"a" * 300_000, content_type="text/css"),
        },
    )
    ads, trust, style = read(world, *(Want("file", BLOG + path) for path in ("ads.txt", "trust.txt", "big.css")))
    assert isinstance(ads, TextFile)
    assert ads.text == "OWNERDOMAIN=acme.test\n"
    assert reason(trust) is MissingReason.NOT_FOUND
    assert reason(style) is MissingReason.TOO_LARGE


def test_dns_records(world: World) -> None:
    world.names.addresses["blog.test"] = [[OPEN]]
    world.names.records |= {
        ("blog.test", "NS"): ["ns1.Acme.test."],
        ("blog.test", "MX"): ["10 mail.acme.test."],
        ("blog.test", "TXT"): ['"v=spf1 include:acme.test -all"', '"site-verification=abc"', '"call Ann on 555 0100"'],
        ("_dmarc.blog.test", "TXT"): ['"v=DMARC1; rua=mailto:ann.smith@acme.test"'],
        ("blog.test", "SOA"): ["ns1.acme.test. ann.acme.test. 1 2 3 4 5"],
    }
    value = read(world, Want("dns", "blog.test"))[0]
    assert isinstance(value, DnsRecords)
    assert (value.ns, value.mx) == (("ns1.acme.test",), ("mail.acme.test",))
    assert value.txt == ("v=spf1 include:acme.test -all", "site-verification=abc")
    assert value.dmarc == ("v=DMARC1; rua=mailto:_@acme.test",)
    assert value.soa == ("ns1.acme.test", "acme.test")
    assert value.addresses == (OPEN,)


def test_dns_failure_is_not_an_empty_answer(world: World) -> None:
    world.names.addresses["blog.test"] = [[OPEN]]
    world.names.codes["_dmarc.blog.test"] = 2
    assert reason(read(world, Want("dns", "blog.test"))[0]) is MissingReason.UNREACHABLE


def test_records_of_an_alias_are_not_its_targets(world: World) -> None:
    world.names.addresses["shops.test"] = [[OPEN]]
    world.names.records |= {
        ("shops.test", "MX"): ["10 mail.shops.test."],
        ("www.blog.test", "CNAME"): ["shops.test."],
    }
    value = read(world, Want("dns", "www.blog.test"))[0]
    assert isinstance(value, DnsRecords)
    assert (value.cname, value.mx, value.addresses) == (("shops.test",), (), (OPEN,))
