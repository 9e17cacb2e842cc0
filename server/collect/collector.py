"""What reads for a whole process: it begins one visit for each check and keeps what they share."""

from __future__ import annotations

import time
from collections.abc import Sequence

from detectors.model import MissingReason, Read, Want
from server.collect.dial import Dialer
from server.collect.pace import Pace, Turns
from server.collect.rdap import Bootstrap
from server.collect.registration import ParseRegistration
from server.collect.resolver import Resolver
from server.collect.target import read_target
from server.collect.visit import OnRead, Visit
from server.errors import CannotTry, FetchError
from server.settings import Settings


class Collector:
    """Begins visits. Thread-safe; one serves a whole process, so that every check waits its turn at the same hosts.

    `parse` turns a registry's raw answer into a redacted `Registration`, or says why not, in a process that can be
    killed. `turns` keeps the queues at registries, when they are not this process's own.
    """

    def __init__(self, settings: Settings, parse: ParseRegistration, turns: Turns | None = None) -> None:
        self._settings = settings
        self._parse = parse
        self._hosts = Pace(settings.per_host_rate)
        self._registries = Pace(settings.registry_rate, turns)
        self._bootstrap = Bootstrap(settings.rdap_bootstrap)

    def begin(self) -> Visit:
        """Return the reader of one check: all rounds of the check share its budgets and answers."""
        return Visit(
            self._settings, self._parse, hosts=self._hosts, registries=self._registries, bootstrap=self._bootstrap
        )

    def read(self, wants: Sequence[Want], deadline: float, on_read: OnRead | None = None) -> tuple[Read, ...]:
        """Read in a visit of its own (`Visit.read`): for a check of a single round."""
        with self.begin() as visit:
            return visit.read(wants, deadline, on_read)


def check_url(url: str, settings: Settings, seconds: float = 5.0) -> None:
    """Raise what stops a check before it begins: `UsageError`, or `CannotTry`.

    `CannotTry` means that the URL's own address or port is forbidden or that its name does not exist. A resolver that
    fails or is slow says neither.
    """
    target = read_target(url)
    dialer = Dialer(Resolver(settings), settings.allowed_networks)
    try:
        dialer.judged(target.address or target.host, target.port, time.monotonic() + seconds)
    except FetchError as error:
        if error.reason in (MissingReason.FORBIDDEN_ADDRESS, MissingReason.NO_SUCH_NAME):
            raise CannotTry(error.reason, error.detail) from None
