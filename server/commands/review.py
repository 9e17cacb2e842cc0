"""``masthead review [ID --uphold|--withdraw --reason TEXT]``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from server.errors import UsageError
from server.report.safe import printable
from server.settings import Settings
from server.store import Store

MAX_REASON = 2000  # characters
_NOT_LISTED = (
    "It is not listed: it was made in an audit, and names sites of its list that no listed verdict names ({sites})."
    " Check the page by itself, and uphold that verdict."
)


def run(args: Namespace) -> int:
    """Decide on a verdict, or show what waits; raises `StoreError` when there is no verdict that stands."""
    reason = args.reason.strip()
    decides = args.uphold or args.withdraw
    if decides != (args.id is not None) or (not decides and args.reason):
        raise UsageError("review ID --uphold|--withdraw --reason TEXT, or review alone to see what waits")
    if decides and not 0 < len(reason) <= MAX_REASON:
        raise UsageError(f"--reason: say why, in at most {MAX_REASON} characters")
    store = Store(Settings.load().store)
    try:
        if decides:
            _decide(store, args.id, reason, uphold=args.uphold)
        else:
            _show(store, as_json=args.json)
    finally:
        store.close()
    return 0


def _decide(store: Store, identifier: str, reason: str, *, uphold: bool) -> None:
    if uphold:
        names = store.reviews.uphold(identifier, reason)
        print(f"{printable(identifier)}: upheld", file=sys.stderr)
        if names:
            print(_NOT_LISTED.format(sites=printable(", ".join(names))), file=sys.stderr)
        return
    for withdrawn in store.reviews.withdraw(identifier, reason):
        print(f"{printable(withdrawn)}: withdrawn", file=sys.stderr)


def _show(store: Store, *, as_json: bool) -> None:
    waiting = store.reviews.waiting()
    if as_json:
        print(json.dumps([asdict(dispute) for dispute in waiting], indent=2))
        return
    for dispute in waiting:
        print(f"{dispute.verdict}  {dispute.at}  {dispute.level}  {printable(dispute.url)}")
        print(f"    {printable(dispute.reason)}")
    print(f"{len(waiting)} disputes wait.", file=sys.stderr)
