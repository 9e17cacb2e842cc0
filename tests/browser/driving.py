"""What tests ask of a browser, whichever it is."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tests.browser.front import Proxy

T = TypeVar("T")
PATIENCE = 240.0  # seconds, on a machine that has much else to do
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def poll(ask: Callable[[], T | None], wanted: Callable[[T], bool] = bool, seconds: float = PATIENCE) -> T:
    """Ask until the answer is as wanted, and return it; fail with the last answer when it never is."""
    end = time.monotonic() + seconds
    while True:
        found = ask()
        if found is not None and wanted(found):
            return found
        if time.monotonic() > end:
            raise AssertionError(f"never came: {json.dumps(found, default=str, ensure_ascii=False)[:2000]}")
        time.sleep(0.1)


class Shown(ABC):
    """A page that is shown, in a tab or in the popup that the button opens."""

    @abstractmethod
    def run(self, body: str, *arguments: Any) -> Any:
        """Run an async function's body in the page; the arguments are `a`, `b` and `c`."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key."""

    def text(self) -> str:
        """The words that it shows."""
        return str(self.run("return document.body.innerText"))

    def state(self) -> str:
        """The popup's state: a level, or the name of another state."""
        return str(self.run("return document.getElementById('page')?.dataset.state ?? ''"))

    def click(self, element: str) -> None:
        """Press the button of that id, once it is there and enabled."""
        ready = "const found = document.getElementById(a); return Boolean(found && !found.disabled)"
        poll(lambda: self.run(ready, element))
        self.run("document.getElementById(a).click()", element)

    def comes_to(self, state: str, seconds: float = PATIENCE) -> str:
        """Wait for a state of the popup, and return its words."""
        poll(lambda: (self.state(), self.text()), lambda found: found[0] == state, seconds)
        return self.text()

    def focused(self) -> str:
        """The id of what has the focus."""
        return str(self.run("return document.activeElement?.id ?? ''"))

    def reach(self, element: str, steps: int = 12) -> None:
        """Go to an element with the Tab key alone; the first one may only bring the focus into the page."""
        inside = "return document.activeElement?.outerHTML ?? ''"
        for _ in range(steps):
            before = self.run(inside)
            self.press("Tab")
            with suppress(AssertionError):
                poll(lambda before=before: self.run(inside) != before, seconds=10)
            if self.focused() == element:
                return
        raise AssertionError(f"{element} is not reached with the Tab key")

    def fits(self) -> bool:
        """Whether nothing must be scrolled sideways."""
        return bool(
            self.run("const {scrollWidth, clientWidth} = document.documentElement; return scrollWidth <= clientWidth")
        )


class View(Shown):
    """A page in a tab of its own."""

    @abstractmethod
    def screenshot(self, file: Path) -> None:
        """Keep a picture of the whole page."""

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Give the page that much room."""

    @abstractmethod
    def dark(self) -> None:
        """Show it as in a dark desktop."""

    @abstractmethod
    def activate(self) -> None:
        """Bring it to the front."""

    @abstractmethod
    def close(self) -> None:
        """Close it."""

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page."""
        self.run(AXE.read_text(encoding="utf-8") + "; (globalThis.wrappedJSObject ?? globalThis).axe ??= axe")
        found = self.run(
            """
            const found = await (globalThis.axe ?? axe).run(document, {resultTypes: ['violations']});
            const words = rule => rule.id + ': ' + rule.nodes.map(node => node.html + node.failureSummary);
            return JSON.stringify(found.violations.map(words));
            """
        )
        return list(json.loads(found))


class Tab(View):
    """A tab that shows a site; `id` is the browser's number of it."""

    id: int

    @abstractmethod
    def go(self, url: str) -> None:
        """Follow an address."""

    @abstractmethod
    def back(self) -> None:
        """Go back in its history."""

    @abstractmethod
    def forward(self) -> None:
        """Go forward in its history."""

    @abstractmethod
    def reload(self) -> None:
        """Load it again."""


class Popup(Shown):
    """The popup that the button opens: its scripts run from a page of the extension, its keys are the browser's."""

    _INSIDE = """
        const view = browser.extension.getViews({type: "popup"})[0];
        if (!view) throw new Error("no popup is open");
        const {document, innerWidth, innerHeight} = view;
        const getComputedStyle = view.getComputedStyle.bind(view);
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def run(self, body: str, *arguments: Any) -> Any:
        return self._browser.call(self._INSIDE + body, *arguments)

    def press(self, key: str) -> None:
        self._browser.press_in_popup(key)

    def close(self) -> None:
        """Close it, and wait until it is gone."""
        self.run("view.close()")
        poll(lambda: not self.is_open())

    def is_open(self) -> bool:
        """Whether it is there."""
        return bool(self._browser.call("return browser.extension.getViews({type: 'popup'}).length"))


class Browser(ABC):
    """A running browser with the extension."""

    name: str
    own_hosts: tuple[str, ...]  # suffixes of what the browser asks for itself
    proxy: Proxy

    def visited(self) -> list[str]:
        """The hosts that were asked for, without what the browser asks for itself."""
        return [host for host in self.proxy.hosts if not host.endswith(self.own_hosts)]

    @abstractmethod
    def address(self, path: str) -> str:
        """The address of one of the extension's own pages."""

    @abstractmethod
    def call(self, body: str, *arguments: Any) -> Any:
        """Run an async function's body where `browser` is the extension's interface; arguments are `a`, `b`, `c`."""

    @abstractmethod
    def open(self, url: str) -> Tab:
        """Open a site in a new tab."""

    @abstractmethod
    def view(self, path: str, width: int = 400, height: int = 640) -> View:
        """Open one of the extension's own pages."""

    @abstractmethod
    def stop_background(self) -> None:
        """Stop the extension's background, as the browser does when it idles."""

    @abstractmethod
    def press_in_popup(self, key: str) -> None:
        """Press a key while the button's popup is open."""

    def press_button(self, tab: Tab) -> Popup:
        """Open the popup of a tab as a press of the button does, and wait until it shows something."""
        tab.activate()
        active = "return (await browser.tabs.query({active: true, lastFocusedWindow: true}))[0]?.id"
        poll(lambda: self.call(active), lambda found: found == tab.id)
        self.call("await browser.action.openPopup()")
        popup = Popup(self)
        poll(lambda: popup.is_open() and popup.state())
        return popup

    def reset(self) -> None:
        """Leave what a new installation has: no tab but the helper, no popup, no alarm, nothing stored."""
        self.call(
            """
            for (const popup of browser.extension.getViews({type: "popup"})) popup.close();
            const own = (await browser.tabs.getCurrent()).id;
            const others = (await browser.tabs.query({})).map(tab => tab.id).filter(id => id !== own);
            await browser.tabs.remove(others);
            await browser.alarms.clearAll();
            await Promise.all([browser.storage.local.clear(), browser.storage.session.clear(), caches.delete("list")]);
            """
        )
        self.proxy.hosts.clear()

    def number(self, tab: View) -> int:
        """Return the browser's number of the tab that a page is in."""
        mark = f"masthead {time.monotonic_ns()}"
        titles = [tab.run("return document.title")]

        def marked() -> int | None:
            """Mark the page again each time: pages of ours write their titles when their words have come."""
            title = tab.run("const title = document.title; document.title = a; return title", mark)
            if title != mark:
                titles.append(title)
            found: int | None = self.call("return (await browser.tabs.query({title: a}))[0]?.id", mark)
            return found

        found = poll(marked)
        tab.run("if (document.title === a) document.title = b", mark, titles[-1])
        return int(found)

    def popup(self, tab: Tab, width: int = 400, height: int = 640) -> View:
        """Open the popup of a tab as a page of its own, and wait until it shows something."""
        view = self.view(f"popup/popup.html?tab={tab.id}", width, height)
        poll(view.state)
        return view

    def badge(self, tab: Tab) -> dict[str, Any]:
        """What the button of a tab shows: text, colour and title."""
        shown: dict[str, Any] = self.call(
            """return {
                text: await browser.action.getBadgeText({tabId: a}),
                colour: (await browser.action.getBadgeBackgroundColor({tabId: a})).slice(0, 3),
                title: await browser.action.getTitle({tabId: a}),
            }""",
            tab.id,
        )
        return shown

    def shows(self, tab: Tab, text: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """Wait until the badge of a tab shows a text, and return what it shows."""
        return poll(lambda: self.badge(tab), lambda badge: badge["text"] == text, seconds)

    def titled(self, tab: Tab, words: str, text: str | None = None) -> dict[str, Any]:
        """Wait until the title of a tab's button has these words, and return what it shows.

        The text of the badge is painted after the title: `text`, if given, is waited for as well.
        """
        return poll(lambda: self.badge(tab), lambda badge: words in badge["title"] and text in (None, badge["text"]))

    def stored(self, key: str, area: str = "local") -> Any:
        """Return what the extension stores under a key."""
        return self.call(f"return (await browser.storage.{area}.get(a))[a] ?? null", key)

    def choose(self, **settings: Any) -> None:
        """Keep settings as the options page does."""
        self.call(
            "const {settings = {}} = await browser.storage.local.get('settings');"
            "await browser.storage.local.set({settings: {...settings, ...a}})",
            settings,
        )

    def refreshed(self) -> str:
        """Fetch the list now, and return how it ended."""
        answer = self.call("return browser.runtime.sendMessage({type: 'refresh'})")
        return str(answer["value"]["outcome"])
