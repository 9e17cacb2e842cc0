"""The application as a server process makes it: settings, store, children, background checks, then the views."""

from __future__ import annotations

import atexit
import logging
from contextlib import ExitStack

from apiflask import APIFlask

from server.api import create_app
from server.check import open_checker
from server.jobs import Jobs
from server.logs import configure
from server.memory import few_arenas
from server.service import Service
from server.settings import Settings
from server.store import Store


def app() -> APIFlask:
    """Return the application of this process's settings; its parts end with the process."""
    return _app(demo=False)


def demo_app() -> APIFlask:
    """Return the same, with the store's recorded verdicts on the front page."""
    return _app(demo=True)


def _app(*, demo: bool) -> APIFlask:
    configure(logging.INFO)
    few_arenas()
    stack = ExitStack()
    atexit.register(stack.close)
    return create_app(start(Settings.load(), stack, demo=demo))


def start(settings: Settings, stack: ExitStack, *, demo: bool = False) -> Service:
    """Start the parts of a service; `stack` ends them. What an earlier process left is taken up."""
    store = Store(settings.store)
    stack.callback(store.close)
    checker = stack.enter_context(open_checker(settings, store, loaded=True))
    jobs = Jobs(store, checker)
    stack.callback(jobs.close)
    jobs.resume()
    return Service(settings, store, jobs, demo)
