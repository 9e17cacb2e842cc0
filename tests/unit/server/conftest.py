"""A running service: real store, jobs and views; a stand-in thinker; pages from a shelf."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from server.api import create_app
from server.check import Checker
from server.jobs import OwnJobs
from server.service import Service
from server.settings import Settings
from server.store import Store
from tests.unit.server.making import Here, Shelf, page, registration

HERE = "http://127.0.0.1/post"


@pytest.fixture
def store(tmp_path):
    """A store without a service."""
    made = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield made
    made.close()


@pytest.fixture
def serve(tmp_path):
    """Return a function that starts a service: settings as keywords, a thinker, what is on the shelf."""
    started = []

    def start(thinker=None, shelf=None, demo=False, **settings) -> Service:
        settings.setdefault("rate_limit", None)
        made = Settings(allowed_networks=(ip_network("127.0.0.0/8"),), signing_key=tmp_path / "signing.pem", **settings)
        store = Store(f"sqlite:///{tmp_path}/store{len(started)}.sqlite")
        shelf = shelf or Shelf(page=page("undisclosed_control", HERE), registration=registration())
        jobs = OwnJobs(made, store, Checker(store, thinker or Here(), shelf.begin), workers=2)
        started.append((store, jobs))
        return Service(made, store, jobs, thinker or Here(), shelf.begin, demo)

    yield start
    for store, jobs in started:
        jobs.close()
        store.close()


@pytest.fixture
def service(serve):
    return serve()


@pytest.fixture
def client(service):
    return create_app(service).test_client()
