"""The application as a server process makes it: settings, store, children, background checks, then the views."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from multiprocessing.util import Finalize

from apiflask import APIFlask

from server.api import create_app
from server.check import Begin, Thinks, open_checker
from server.children import Children
from server.collect import Collector
from server.editions import following
from server.housekeeping import Housekeeper
from server.jobs import Jobs, OwnJobs
from server.logs import configure
from server.memory import lean_heaps
from server.operator import load_operator
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
    lean_heaps()
    stack = ExitStack()
    # granian's workers are processes of multiprocessing, which end without `atexit` and wait for children before that.
    Finalize(None, stack.close, exitpriority=100)
    return create_app(start(following(Settings.load()), stack, demo=demo))


def start(settings: Settings, stack: ExitStack, *, demo: bool = False) -> Service:
    """Start the parts of a service; `stack` ends them. What an earlier process left is taken up.

    Raises `SettingsError` when the operator's statement cannot be read.
    """
    operator = load_operator(settings.operator)
    store = Store(settings.store)
    stack.callback(store.close)
    jobs, thinker, visit = _jobs(settings, store, stack)
    stack.callback(jobs.close)
    if settings.queue == "embedded":  # the workers of a shared store keep house, once for all of them
        keeper = Housekeeper(store, jobs, read_again=settings.public_url is not None)
        stack.callback(keeper.close)
        keeper.start()
    return Service(settings, store, jobs, thinker, visit, demo, operator)


def _jobs(settings: Settings, store: Store, stack: ExitStack) -> tuple[Jobs, Thinks, Begin]:
    if settings.queue == "store":
        from server.queue import QueuedJobs  # noqa: PLC0415 - the engine is imported only by those who use it

        children = stack.enter_context(Children.by(settings))
        collector = Collector(settings, children.parse_registration, store.turns)
        return QueuedJobs(settings, store), children, collector.begin
    checker = stack.enter_context(open_checker(settings, store, loaded=True))
    jobs = OwnJobs(settings, store, checker)
    jobs.resume()
    return jobs, checker.thinker, checker.begin
