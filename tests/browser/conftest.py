"""Fixtures of the browser tests: the private internet, a real server behind its front, and real browsers."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium as chromium_
from tests.browser import firefox as firefox_
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
    private = PrivateInternet(load_all(SCENARIOS) + many, network=40)
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


@pytest.fixture
def front() -> Iterator[Front]:
    """masthead.example without a server behind it: what it answers is said by the test."""
    made = Front()
    yield made
    made.close()


@pytest.fixture
def served(service: Service) -> Iterator[Front]:
    """masthead.example as it is served."""
    made = Front(service.base)
    yield made
    made.close()


@pytest.fixture(params=list(BROWSERS))
def launch(
    request: pytest.FixtureRequest, internet: PrivateInternet, tmp_path: Path
) -> Iterator[Callable[..., Browser]]:
    """Open the browser with the extension, behind a proxy: `launch(front, **how)`; `how` as in `unpacked`."""
    if why := missing(request.param):
        skipped(why)
    with ExitStack() as stack:

        def opened(*fronts: Front, lang: str = "en", private_windows: bool = False, **how: Any) -> Browser:
            number = len(list(tmp_path.glob("run*")))
            folder = tmp_path / f"run{number}"
            folder.mkdir()
            proxy = Proxy(internet.addresses, fronts)
            stack.callback(proxy.close)
            extension = unpacked(folder / "extension", **how)
            authorities = [front.authority for front in fronts]
            authorities.append(certificate(Path(internet.env["MASTHEAD_CA_BUNDLE"]).read_text(encoding="ascii")))
            run: AbstractContextManager[Browser] = BROWSERS[request.param][0](
                folder, extension, proxy.port, authorities, lang, private_windows=private_windows
            )
            browser = stack.enter_context(run)
            browser.proxy = proxy
            return browser

        yield opened
    shutil.rmtree(tmp_path, ignore_errors=True)
