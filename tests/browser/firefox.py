"""Firefox ESR with the extension, through Marionette."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.browser.driving import PATIENCE, Browser, Tab, View, poll
from tests.browser.marionette import Marionette, MarionetteError

BINARY = Path("/usr/bin/firefox-esr")
ADDON = "extension@masthead.example"
UUID = "b3a4f3f0-5d0a-4b5e-9d2c-7f1f3c2e6a11"
OWN_HOSTS = (
    ".mozilla.com",
    ".mozilla.org",
    ".mozilla.net",
    ".firefox.com",
    ".googleapis.com",
)  # what the browser itself asks
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "Escape": "\ue00c"}
TRUST = """
    const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
    for (const one of args) database.addCertFromBase64(one, "C,,");
"""
# Debian's binary speaks English until a language pack is installed; what an extension says follows this list alone.
SPEAK = """
    Services.locale.availableLocales = [...new Set([args[0], ...Services.locale.availableLocales])];
    Services.locale.requestedLocales = [args[0]];
"""


class WindowView(View):
    """A window of Firefox's (a tab is one, for Marionette)."""

    def __init__(self, marionette: Marionette, handle: str) -> None:
        self._marionette, self._handle = marionette, handle

    def _here(self) -> Marionette:
        self._marionette("WebDriver:SwitchToWindow", handle=self._handle, focus=False)
        return self._marionette

    def run(self, body: str, *arguments: Any) -> Any:
        return self._here().script(f"const [a, b, c] = args; {body}", *arguments)

    def screenshot(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._here()("WebDriver:TakeScreenshot", full=True)))

    def size(self, width: int, height: int) -> None:
        """Narrow the page itself: no desktop window is as narrow as a phone."""
        self._here().chrome(
            """
            const browser = gBrowser.selectedBrowser;
            browser.style.width = browser.style.maxWidth = args[0] + "px";
            browser.style.minHeight = browser.style.maxHeight = args[1] + "px";
            """,
            width,
            height,
        )
        poll(lambda: self.run("return innerWidth"), lambda found: found == width)

    def dark(self) -> None:
        self.activate()
        self._here().chrome("gBrowser.selectedBrowser.browsingContext.top.prefersColorSchemeOverride = 'dark'")
        poll(lambda: self.run("return matchMedia('(prefers-color-scheme: dark)').matches"))

    def activate(self) -> None:
        self._marionette("WebDriver:SwitchToWindow", handle=self._handle, focus=True)

    def press(self, key: str) -> None:
        self._here().press(KEYS[key])

    def close(self) -> None:
        left = self._here()("WebDriver:CloseWindow")
        self._marionette("WebDriver:SwitchToWindow", handle=left[0], focus=False)


class WindowTab(WindowView, Tab):
    """A tab that shows a site."""

    def __init__(self, marionette: Marionette, handle: str) -> None:
        super().__init__(marionette, handle)
        self.id = 0

    def go(self, url: str) -> None:
        """Follow an address; Marionette may say that a page is there before the one before it has gone."""
        self._here()("WebDriver:Navigate", url=url)
        poll(lambda: self._is_at(url))

    def _is_at(self, url: str) -> bool:
        with suppress(MarionetteError):
            there = "return document.readyState === 'complete' && location.href === new URL(a).href"
            return bool(self.run(there, url))
        return False

    def back(self) -> None:
        self._here()("WebDriver:Back")

    def forward(self) -> None:
        self._here()("WebDriver:Forward")

    def reload(self) -> None:
        self._here()("WebDriver:Refresh")


class Firefox(Browser):
    """A running Firefox."""

    name = "firefox"
    own_hosts = OWN_HOSTS

    def __init__(self, marionette: Marionette) -> None:
        self.marionette = marionette
        self._helper = WindowTab(marionette, self._new())
        self._helper.go(self.address("welcome/welcome.html"))
        poll(lambda: self._helper.run("return document.querySelector('#signs dd') !== null"))

    def address(self, path: str) -> str:
        return f"moz-extension://{UUID}/{path}"

    def call(self, body: str, *arguments: Any) -> Any:
        return self._helper.run(body, *arguments)

    def open(self, url: str) -> WindowTab:
        tab = WindowTab(self.marionette, self._new())
        tab.go(url)
        tab.id = self.number(tab)
        return tab

    def view(self, path: str, width: int = 400, height: int = 640) -> WindowView:
        view = WindowTab(self.marionette, self._new())
        view.go(self.address(path))
        view.size(width, height)
        return view

    def _new(self, kind: str = "tab") -> str:
        return str(self.marionette("WebDriver:NewWindow", type=kind, focus=True)["handle"])

    def picture(self, file: Path, height: int) -> None:
        """Keep a picture of the browser's window, its toolbar included."""
        self.marionette.chrome("window.resizeTo(args[0], args[1])", 1000, height)
        with self.marionette.in_chrome():
            file.write_bytes(base64.b64decode(self.marionette("WebDriver:TakeScreenshot", full=True)))

    def press_in_popup(self, key: str) -> None:
        with self.marionette.in_chrome():
            self.marionette.press(KEYS[key])

    def stop_background(self) -> None:
        self.marionette.chrome(
            "const {extension} = WebExtensionPolicy.getByID(args[0]);"
            "await extension.terminateBackground({ignoreDevToolsAttached: true})",
            ADDON,
        )


@contextmanager
def firefox(
    folder: Path,
    extension: Path,
    proxy_port: int,
    authorities: Sequence[str],
    lang: str = "en",
    *,
    private_windows: bool = False,
) -> Iterator[Firefox]:
    """Run Firefox with a temporary extension, everything through the proxy."""
    profile = folder / "profile"
    profile.mkdir(parents=True)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _prefs(proxy_port, lang))
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [str(BINARY), "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--profile", str(profile)],
            env={**os.environ, "HOME": str(folder)},
            stdout=log,
            stderr=log,
        )
    try:
        port = profile / "MarionetteActivePort"  # Firefox takes a free one, and says which
        poll(lambda: process.poll() is None and port.exists() and port.read_text(encoding="ascii").strip())
        marionette = Marionette(int(port.read_text(encoding="ascii")))
        marionette.chrome(TRUST, *authorities)
        marionette.chrome(SPEAK, lang)
        marionette("Addon:Install", path=str(extension), temporary=True, allowPrivateBrowsing=private_windows)
        yield Firefox(marionette)
        marionette.close()
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE)


def _prefs(proxy_port: int, lang: str) -> list[tuple[str, Any]]:
    values = {
        "marionette.port": 0,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy_port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy_port,
        "network.proxy.no_proxies_on": "",
        "network.proxy.allow_hijacking_localhost": True,
        "extensions.webextensions.uuids": json.dumps({ADDON: UUID}),
        "intl.accept_languages": lang,
        "datareporting.policy.dataSubmissionEnabled": False,
        "browser.safebrowsing.malware.enabled": False,
        "browser.safebrowsing.phishing.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "browser.newtabpage.enabled": False,
        "dom.security.https_first": False,
        "extensions.openPopupWithoutUserGesture.enabled": True,
        "app.update.disabledForTesting": True,
        "dom.ipc.processPrelaunch.enabled": False,  # each test asks for few processes, so spare ones cost more than
        "fission.webContentIsolationStrategy": 0,  # they bring, and so does one of its own for each of 200 sites
    }
    return list(values.items())
