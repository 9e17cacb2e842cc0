"""``masthead export-snapshot [DIR]``: for a list that ships with the extension, or is served by another machine."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from server.errors import UsageError
from server.report.safe import printable
from server.settings import Settings
from server.signing import Signer
from server.snapshot import current
from server.store import Store


def run(args: Namespace) -> int:
    """Write ``snapshot.json``, ``snapshot.sig`` and ``key`` as ``/v1/snapshot``, ``.sig`` and ``/v1/key`` answer."""
    settings = Settings.load()
    signer = Signer(settings.signing_key)
    store = Store(settings.store)
    try:
        listed = current(store, lambda: signer)
    finally:
        store.close()
    folder = Path(args.folder)
    files = {"snapshot.json": listed.body, "snapshot.sig": listed.signature.encode(), "key": signer.public_key.encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{folder}: {error}") from error
    print(f"serial {listed.serial}: {', '.join(files)} in {printable(str(folder))}", file=sys.stderr)
    return 0
