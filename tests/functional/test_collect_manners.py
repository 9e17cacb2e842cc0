"""How hosts are asked: who we are, what robots.txt allows, how often, and in which order."""

from __future__ import annotations

import queue
import socket
import threading
import time

import pytest

from detectors.model import MissingReason, Page, Want
from tests.functional.collecting import (
    BLOG,
    OTHER,
    World,
    http_answer,
    page,
    read,
    reason,
    redirect,
)

pytestmark = pytest.mark.network


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
