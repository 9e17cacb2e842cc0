"""``masthead keys create NAME | revoke ID | list``."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from server.errors import UsageError
from server.report.safe import printable
from server.setting_values import rate_limit
from server.settings import Settings
from server.store import Key, Store
from server.store.keys import RATE, SCOPES


def run(args: Namespace) -> int:
    """Make, revoke or list keys; raises `UsageError` for what cannot be made or is not there."""
    if (args.action == "list") != (args.name is None):
        raise UsageError("keys create NAME, keys revoke ID, or keys list")
    store = Store(Settings.load().store)
    try:
        if args.action == "list":
            _list(store.keys.all(), as_json=args.json)
        elif args.action == "create":
            _create(store, args)
        elif not store.keys.revoke(args.name):
            raise UsageError(f"{args.name}: there is no such key, or it is revoked already")
    finally:
        store.close()
    return 0


def _create(store: Store, args: Namespace) -> None:
    scopes = tuple(dict.fromkeys(args.scope or SCOPES))
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise UsageError(f"--scope {unknown[0]}: the scopes are {', '.join(SCOPES)}")
    try:
        rate = rate_limit(args.rate or RATE)
    except ValueError as error:
        raise UsageError(f"--rate {args.rate}: {error}") from error
    key, secret = store.keys.create(args.name, scopes, rate)
    if args.json:
        print(json.dumps({**asdict(key), "key": secret}, indent=2))
    else:
        print(f"{secret}\n\nKey {key.id}. It is shown this once; send it as: Authorization: Bearer {secret[:12]}...")


def _list(keys: tuple[Key, ...], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(key) for key in keys], indent=2))
        return
    for key in keys:
        state = f"revoked {key.revoked_at}" if key.revoked_at else "in use"
        print(f"{key.id}  {key.made_at[:10]}  {key.rate:<12}  {' '.join(key.scopes)}  {state}  {printable(key.name)}")
