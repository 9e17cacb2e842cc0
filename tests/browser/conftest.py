"""Fixtures of the browser tests: the private internet, a real server behind its front, and real browsers."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium as chromium_
from tests.browser import firefox as firefox_
from tests.browser import looks
from tests.browser.driving import AXE, Browser
from tests.browser.front import Front, Proxy, certificate
from tests.browser.lists import Signed
from tests.browser.service import Service, serving
from tests.browser.unpacked import unpacked
from tests.functional.internet import Internet, PrivateInternet, Site, load_all

SCENARIOS = Path(__file__).parents[1] / "functional" / "scenarios"
BROWSERS = {"chromium": (chromium_.chromium, chromium_.BINARY), "firefox": (firefox_.firefox, firefox_.BINARY)}
MANY = tuple(f"blog{number:03}.example" for number in range(200))
PAGE = b"<!doctype html><html lang=en><title>A blog</title><body><h1>A blog</h1><p>Nothing of note.</p></body></html>"


def missing(browser: str) -> str:
    """Say why a browser's tests cannot run here, or ""."""
    if {name for _, name in socket.if_nameindex()} != {"lo"}:
        return "needs a network namespace of its own: run through tests/netns"
    if not BROWSERS[browser][1].exists():
        return f"{BROWSERS[browser][1]} is not installed"
    if not AXE.exists():
        return "npm ci --prefix tests/browser has not been run"
    return ""


def skipped(reason: str) -> None:
    """Skip a test with its reason; in continuous integration nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"may not be skipped here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def internet() -> Iterator[PrivateInternet]:
    """Every scenario, served at once."""
    many = Internet(
        sites=tuple(Site(host, {"index.html": PAGE}, names=(f"www1.{host}",), mode="plain") for host in MANY)
    )
    shown = Internet(sites=(Site(looks.HOST, {"index.html": looks.PAGE}, mode="plain"),))
    private = PrivateInternet(load_all(SCENARIOS) + many + shown, network=40)
    with private:
        yield private


@pytest.fixture(scope="session")
def service(internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A real `masthead serve` that reads the private internet."""
    with serving(internet.env, tmp_path_factory.mktemp("service")) as running:
        running.checked("http://blog000.example/")  # the first check also starts the children
        yield running


@pytest.fixture(scope="session")
def signed() -> Signed:
    """A key for lists of the tests' own."""
    return Signed()


@pytest.fixture(scope="module")
def door() -> Iterator[Front]:
    """masthead.example, for one module of tests."""
    made = Front()
    yield made
    made.close()


@pytest.fixture
def front(door: Front) -> Front:
    """masthead.example without a server behind it: what it answers is said by the test."""
    door.reset()
    return door


@pytest.fixture
def served(door: Front, service: Service) -> Front:
    """masthead.example as it is served."""
    door.reset(service.base)
    return door


Launch = Callable[..., Browser]


@contextmanager
def launching(name: str, internet: PrivateInternet, folder: Path) -> Iterator[Launch]:
    """Open a browser with the extension, behind a proxy: `launch(front, **how)`; `how` as in `unpacked`."""
    if why := missing(name):
        skipped(why)
    with ExitStack() as stack:

        def opened(*fronts: Front, lang: str = "en", private_windows: bool = False, **how: Any) -> Browser:
            number = len(list(folder.glob("run*")))
            home = folder / f"run{number}"
            home.mkdir()
            proxy = Proxy(internet.addresses, fronts)
            stack.callback(proxy.close)
            extension = unpacked(home / "extension", **how)
            authorities = [front.authority for front in fronts]
            authorities.append(certificate(Path(internet.env["MASTHEAD_CA_BUNDLE"]).read_text(encoding="ascii")))
            run: AbstractContextManager[Browser] = BROWSERS[name][0](
                home, extension, proxy.port, authorities, lang, private_windows=private_windows
            )
            browser = stack.enter_context(run)
            browser.proxy = proxy
            return browser

        yield opened
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=list(BROWSERS))
def launch(request: pytest.FixtureRequest, internet: PrivateInternet, tmp_path: Path) -> Iterator[Launch]:
    """Open browsers that end with the test."""
    with launching(request.param, internet, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module", params=list(BROWSERS))
def launch_once(
    request: pytest.FixtureRequest, internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Launch]:
    """Open browsers that end with the module; each test gets them as after an installation (`Browser.reset`)."""
    with launching(request.param, internet, tmp_path_factory.mktemp(request.param)) as opened:
        yield opened
