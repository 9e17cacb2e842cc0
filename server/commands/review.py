"""``masthead review ID --uphold|--withdraw --reason TEXT``."""

from __future__ import annotations

import sys
from argparse import Namespace

from server.errors import UsageError
from server.report.safe import printable
from server.settings import Settings
from server.store import Store

MAX_REASON = 2000  # characters


def run(args: Namespace) -> int:
    """Decide on a verdict; raises `StoreError` when there is none that stands."""
    reason = args.reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise UsageError(f"--reason: say why, in at most {MAX_REASON} characters")
    store = Store(Settings.load().store)
    try:
        if args.uphold:
            store.reviews.uphold(args.id, reason)
            print(f"{printable(args.id)}: upheld", file=sys.stderr)
        else:
            for identifier in store.reviews.withdraw(args.id, reason):
                print(f"{printable(identifier)}: withdrawn", file=sys.stderr)
    finally:
        store.close()
    return 0
