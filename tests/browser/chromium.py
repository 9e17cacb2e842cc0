"""Chromium with the extension, through playwright and Debian's own binary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.driving import PATIENCE, Browser, Tab, View

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
OWN_HOSTS = (".google.com", ".googleapis.com", ".gstatic.com", ".gvt1.com")  # what the browser itself asks

CODES = {"Tab": 9, "Enter": 13, "Escape": 27}  # of the keys, as the DevTools protocol wants them
WRITTEN = {"Enter": "\r"}


class PageView(View):
    """A page of playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def run(self, body: str, *arguments: Any) -> Any:
        return self.page.evaluate(f"async args => {{ const [a, b, c] = args; {body} }}", list(arguments))

    def screenshot(self, file: Path) -> None:
        self.page.screenshot(path=file, full_page=True)

    def part(self, file: Path) -> None:
        """Keep a picture of what the window shows."""
        self.page.screenshot(path=file)

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def dark(self) -> None:
        self.page.emulate_media(color_scheme="dark")

    def activate(self) -> None:
        self.page.bring_to_front()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def close(self) -> None:
        self.page.close()


class PageTab(PageView, Tab):
    """A tab that shows a site."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.id = 0

    def go(self, url: str) -> None:
        self.page.goto(url, wait_until="load")

    def back(self) -> None:
        self.page.go_back()

    def forward(self) -> None:
        self.page.go_forward()

    def reload(self) -> None:
        self.page.reload()


class Chromium(Browser):
    """A running Chromium."""

    name = "chromium"
    own_hosts = OWN_HOSTS

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        workers = context.service_workers
        worker = workers[0] if workers else context.wait_for_event("serviceworker")
        self.id = worker.url.split("/")[2]
        self._helper = self.context.new_page()
        self._helper.goto(self.address("welcome/welcome.html"))
        self._helper.wait_for_selector("#signs dd")

    def address(self, path: str) -> str:
        return f"chrome-extension://{self.id}/{path}"

    def call(self, body: str, *arguments: Any) -> Any:
        return PageView(self._helper).run(f"const browser = chrome; {body}", *arguments)

    def open(self, url: str) -> PageTab:
        tab = PageTab(self.context.new_page())
        tab.go(url)
        tab.id = self.number(tab)
        return tab

    def view(self, path: str, width: int = 400, height: int = 640) -> PageView:
        view = PageView(self.context.new_page())
        view.size(width, height)
        view.page.goto(self.address(path))
        return view

    def allow_private_windows(self) -> None:
        """Let the extension into private windows, as a switch on the browser's own page does."""
        page = self.context.new_page()
        page.goto("chrome://extensions")
        script = "id => chrome.developerPrivate.updateExtensionConfiguration({extensionId: id, incognitoAccess: true})"
        page.evaluate(script, self.id)
        page.close()

    def press_in_popup(self, key: str) -> None:
        """Press a key in the popup, a target that playwright passes over: it is found in the list of targets."""
        assert self.context.browser
        session = self.context.browser.new_browser_cdp_session()
        targets = session.send("Target.getTargets")["targetInfos"]
        address = self.address("popup/popup.html")
        popup = next(one for one in targets if one["type"] == "page" and one["url"] == address)
        inside = session.send("Target.attachToTarget", {"targetId": popup["targetId"], "flatten": False})["sessionId"]
        code = {"key": key, "code": key, "windowsVirtualKeyCode": CODES[key]}
        for number, event in enumerate(({"type": "keyDown", "text": WRITTEN.get(key, "")}, {"type": "keyUp"})):
            message = {"id": number, "method": "Input.dispatchKeyEvent", "params": {**code, **event}}
            session.send("Target.sendMessageToTarget", {"sessionId": inside, "message": json.dumps(message)})
        session.detach()

    def stop_background(self) -> None:
        session = self.context.new_cdp_session(self._helper)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()


@contextmanager
def chromium(
    folder: Path,
    extension: Path,
    proxy_port: int,
    authorities: Sequence[str],
    lang: str = "en",
    *,
    private_windows: bool = False,
) -> Iterator[Chromium]:
    """Run Chromium with an unpacked extension, everything through the proxy."""
    del authorities  # certificates are not looked at
    arguments = [
        *QUIET,
        f"--disable-extensions-except={extension}",
        f"--load-extension={extension}",
        f"--proxy-server=http://127.0.0.1:{proxy_port}",
        "--proxy-bypass-list=<-loopback>",
        f"--lang={lang}",
    ]
    with sync_playwright() as playwright:

        def started() -> BrowserContext:
            context = playwright.chromium.launch_persistent_context(
                str(folder / "profile"),
                executable_path=str(BINARY),
                headless=False,  # --headless=new is given: playwright's own headless loads no extensions
                args=arguments,
                env={"LANGUAGE": lang, "LANG": f"{lang}.UTF-8", "HOME": str(folder)},
                locale=lang,
                timeout=PATIENCE * 1000,
            )
            context.set_default_timeout(PATIENCE * 1000)
            return context

        if private_windows:
            with closing(started()) as context:
                Chromium(context).allow_private_windows()
        with closing(started()) as context:
            yield Chromium(context)
