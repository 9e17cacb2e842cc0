"""How a guest behaves: robots.txt, a page budget, pacing, and no second knock where the answer was "not now"."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

from protego import Protego

from detectors.model import MissingReason
from server.collect.decode import decode
from server.collect.http import FETCH_SECONDS, Admit, HttpClient
from server.collect.pace import Pace
from server.collect.target import Target
from server.errors import FetchError

# What one check may ask of one host: HTML pages with the mobile read, well-known files with robots.txt, style sheets,
# links to look through, and icons: of one site one is asked, and several may keep theirs at one host.
BUDGET = {"page": 8, "file": 6, "style": 4, "link": 8, "icon": 4}
# Seconds on the network that one check gives one host for each: a host that makes every reader wait is left when they
# are spent, so that a check of it ends in good time. A read that has begun gets what is left of them. All are for the
# usual time of a check: `Settings.patience` multiplies them.
PATIENCE = {"page": 11.0, "file": 3.0, "style": 2.0, "icon": 1.5}
_NO_PATIENCE = 0.5  # seconds that are too few to begin
BACK_OFF = frozenset({429, 503})
_ROBOTS_LIMIT = 512_000  # bytes parsed; RFC 9309 asks for at least 500 KiB
_ROBOTS_SECONDS = 5.0
_AGENT = "Masthead"
# What hinders robots.txt alone says "disallow" (RFC 9309, 2.3.1.4); what hinders the host hinders the page as well.
_HOST_DOWN = frozenset(
    {
        MissingReason.UNREACHABLE,
        MissingReason.TIMEOUT,
        MissingReason.NO_SUCH_NAME,
        MissingReason.TLS_INVALID,
        MissingReason.FORBIDDEN_ADDRESS,
        MissingReason.BUDGET,
        MissingReason.THROTTLED,
    }
)


@dataclass(slots=True)
class _Host:
    """What one check has asked of one host."""

    spent: Counter[str] = field(default_factory=Counter)
    waited: dict[str, float] = field(default_factory=dict)  # seconds on the network, by kind
    backed_off: bool = False
    robots: dict[str, Protego | FetchError | None] = field(default_factory=dict)  # by origin; None allows all
    lock: threading.Lock = field(default_factory=threading.Lock)


class Manners:
    """The rules of one check. Thread-safe; `pace` is shared with the other checks of the process.

    `times` is how many times as long as usual a host is waited for.
    """

    def __init__(self, client: HttpClient, pace: Pace, stop: threading.Event, times: float = 1.0) -> None:
        self._client = client
        self._pace = pace
        self._stop = stop
        self._times = times
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def guest(self, kind: str, deadline: float) -> Admit:
        """Return the question put before each hop of one fetch; `kind` is a key of `BUDGET`.

        It raises `FetchError`: ROBOTS, BUDGET, REFUSED after a 429 or 503, or what made robots.txt unreadable. A fetch
        counts once for each host that it touches.
        """
        touched: set[str] = set()

        def admit(target: Target) -> None:
            host = self._host(target.host)
            if host.backed_off:
                raise FetchError(MissingReason.REFUSED, "the host asked us to slow down")
            self._obey_robots(target, host, deadline)
            if target.host not in touched:
                touched.add(target.host)
                _spend(host, kind)
            self._pace.wait(target.host, deadline, self._stop)

        return admit

    def patience(self, host: str, kind: str) -> float:
        """Return the seconds that a read of this kind may take; raises `FetchError` (TIMEOUT) when they are spent."""
        left = self._times * PATIENCE[kind] - self._host(host).waited.get(kind, 0.0)
        if left < _NO_PATIENCE:
            raise FetchError(MissingReason.TIMEOUT, "the host is slow: the time for it was spent")
        return min(left, self._times * FETCH_SECONDS)

    def waited(self, host: str, kind: str, seconds: float) -> None:
        """Remember how long a read of this kind took on the network."""
        waited = self._host(host).waited
        waited[kind] = waited.get(kind, 0.0) + seconds

    def note(self, host: str, status: int) -> None:
        """Remember an answer's status: after 429 or 503 this check leaves the host alone."""
        if status in BACK_OFF:
            self._host(host).backed_off = True

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    def _obey_robots(self, target: Target, host: _Host, deadline: float) -> None:
        with host.lock:  # one read for all that wait for it
            if target.origin not in host.robots:
                host.robots[target.origin] = self._read_robots(target, host, deadline)
            rules = host.robots[target.origin]
        if isinstance(rules, FetchError):
            raise FetchError(rules.reason, rules.detail)
        if rules is not None and not rules.can_fetch(target.url, _AGENT):
            raise FetchError(MissingReason.ROBOTS, "robots.txt disallows it")

    def _read_robots(self, target: Target, host: _Host, deadline: float) -> Protego | FetchError | None:
        url = target.url[: target.url.index("/", len(target.scheme) + 3)] + "/robots.txt"
        try:
            _spend(host, "file")
            answer = self._client.get(
                url,
                limit=_ROBOTS_LIMIT,
                seconds=self._times * _ROBOTS_SECONDS,
                deadline=deadline,
                truncate=True,
                admit=lambda hop: self._pace.wait(hop.host, deadline, self._stop),
            )
        except FetchError as error:
            if error.reason in _HOST_DOWN and not error.redirected:
                return error
            return FetchError(MissingReason.ROBOTS, "robots.txt unreachable")
        if answer.status >= 500:
            return FetchError(MissingReason.ROBOTS, "robots.txt unreachable")
        if not 200 <= answer.status < 300:
            return None
        return Protego.parse(decode(answer.body, answer.headers.get("content-type", "")))


def _spend(host: _Host, kind: str) -> None:
    if host.spent[kind] >= BUDGET[kind]:
        raise FetchError(MissingReason.BUDGET, f"{BUDGET[kind]} {kind}s of this host were asked")
    host.spent[kind] += 1
