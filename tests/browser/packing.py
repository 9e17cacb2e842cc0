"""The package for the stores: the extension's files, byte for byte, in a zip that is the same wherever it is made.

    python -m tests.browser.packing [FOLDER]        writes FOLDER/masthead-<version>.zip (default: dist)

`MASTHEAD_PUBLIC_URL` names another server than masthead.example, and `MASTHEAD_SNAPSHOT` a folder written by
`masthead export-snapshot`: its list and its key then ship with the package.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

EXTENSION = Path(__file__).parents[2] / "extension"
SERVER = "https://masthead.example"
LEFT_OUT = frozenset({"PERMISSIONS.md", "noble-ed25519.d.ts", "package.json"})
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier day; the hour of packing is nobody's business
READABLE = 0o100644


def files(server: str = SERVER, snapshot: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file, in the order of names."""
    for path in sorted(EXTENSION.rglob("*"), key=lambda path: path.relative_to(EXTENSION).as_posix()):
        name = path.relative_to(EXTENSION).as_posix()
        if path.is_file() and path.name not in LEFT_OUT:
            yield name, _content(name, path.read_bytes(), server, snapshot)


def packed(folder: Path, server: str = SERVER, snapshot: Path | None = None) -> Path:
    """Write the package into `folder` and return its path."""
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"masthead-{manifest['version']}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        for name, data in files(server, snapshot):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3
            entry.external_attr = READABLE << 16
            package.writestr(entry, data)
    return made


def _content(name: str, data: bytes, server: str, snapshot: Path | None) -> bytes:
    """Return a file as it ships: with the server, the key and the list that the package is made for."""
    if name == "manifest.json":
        return data.replace(f"{SERVER}/*".encode(), f"{server}/*".encode())
    if name == "data/server.json":
        key = (snapshot / "key").read_text(encoding="ascii").strip() if snapshot else json.loads(data)["key"]
        return (json.dumps({"url": server, "key": key}) + "\n").encode()
    if name == "data/snapshot.json" and snapshot:
        return (snapshot / "snapshot.json").read_bytes()
    return data


def main() -> None:
    """Write the package that the environment describes."""
    snapshot = os.environ.get("MASTHEAD_SNAPSHOT")
    server = os.environ.get("MASTHEAD_PUBLIC_URL", SERVER).rstrip("/")
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    print(packed(folder, server, Path(snapshot) if snapshot else None))


if __name__ == "__main__":
    main()
