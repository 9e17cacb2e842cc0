"""What the API and the pages share: the parts of a running service, and what a request says about who asks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import cast

from flask import Flask, Request, current_app, g, has_request_context
from werkzeug.datastructures import LanguageAccept

from detectors.model import Verdict, Viewing
from detectors.style.in_full import InFull
from server.address import read_address
from server.check import Begin, Thinks
from server.collect import check_url
from server.errors import CannotTry, UsageError
from server.jobs import Jobs
from server.operator import Operator
from server.places import Busy
from server.posts import read_posts
from server.report.messages import LANGUAGES
from server.settings import Settings
from server.signing import Signer
from server.store import LOCAL, SERVICE, Check, Key, Store, Stored, new_id

PAGES_READ_AGAIN = 3  # when the owner of a site has replied
_KEY = "masthead"


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service; `visit` opens what reads sites while somebody waits.

    With `demo`, the front page lists the recorded verdicts of the store. `operator` is who says to run it, if anybody.
    """

    settings: Settings
    store: Store
    jobs: Jobs
    thinker: Thinks
    visit: Begin
    demo: bool = False
    operator: Operator | None = None

    @property
    def owner(self) -> str:
        """Who asks: the request's key, else nobody in particular.

        A service without a public address serves one person, who knows of every check made on it.
        """
        key = key_of_request()
        if key is not None:
            return key.owner
        return "" if self.settings.public_url else LOCAL

    def compare_in_full(
        self, a: Sequence[str], b: Sequence[str], lang: str | None, cohort: Sequence[Sequence[str]] = ()
    ) -> InFull:
        """Compare two sides among other hands, with the reasons and the passages of both; raises `ChildError`."""
        return self.thinker.compare_in_full(a, b, lang, cohort)

    def posts(self, url: str, seconds: float) -> list[str]:
        """Read the posts of an address; nothing of them is kept. Raises as `read_posts`."""
        return read_posts(url, self.settings, self.thinker, self.visit, min(seconds, self.settings.check_deadline))

    def signer(self) -> Signer:
        """Return what signs lists and bundles."""
        return Signer(self.settings.signing_key)

    def attach(self, app: Flask) -> None:
        """Make the service known to the views of an application."""
        app.extensions[_KEY] = self

    def begin(self, text: str, *, fresh: bool = False, private: bool = False) -> Stored | Check:
        """Return a stored verdict on the address typed, or a check that was queued for it.

        Raises `AddressError`, `CannotTry` or `Busy`; then nothing is kept.
        """
        url, bare = read_address(text)
        stored = None if fresh else self.store.verdicts.valid(url, self.owner)
        if stored is not None:
            return stored
        check_url(url, self.settings)
        check = Check(new_id(), url, bare, self.owner, fresh, private)
        self.jobs.ask(check)
        return check

    def read_again(self, site: str) -> tuple[str, ...]:
        """Queue checks, by the service itself, of a site's listed pages, else of its home page; returns their ids.

        Of unlisted ones nobody learns. Nothing is queued when too many wait, or an address may not be read.
        """
        queued = []
        with suppress(CannotTry, UsageError, Busy):
            for page in self.store.replies.listed_pages(site, PAGES_READ_AGAIN) or (site,):
                url, bare = read_address(page)
                check_url(url, self.settings)
                check = Check(new_id(), url, bare, SERVICE, fresh=True)
                self.jobs.ask(check)
                queued.append(check.id)
        return tuple(queued)

    def find(self, identifier: str) -> Stored | Check | None:
        """Return the verdict of that identifier, else its check, else None."""
        verdicts = self.store.verdicts
        check = self.store.checks.get(identifier)
        # The check first: one that ends between two looks would else be done and without a verdict.
        return verdicts.get(identifier) or check

    def as_seen(self, stored: Stored, viewing: Viewing) -> Verdict:
        """Return a stored verdict as one window shows its page, from the claims that it rests on.

        Raises `StoreError` when its pages are no longer kept, `ChildError` when it cannot be examined.
        """
        capture = self.store.records.capture(stored.capture)
        return self.thinker.replay(capture, self.store.verdicts.consulted(stored), viewing)


def service() -> Service:
    """Return the service of the current application."""
    return cast(Service, current_app.extensions[_KEY])


def key_of_request() -> Key | None:
    """Return the API key of the present request, or None."""
    return cast(Key | None, g.get("key")) if has_request_context() else None


def language(request: Request) -> str:
    """Return the language to answer in: ``?lang=``, else the reader's preference, else the setting."""
    return language_of(request.args.get("lang", ""), request.accept_languages, service().settings.lang)


def language_of(asked: str, accepted: LanguageAccept, default: str) -> str:
    """Return `asked` if we speak it, else the first of the accepted languages that we speak, else the default."""
    if asked in LANGUAGES:
        return asked
    preferred = (tag.split("-")[0].lower() for tag in accepted.values())
    return next((tag for tag in preferred if tag in LANGUAGES), default)


def client_address(request: Request) -> str:
    """Return the address that asks, looking through the trusted proxies from the nearest on.

    An IPv6 address is told by its network of 64 bits, which is what one household or machine is given; a list of single
    addresses in it would be as long as its owner likes.
    """
    trusted = service().settings.trusted_proxies
    hops = [request.remote_addr or "", *reversed(request.headers.get("X-Forwarded-For", "").split(","))]
    nearest = ""
    for hop in hops:
        try:
            address = ip_address(hop.strip())
        except ValueError:
            break
        address = getattr(address, "ipv4_mapped", None) or address  # as a socket for both families names IPv4
        nearest = str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))
        if not any(address in network for network in trusted):
            break
    return nearest
