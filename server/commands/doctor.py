"""``masthead doctor``: is everything there that a check needs, and is it whole."""

from __future__ import annotations

import json
import os
import stat
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from detectors.model import MissingReason
from server.children import Children
from server.collect.resolver import Resolver
from server.errors import FetchError, MastheadError
from server.report.safe import printable
from server.settings import Settings, unknown_variables
from server.signing import Signer, verify
from server.store import Store

EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)  # this program is younger than that
ASKED = "iana.org"  # a name that every resolver can answer for, with an address or with no such name


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and in what state it is."""

    what: str
    well: bool
    said: str


def run(args: Namespace) -> int:
    """Print one line for each thing looked at; return 1 when one is not well."""
    settings = Settings.load()
    found = list(examine(settings))
    if args.json:
        print(json.dumps([asdict(finding) for finding in found], indent=2))
    else:
        for finding in found:
            print(f"{'ok ' if finding.well else 'BAD'}  {finding.what:<11}  {printable(finding.said)}")
    return 0 if all(finding.well for finding in found) else 1


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each thing that a check needs."""
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _settings, _clock, _store, _signing_key, _resolver, _knowledge,
    )  # fmt: skip
    for look in looks:
        try:
            yield from look(settings)
        except (MastheadError, OSError) as error:
            yield Finding(look.__name__.strip("_").replace("_", " "), False, str(error))


def _settings(_: Settings) -> Iterator[Finding]:
    unknown = unknown_variables(os.environ)
    yield Finding("settings", not unknown, f"no such setting: {', '.join(unknown)}" if unknown else "all are known")


def _clock(_: Settings) -> Iterator[Finding]:
    now = datetime.now(UTC)
    yield Finding("clock", now > EARLIEST, f"{now:%Y-%m-%dT%H:%M:%SZ}")


def _store(settings: Settings) -> Iterator[Finding]:
    with _opened(settings) as store:
        wrong = store.problems()
        waiting = store.checks.waiting()
    yield Finding("store", not wrong, "; ".join(wrong) or f"whole; {waiting} checks wait")


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    store = Store(settings.store)
    try:
        yield store
    finally:
        store.close()


def _signing_key(settings: Settings) -> Iterator[Finding]:
    signer = Signer(settings.signing_key)
    works = verify(signer.public_key, signer.sign(b"doctor"), b"doctor")
    mode = stat.S_IMODE(settings.signing_key.stat().st_mode)
    if mode & 0o077:
        yield Finding("signing key", False, f"others may read {settings.signing_key} (mode {mode:o})")
    else:
        yield Finding("signing key", works, signer.public_key)


def _resolver(settings: Settings) -> Iterator[Finding]:
    began = time.monotonic()
    try:
        Resolver(settings).records(ASKED, "A", began + 5)
    except FetchError as error:
        if error.reason is not MissingReason.NO_SUCH_NAME:
            yield Finding("resolver", False, f"{settings.resolver or 'the system’s'}: {error}")
            return
    took = f"{1000 * (time.monotonic() - began):.0f} ms"
    yield Finding("resolver", True, f"{settings.resolver or 'the system’s'} answers in {took}")


def _knowledge(settings: Settings) -> Iterator[Finding]:
    with Children.by(settings) as children:
        yield Finding("knowledge", True, f"version {children.knowledge_version()}, in a child that works")
