"""Links that do not show where they lead are looked through by HEAD, three hops at most, as guarded as any page."""

from __future__ import annotations

import time

import pytest

from detectors.model import Missing, MissingReason, Redirection, Source, Want
from tests.functional.collecting import CANARY, OTHER, World, http_answer, redirect

pytestmark = pytest.mark.network
SHORT = "http://short.test/x"


def resolve(world: World, url: str = SHORT) -> Source:
    return world.collector().read([Want("link", url, "resolve")], time.monotonic() + 20)[0].value


def test_a_programmes_link_is_found_and_not_asked(world: World) -> None:
    paid = "http://shop.test/?awc=1_2_3"
    server = world.site("short.test", {"/x": redirect(paid)})
    shop = world.site("shop.test", {"/": http_answer()}, OTHER)
    value = resolve(world)
    assert isinstance(value, Redirection)
    assert (value.url, value.hops) == (SHORT, (paid,))
    assert [request.split(b" ")[0] for request in server.requests if b"/x " in request] == [b"HEAD"]
    assert shop.connections == 0


def test_three_hops_are_followed_and_no_more(world: World) -> None:
    chain = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    server = world.site("short.test", chain)
    value = resolve(world, "http://short.test/0")
    assert isinstance(value, Redirection)
    assert value.hops == tuple(f"http://short.test/{n}" for n in (1, 2, 3))
    assert "/3" not in server.paths()


def test_a_hop_to_a_forbidden_place_is_recorded_and_not_connected(world: World) -> None:
    canary = world.canary()
    world.site("short.test", {"/x": redirect(f"http://{CANARY}/inside")})
    value = resolve(world)
    assert isinstance(value, Redirection)
    assert value.hops == (f"http://{CANARY}/inside",)
    assert canary.connections == 0


def test_a_link_that_cannot_be_asked_is_missing(world: World) -> None:
    value = resolve(world)
    assert isinstance(value, Missing)
    assert value.reason is MissingReason.NO_SUCH_NAME


def test_robots_are_obeyed(world: World) -> None:
    rules = b"User-agent: *\nDisallow: /x"
    server = world.site("short.test", {"/robots.txt": http_answer(rules), "/x": redirect("http://a.test/")})
    value = resolve(world)
    assert isinstance(value, Missing)
    assert value.reason is MissingReason.ROBOTS
    assert "/x" not in server.paths()


def test_a_link_that_leads_nowhere_else_has_no_hops(world: World) -> None:
    world.site("short.test", {"/x": http_answer()})
    value = resolve(world)
    assert isinstance(value, Redirection)
    assert value.hops == ()
