"""``masthead serve``."""

from __future__ import annotations

from argparse import Namespace

from granian import Granian
from granian.constants import Interfaces

from server.settings import Settings
from server.store import Store

THREADS = 32  # most of them wait: for a check (`Prefer: wait`) or for a name to be resolved


def run(args: Namespace) -> int:
    """Serve until interrupted; raises `SettingsError` or `StoreError` before a socket is opened."""
    settings = Settings.load()
    Store(settings.store).close()  # migrated once, before any worker
    host, _, port = settings.bind.rpartition(":")
    Granian(
        "server.serving:demo_app" if args.demo else "server.serving:app",
        address=host.strip("[]"),
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=1024,
        factory=True,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
    return 0
