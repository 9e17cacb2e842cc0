"""The extension as a folder for one test: the files as they ship, with what a test cannot click made unnecessary.

`permissions.request` does not resolve without a window, so optional permissions become required ones. Nothing else of
the code differs from what ships.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "extension"
SITES = ["https://*/*", "http://*/*"]


def unpacked(
    folder: Path, *, tabs: bool = True, sites: bool = False, key: str | None = None, snapshot: Any = None
) -> Path:
    """Copy the extension to `folder`: `tabs` lights the badge on every page, `sites` grants what a click would.

    `key` is pinned from the start; `snapshot` is the list that ships.
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
        _write(folder / "data" / "snapshot.json", snapshot)
    return folder


def _write(file: Path, value: Any) -> None:
    file.write_text(json.dumps(value), encoding="utf-8")
