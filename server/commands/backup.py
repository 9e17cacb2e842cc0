"""``masthead backup FILE``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from server.settings import Settings
from server.store import Store


def run(args: Namespace) -> int:
    """Copy the store; raises `StoreError` for what cannot be copied."""
    store = Store(Settings.load().store)
    try:
        store.back_up(Path(args.file))
    finally:
        store.close()
    return 0
