"""The pages of a server in a plain Chromium: what they weigh, whom they ask, and how they look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import BINARY, QUIET, PageView
from tests.browser.driving import PATIENCE


class Shown(PageView):
    """A page of the server that is shown: the hosts that were asked for it, and the bytes that came over the wire."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.hosts: set[str] = set()
        self.wire = 0
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)

    def go(self, url: str) -> None:
        """Load a page as somebody does who has never been here."""
        self.hosts.clear()
        self.wire = 0
        self.page.goto(url, wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => 0)")

    def theme(self, scheme: str, *, still: bool = False) -> None:
        """Show pages as in a light or a dark desktop, and with less motion when asked."""
        motion = "reduce" if still else "no-preference"
        self.page.emulate_media(color_scheme=scheme, reduced_motion=motion)  # type: ignore[arg-type]

    def reached_by_keyboard(self, most: int = 200) -> list[str]:
        """Press Tab from the top to the end, and return what had the focus in turn, seen or unseen by its outline."""
        script = """() => {
            const at = document.activeElement;
            if (!at || at === document.body) return "";
            const style = getComputedStyle(at);
            const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
            const place = at.getBoundingClientRect();
            return `${seen && place.width > 0 ? "seen" : "unseen"} ${at.tagName} ${at.getAttribute("href") ?? at.id}`;
        }"""
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        found: list[str] = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = str(self.page.evaluate(script))
            if not at:
                break
            found.append(at)
        return found

    def _finished(self, event: dict[str, float]) -> None:
        self.wire += int(event["encodedDataLength"])


@contextmanager
def plain_chromium() -> Iterator[Browser]:
    """Run Chromium without an extension."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(BINARY), args=[*QUIET[1:]], timeout=PATIENCE * 1000)
        yield browser
        browser.close()


def fresh(browser: Browser, width: int, scripts: bool = True) -> Shown:
    """Open a window of that width with nothing cached."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE * 1000)
    return Shown(context.new_page())


def picture(folder: Path | None, shown: Shown, name: str) -> None:
    """Keep a picture of the page when a folder is named."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        shown.screenshot(folder / f"{name}.png")
