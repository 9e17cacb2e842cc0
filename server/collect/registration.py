"""Who holds a domain: RDAP registry, RDAP registrar, WHOIS registry, WHOIS registrar, until a holder is named.

The best answer wins and every question is recorded. Raw answers name people: they go to `parse` (a killable child that
redacts) and are forgotten; only what it returns is kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import msgspec

from detectors.model import Attempt, Missing, MissingReason, Registration, RegistrationState
from server.collect.address import read_host
from server.collect.dial import Dialer, Watch
from server.collect.pace import Pace
from server.collect.provenance import stamp
from server.collect.rdap import Rdap
from server.collect.whois import WhoisServer, ask, referred_server, registry_server
from server.errors import FetchError, UsageError
from server.settings import Settings

ParseRegistration: TypeAlias = Callable[[Literal["whois", "rdap"], bytes, str], Registration | Missing]

# Seconds on the network: one question may take so many, all that are asked about one domain no more than `_PATIENCE`.
# `Settings.patience` multiplies both.
_QUESTION_SECONDS = 8.0
_PATIENCE = 12.0
_NO_PATIENCE = 0.5  # seconds that are too few to ask
_HOLD = 60.0  # seconds that a WHOIS server is left alone after it spoke of a quota, or did not answer
_ANSWERS = frozenset({RegistrationState.FOUND, RegistrationState.HIDDEN, RegistrationState.AVAILABLE})


@dataclass(slots=True)
class _Inquiry:
    """What has been learned about one domain so far."""

    domain: str
    deadline: float
    times: float = 1.0  # as long as usual
    best: Registration | None = None
    attempts: list[Attempt] = field(default_factory=list)
    failures: list[MissingReason] = field(default_factory=list)
    waited: float = 0.0

    @property
    def patience(self) -> float:
        """Return the seconds that the next question may take; raises `FetchError` (TIMEOUT) when they are spent."""
        left = self.times * _PATIENCE - self.waited
        if left < _NO_PATIENCE:
            raise FetchError(MissingReason.TIMEOUT, "the time for the registry was spent")
        return min(left, self.times * _QUESTION_SECONDS)

    def spent(self, seconds: float) -> None:
        """Remember how long a question took on the network."""
        self.waited += seconds

    @property
    def settled(self) -> bool:
        """Whether further questions can add nothing: an organisation is named."""
        return self.best is not None and _rank(self.best) == _RANKS[0]


class Registrations:
    """Reads registrations. Thread-safe; `pace` is shared with the other checks of the process."""

    def __init__(
        self,
        settings: Settings,
        *,
        rdap: Rdap,
        dialer: Dialer,
        parse: ParseRegistration,
        pace: Pace,
        stop: threading.Event,
    ) -> None:
        self._settings = settings
        self._dialer = dialer
        self._parse = parse
        self._pace = pace
        self._stop = stop
        self._rdap = rdap

    def read(self, domain: str, deadline: float) -> Registration | Missing:
        """Return the best answer about `domain`, or why there is none; `deadline` is of `time.monotonic`."""
        try:
            domain, address = read_host(domain)
        except UsageError as error:
            return Missing(MissingReason.UNPARSABLE, str(error))
        if address is not None:
            return Missing(MissingReason.NO_SERVICE, "an address has no registrant")
        inquiry = _Inquiry(domain, deadline, self._settings.patience)
        self._ask_rdap(inquiry)
        if not inquiry.settled:
            self._ask_whois(inquiry)
        if inquiry.best is None:
            return _nothing(inquiry)
        return msgspec.structs.replace(inquiry.best, attempts=tuple(inquiry.attempts))

    def _ask_rdap(self, inquiry: _Inquiry) -> None:
        try:
            url = self._rdap.registry_url(inquiry.domain, inquiry.deadline)
        except FetchError as error:
            _failed(inquiry, "rdap registry", error.reason)
            return
        if url is None:
            _failed(inquiry, "rdap registry", MissingReason.NO_SERVICE)
            return
        answer = self._rdap_answer(inquiry, "rdap registry", url)
        if answer is not None and not inquiry.settled and (answer.referral or "").startswith(("http://", "https://")):
            self._rdap_answer(inquiry, "rdap registrar", answer.referral or "")

    def _rdap_answer(self, inquiry: _Inquiry, service: str, url: str) -> Registration | None:
        try:
            body = self._rdap.ask(url, inquiry.deadline, inquiry.patience, inquiry.spent)
        except FetchError as error:
            _failed(inquiry, service, error.reason)
            return None
        if body is None:
            # A registrar that does not know a registered name says nothing about whether it is free.
            state = RegistrationState.AVAILABLE if service == "rdap registry" else RegistrationState.UNKNOWN
            return _heard(inquiry, service, url, Registration(inquiry.domain, state=state, redacted=True))
        return self._parsed(inquiry, service, url, "rdap", body)

    def _ask_whois(self, inquiry: _Inquiry) -> None:
        server = registry_server(inquiry.domain, self._settings)
        if server is None:
            _failed(inquiry, "whois registry", MissingReason.NO_SERVICE)
            return
        answer = self._whois_answer(inquiry, "whois registry", server)
        if answer is None or inquiry.settled or not answer.referral:
            return
        referred = referred_server(answer.referral)
        if referred is not None and referred.host != server.host:
            self._whois_answer(inquiry, "whois registrar", referred)

    def _whois_answer(self, inquiry: _Inquiry, service: str, server: WhoisServer) -> Registration | None:
        try:
            seconds = inquiry.patience
            self._pace.wait(f"whois:{server.host}", inquiry.deadline, self._stop)
            body = self._whois_body(inquiry, server, seconds)
        except FetchError as error:
            if error.reason in (MissingReason.TIMEOUT, MissingReason.UNREACHABLE) and not server.trusted:
                self._pace.hold(f"whois:{server.host}", _HOLD)
            _failed(inquiry, service, error.reason)
            return None
        answer = self._parsed(inquiry, service, f"whois://{server.host}/{inquiry.domain}", "whois", body)
        if answer is not None and answer.state is RegistrationState.THROTTLED:
            self._pace.hold(f"whois:{server.host}", _HOLD)
        return answer

    def _whois_body(self, inquiry: _Inquiry, server: WhoisServer, seconds: float) -> bytes:
        started = time.monotonic()
        try:
            with Watch(min(seconds, inquiry.deadline - started)) as watch:
                return ask(server, inquiry.domain, self._dialer, watch)
        finally:
            inquiry.spent(time.monotonic() - started)

    def _parsed(
        self, inquiry: _Inquiry, service: str, where: str, kind: Literal["whois", "rdap"], body: bytes
    ) -> Registration | None:
        answer = self._parse(kind, body, inquiry.domain)
        if isinstance(answer, Missing):
            _failed(inquiry, service, answer.reason)
            return None
        if not answer.redacted:
            raise ValueError("parse must redact: an unredacted registration never leaves its child")
        return _heard(inquiry, service, where, answer)


_RANKS = ("organization", "hidden", "person", "available")


def _rank(answer: Registration) -> str | None:
    if answer.state is RegistrationState.FOUND:
        return "organization" if answer.organization else "person"
    return str(answer.state.value) if answer.state in _ANSWERS else None


def _heard(inquiry: _Inquiry, service: str, where: str, answer: Registration) -> Registration:
    inquiry.attempts.append(Attempt(service, answer.state.value))
    rank = _rank(answer)
    if rank is None:
        throttled = answer.state is RegistrationState.THROTTLED
        inquiry.failures.append(MissingReason.THROTTLED if throttled else MissingReason.UNPARSABLE)
    elif inquiry.best is None or _RANKS.index(rank) < _RANKS.index(_rank(inquiry.best) or _RANKS[-1]):
        kept = answer.text.encode() or msgspec.json.encode(answer)
        inquiry.best = msgspec.structs.replace(answer, seen=stamp(where, kept))
    return answer


def _failed(inquiry: _Inquiry, service: str, reason: MissingReason) -> None:
    inquiry.attempts.append(Attempt(service, reason.value))
    inquiry.failures.append(reason)


def _nothing(inquiry: _Inquiry) -> Missing:
    """The most telling reason: one about an answer before one about there being nobody to ask."""
    order = [reason for reason in inquiry.failures if reason is not MissingReason.NO_SERVICE]
    reason = (
        MissingReason.THROTTLED if MissingReason.THROTTLED in order else next(iter(order), MissingReason.NO_SERVICE)
    )
    return Missing(reason, attempts=tuple(inquiry.attempts))
