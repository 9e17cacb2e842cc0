"""``masthead check URL``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from server.address import read_address
from server.check import Progress, open_checker
from server.collect import check_url
from server.commands.progress import reading
from server.errors import UsageError
from server.logs import configure
from server.report.text import print_verdict
from server.settings import Settings
from server.store import LOCAL, Check, Store, Stored, new_id
from server.view import shown


def run(args: Namespace) -> int:
    """Check one address and print its verdict; raises `UsageError` or `CannotTry` when it cannot be tried."""
    configure()
    settings = Settings.load()
    if args.resolve_links:
        settings = replace(settings, resolve_links="on")
    url, bare = read_address(args.url)
    store = Store(settings.store)
    try:
        stored = None if args.fresh or args.resolve_links else store.verdicts.valid(url, LOCAL)
        if stored is None:
            check_url(url, settings)
            asked = Check(new_id(), url, bare, LOCAL, args.fresh)
            with reading(sys.stderr) as progress:
                stored = _checked(settings, store, asked, progress)
        if args.save:
            _save(Path(args.save), settings, store, stored)
    finally:
        store.close()
    if args.json:
        print(json.dumps(shown(stored, settings.lang, settings.public_url or ""), indent=2))
    else:
        print_verdict(stored.id, stored.core, settings.lang, sys.stdout)
    return 0


def _checked(settings: Settings, store: Store, asked: Check, progress: Progress | None) -> Stored:
    with open_checker(settings, store, workers=1) as checker:
        return checker.check(asked, progress)


def _save(folder: Path, settings: Settings, store: Store, stored: Stored) -> None:
    from server.bundling import bundled  # noqa: PLC0415 - only when asked for
    from server.signing import Signer  # noqa: PLC0415

    data = bundled(stored, store, Signer(settings.signing_key), settings.public_url or "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stored.id}.wacz").write_bytes(data)
    except OSError as error:
        raise UsageError(f"--save {folder}: {error}") from error
