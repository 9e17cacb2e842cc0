"""The extension as a folder for one test: the files as they ship, with what a test cannot click made unnecessary.

`permissions.request` does not resolve without a window, so optional permissions become required ones. Nothing else of
the code differs from what ships, but for tests of a slow browser: there each answer of the browser comes later.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "extension"
SITES = ["https://*/*", "http://*/*"]
SLOW = """
const late = (value) => new Promise((resolve) => setTimeout(resolve, $MS, value));
const slow = (api) => new Proxy({}, {
  get(_, name) {
    const value = api[name];
    if (typeof value === "object" && value !== null) return slow(value);
    if (typeof value !== "function") return value;
    return (...given) => {
      const answer = value.apply(api, given);
      return typeof answer?.then === "function" ? answer.then(late) : answer;
    };
  },
});
export const browser = slow(globalThis.browser ?? globalThis.chrome);
"""


def unpacked(
    folder: Path,
    *,
    tabs: bool = True,
    sites: bool = False,
    key: str | None = None,
    snapshot: bytes | None = None,
    slow: int | None = None,
) -> Path:
    """Copy the extension to `folder`: `tabs` lights the badge on every page, `sites` grants what a click would.

    `key` is pinned from the start; `snapshot` is the list that ships; each answer of the browser comes `slow`
    milliseconds later.
    """
    shutil.copytree(SOURCE, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if tabs:
        manifest["permissions"].append("tabs")
        manifest["optional_permissions"].remove("tabs")
    if sites:
        manifest["host_permissions"] = SITES
        manifest["optional_host_permissions"] = []
    _write(folder / "manifest.json", manifest)
    if key:
        _write(folder / "data" / "server.json", {"url": "https://masthead.example", "key": key})
    if snapshot:
        (folder / "data" / "snapshot.json").write_bytes(snapshot)
    if slow:
        (folder / "lib" / "browser.js").write_text(SLOW.replace("$MS", str(slow)), encoding="utf-8")
    return folder


def _write(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value), encoding="utf-8")
