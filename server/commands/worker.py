"""``masthead worker``."""

from __future__ import annotations

import logging
from argparse import Namespace

from server.check import open_checker
from server.editions import following
from server.logs import configure
from server.processors import processors
from server.queue import QueuedJobs
from server.settings import Settings
from server.store import Store
from server.tasks import Tools
from server.worker import Work, run_worker


def run(args: Namespace) -> int:
    """Do the jobs of the store until told to stop; raises `SettingsError` when the store is not PostgreSQL."""
    configure(logging.INFO)
    settings = following(Settings.load())
    store = Store(settings.store)
    try:
        jobs = QueuedJobs(settings, store)
        with open_checker(settings, store, workers=processors()) as checker:
            tools = Tools(settings, store, checker)
            run_worker(settings.store, Work(tools, jobs), tools, args.jobs)
    finally:
        store.close()
    return 0
