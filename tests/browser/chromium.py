"""Chromium with the extension, through playwright and Debian's own binary."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page, Worker, sync_playwright

BINARY = Path("/usr/bin/chromium")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--ignore-certificate-errors",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-sync",
    "--no-pings",
    "--disable-features=OptimizationHints,MediaRouter,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,Translate",
)
T = TypeVar("T")


class Chromium:
    """A running browser: its tabs, its extension's background, and what the extension shows on a tab."""

    name = "chromium"

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.id = self._worker_url().split("/")[2]

    def _worker_url(self) -> str:
        workers = self.context.service_workers
        worker = workers[0] if workers else self.context.wait_for_event("serviceworker", timeout=20_000)
        return worker.url

    @property
    def worker(self) -> Worker:
        """The background; it is started again if it was stopped."""
        return self.context.service_workers[0]

    def address(self, path: str) -> str:
        """The address of one of the extension's own pages."""
        return f"chrome-extension://{self.id}/{path}"

    def helper(self) -> Page:
        """A page of the extension from which its interfaces can be called, whatever the background does."""
        wanted = self.address("data/snapshot.json")
        for page in self.context.pages:
            if page.url == wanted:
                return page
        page = self.context.new_page()
        page.goto(wanted)
        return page

    def call(self, script: str, argument: Any = None) -> Any:
        """Run an async function of the extension's interface in one of its pages."""
        return self.helper().evaluate(script, argument)

    def open(self, url: str) -> Page:
        """Open a page in a new tab."""
        page = self.context.new_page()
        page.goto(url, wait_until="load")
        return page

    def tab_of(self, page: Page) -> int:
        """Return the browser's number of a page's tab."""
        page.bring_to_front()
        title = f"t{time.monotonic_ns()}"
        before = page.title()
        page.evaluate("title => { document.title = title; }", title)
        found = poll(lambda: self.call("async title => (await chrome.tabs.query({title}))[0]?.id", title))
        page.evaluate("title => { document.title = title; }", before)
        return int(found)

    def badge(self, tab: int) -> dict[str, Any]:
        """What the button of a tab shows: text, colour and title."""
        shown: dict[str, Any] = self.call(
            """async tabId => ({
                text: await chrome.action.getBadgeText({tabId}),
                colour: await chrome.action.getBadgeBackgroundColor({tabId}),
                title: await chrome.action.getTitle({tabId}),
            })""",
            tab,
        )
        return shown

    def popup(self, tab: int, width: int = 400) -> Page:
        """Open the popup of a tab as a page."""
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(self.address(f"popup/popup.html?tab={tab}"))
        page.wait_for_selector("#page[data-state]")
        return page


@contextmanager
def chromium(folder: Path, extension: Path, proxy_port: int, lang: str = "en", **options: Any) -> Iterator[Chromium]:
    """Run Chromium with an unpacked extension, everything through the proxy."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(folder),
            executable_path=str(BINARY),
            headless=False,  # --headless=new is given below; playwright's own headless loads no extensions
            args=[
                *QUIET,
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
                f"--proxy-server=http://127.0.0.1:{proxy_port}",
                "--proxy-bypass-list=<-loopback>",
                f"--lang={lang}",
            ],
            env={"LANGUAGE": lang, "LANG": f"{lang}.UTF-8", "HOME": str(folder)},
            locale=lang,
            ignore_default_args=["--enable-automation"],
            **options,
        )
        try:
            yield Chromium(context)
        finally:
            context.close()


def poll(ask: Callable[[], T], wanted: Callable[[T], bool] = bool, seconds: float = 30.0) -> T:
    """Ask until the answer is as wanted, and return it; fail with the last answer when it never is."""
    end = time.monotonic() + seconds
    while True:
        found = ask()
        if wanted(found):
            return found
        if time.monotonic() > end:
            raise AssertionError(f"never came: {json.dumps(found, default=str, ensure_ascii=False)[:2000]}")
        time.sleep(0.1)
