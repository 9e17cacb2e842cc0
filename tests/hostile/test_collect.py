"""Every refused spelling as the target of a redirect, as a page, a file, a certificate and a registry."""

from __future__ import annotations

import time
from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from detectors.model import Missing, MissingReason, Source, Want
from server.collect import Collector
from server.collect.address import WEB_PORTS
from server.collect.target import read_target
from server.errors import UsageError
from server.settings import Settings
from tests.hostile.cases import Cases
from tests.hostile.world import World

pytestmark = pytest.mark.network
REFUSALS = {
    MissingReason.FORBIDDEN_ADDRESS,
    MissingReason.UNPARSABLE,
    MissingReason.NO_SUCH_NAME,
    MissingReason.UNREACHABLE,
    MissingReason.HTTP_ERROR,
    MissingReason.REDIRECT_LOOP,  # "http:" leads to the page itself
    MissingReason.NO_SERVICE,
    MissingReason.NOT_FOUND,
}


@pytest.fixture(autouse=True)
def _nothing_forbidden_is_touched(world: World) -> Iterator[None]:
    world.touched.clear()
    yield
    assert world.touched == []


@pytest.fixture
def collector(world: World) -> Collector:
    return Collector(_settings(world), lambda *_: Missing(MissingReason.UNPARSABLE))


def _settings(world: World) -> Settings:
    return Settings.load(world.settings())


def _read(collector: Collector, *wants: Want) -> list[Source]:
    return [one.value for one in collector.read(wants, time.monotonic() + 900)]


def test_redirects_to_every_spelling(leading: Cases, collector: Collector) -> None:
    assert len(leading.visited) > 200
    wants = [Want("page", visited.site.url) for visited in leading.visited]
    wrong = [
        (visited.site.answers["/"].headers, value)
        for visited, value in zip(leading.visited, _read(collector, *wants), strict=True)
        if not isinstance(value, Missing) or value.reason not in REFUSALS
    ]
    assert wrong == []


@pytest.mark.parametrize("source", ["page", "mobile", "file", "icon", "certificate", "registration", "dns"])
def test_every_spelling_as_a_source(source: str, cases: Cases, collector: Collector) -> None:
    keys = cases.forbidden
    if source in ("certificate", "registration", "dns"):
        keys = tuple(dict.fromkeys(host for url in keys if (host := _host(url))))
    wants = [Want(source, key) for key in dict.fromkeys(keys)]
    read = {one.want.key: one.value for one in collector.read(wants, time.monotonic() + 900)}
    if source != "dns":  # what a name server says of a name may be read; nothing is connected to
        assert [key for key, value in read.items() if not isinstance(value, Missing)] == []


def _host(url: str) -> str:
    """Return the host of a URL that is refused for its host, not for its port."""
    try:
        target = read_target(url)
        return target.host if target.port in WEB_PORTS else ""
    except UsageError:
        return ""


def test_allowed_networks_open_nothing_else(world: World) -> None:
    """Without any allowed network the hostile sites themselves are forbidden addresses."""
    settings = {**world.settings(), "MASTHEAD_ALLOWED_NETWORKS": ""}
    collector = Collector(Settings.load(settings), lambda *_: Missing(MissingReason.UNPARSABLE))
    value = _read(collector, Want("page", "http://length-too-short.example/"))[0]
    assert isinstance(value, Missing)
    assert value.reason is MissingReason.FORBIDDEN_ADDRESS
    assert ip_network("127.20.0.0/16") in _settings(world).allowed_networks
