"""How much is read, and for how long: hostile bodies, headers and clocks; everything ends."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256

import brotli
import pytest

from detectors.model import Icon, MissingReason, Page, TextFile, Want
from server.collect import manners
from tests.functional.collecting import (
    BLOG,
    OPEN,
    PAGE,
    World,
    http_answer,
    page,
    read,
    reason,
    redirect,
    trickle,
)

pytestmark = pytest.mark.network


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
