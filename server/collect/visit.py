"""One check's reading: wants become reads, in bounded time, politely."""

from __future__ import annotations

import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Self

from detectors.bounds import too_large
from detectors.icons import MOST as ICON_LIMIT
from detectors.links import is_affiliate_link
from detectors.model import Icon, Missing, MissingReason, Page, Read, Redirection, Source, TextFile, Want
from server.collect.archive import ArchiveReader
from server.collect.asking import Asker
from server.collect.certificate_log import CertificateLogReader
from server.collect.decode import decode, is_html
from server.collect.dial import Dialer, Watch
from server.collect.dns import read_dns
from server.collect.guarded import tls_context
from server.collect.http import FETCH_SECONDS, FILE_LIMIT, PAGE_LIMIT, Answer, HttpClient
from server.collect.manners import BACK_OFF, Manners
from server.collect.pace import Pace
from server.collect.provenance import stamp
from server.collect.rdap import Bootstrap, Rdap
from server.collect.registration import ParseRegistration, Registrations
from server.collect.resolver import Resolver
from server.collect.target import read_target
from server.collect.tls import read_certificate
from server.errors import FetchError, MastheadError, UsageError
from server.settings import Settings

OnRead = Callable[[Read], None]

_THREADS = 12
_MOST_HELD = 16_000_000  # bytes of all pages of one check: what eight of the largest real pages take
_TURN = {"page": 0, "mobile": 1, "file": 2, "link": 3, "icon": 4}  # what is read first of one host
_KEPT_HEADERS = ("content-language", "content-type", "link", "refresh", "server", "x-powered-by", "x-robots-tag")
_MAX_HEADER = 2000  # characters kept of one header
_PAGE_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
_REASONS = dict.fromkeys((401, 403, 451, *BACK_OFF), MissingReason.REFUSED) | dict.fromkeys(
    (404, 410), MissingReason.NOT_FOUND
)


class Visit:
    """Reads for ONE check: its page budgets, DNS answers and robots rules live and die with it.

    What the checks of a process share is the `Collector`'s, which begins visits. Use it as a context manager.
    `raw` holds bodies as fetched, by their SHA-256, where the text that was read of them does not give them back.
    """

    def __init__(
        self, settings: Settings, parse: ParseRegistration, hosts: Pace, registries: Pace, bootstrap: Bootstrap
    ) -> None:
        self._stop = threading.Event()
        self._resolver = Resolver(settings)
        self._dialer = Dialer(self._resolver, settings.allowed_networks)
        self._client = HttpClient(settings, self._dialer)
        self._tls = tls_context(settings.ca_bundle)
        self._patience = settings.patience
        self._manners = Manners(self._client, hosts, self._stop, self._patience)
        asker = Asker(self._client, registries, self._stop)
        self._registrations = Registrations(
            settings,
            rdap=Rdap(bootstrap, self._client, asker),
            dialer=self._dialer,
            parse=parse,
            pace=registries,
            stop=self._stop,
        )
        self._archive = ArchiveReader(settings.archive, asker)
        self._logs = CertificateLogReader(settings.ct, asker)
        self._readers: dict[str, Callable[[Want, float], Source]] = {
            "page": self._page,
            "mobile": self._page,
            "file": self._file,
            "link": self._link,
            "icon": self._icon,
            "registration": self._registration,
            "dns": self._dns,
            "certificate": self._certificate,
            "archive": lambda want, deadline: self._archive.captures(want.key, deadline),
            "certificate_log": lambda want, deadline: self._logs.read(want.key, deadline),
        }
        self.raw: dict[str, bytes] = {}
        self._known: dict[tuple[str, str], Source] = {}
        self._lock = threading.Lock()
        self._texts: dict[str, str] = {}  # of the pages read
        self._held = 0  # bytes of the pages read

    def read(self, wants: Sequence[Want], deadline: float, on_read: OnRead | None = None) -> tuple[Read, ...]:
        """Return one read for each distinct want, in their order; what failed is `Missing`.

        `deadline` is an instant of `time.monotonic`; no read begins after it or lasts beyond it. Hosts are read in
        parallel, one host in sequence; the same source and key are read once a visit. `on_read` is told of each read,
        from one thread at a time.
        """
        lines: dict[tuple[str, str], list[Want]] = {}
        for want in sorted(dict.fromkeys(wants), key=lambda want: _TURN.get(want.source, len(_TURN))):
            lines.setdefault(_line(want), []).append(want)
        if not lines:
            return ()
        with ThreadPoolExecutor(min(_THREADS, len(lines)), "collect") as pool:
            done = pool.map(lambda line: [self._read(want, deadline, on_read) for want in line], lines.values())
        by_want = {read.want: read for line in done for read in line}
        return tuple(by_want[want] for want in dict.fromkeys(wants))

    def cancel(self) -> None:
        """End all reading soon: what is under way fails, what has not begun is not asked."""
        self._stop.set()
        self._client.abort()

    def close(self) -> None:
        """Close the connections kept alive."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, want: Want, deadline: float, on_read: OnRead | None) -> Read:
        key = (want.source, want.key)
        value = self._known.get(key)
        if value is None:
            value = self._value(want, deadline)
            if not (isinstance(value, Missing) and value.reason is MissingReason.BUDGET):
                self._known[key] = value
        read = Read(want, value)
        if on_read is not None:
            with self._lock:
                on_read(read)
        return read

    def _value(self, want: Want, deadline: float) -> Source:
        if self._stop.is_set() or time.monotonic() >= deadline:
            return Missing(MissingReason.BUDGET, "the time for this check was spent")
        try:
            return self._readers[want.source](want, deadline)
        except FetchError as error:
            return error.missing
        except MastheadError:
            raise
        except Exception as error:  # a slip of ours met with a stranger's bytes: not his visitors' problem
            warnings.warn(f"{want.source} could not be read: {type(error).__name__}", RuntimeWarning, stacklevel=1)
            return Missing(MissingReason.UNPARSABLE, type(error).__name__)

    def _registration(self, want: Want, deadline: float) -> Source:
        return self._registrations.read(want.key, deadline)

    def _dns(self, want: Want, deadline: float) -> Source:
        return read_dns(want.key, self._resolver, deadline)

    def _certificate(self, want: Want, deadline: float) -> Source:
        with Watch(min(self._patience * FETCH_SECONDS, deadline - time.monotonic())) as watch:
            return read_certificate(want.key, self._dialer, self._tls, watch)

    def _page(self, want: Want, deadline: float) -> Page:
        mobile = want.source == "mobile"
        if self._archive.holds(want.key):
            answer = Answer(want.key, 200, {}, self._archive.page(want.key, deadline))
        else:
            answer = self._get(want, "page", deadline, limit=PAGE_LIMIT, accept=_PAGE_ACCEPT, mobile=mobile)
        content_type = answer.headers.get("content-type", "")
        if not is_html(content_type, answer.body):
            raise FetchError(MissingReason.NOT_HTML, content_type.split(";", 1)[0][:100])
        html = self._hold(decode(answer.body, content_type))
        self._keep(answer.body, html)
        return Page(
            seen=stamp(answer.url, answer.body),
            url=want.key,
            final_url=answer.url,
            status=answer.status,
            html=html,
            view="mobile" if mobile else "desktop",
            redirects=answer.redirects,
            headers=_kept(answer.headers),
        )

    def _hold(self, html: str) -> str:
        """Return the page's text, held once however many pages have it: most sites show telephones what all see.

        Each page counts all the same against what one check may hold: its capture gives the text as often. Raises
        `FetchError` when it is not worth holding, or does not fit.
        """
        if html not in self._texts and too_large(html):
            raise FetchError(MissingReason.TOO_LARGE, "more markup or words than are examined")
        size = sys.getsizeof(html)  # four bytes a character as soon as one is an emoji
        with self._lock:
            if self._held + size > _MOST_HELD:  # a smaller one may still fit
                raise FetchError(MissingReason.TOO_LARGE, "the pages of this check together")
            self._held += size
            return self._texts.setdefault(html, html)

    def _file(self, want: Want, deadline: float) -> TextFile:
        answer = self._get(want, "style" if want.why == "style" else "file", deadline, limit=FILE_LIMIT)
        content_type = answer.headers.get("content-type", "")
        if is_html(content_type, answer.body):
            raise FetchError(MissingReason.NOT_FOUND, "a page stands in its place")
        text = decode(answer.body, content_type)
        self._keep(answer.body, text)
        return TextFile(seen=stamp(answer.url, answer.body), url=want.key, text=text)

    def _keep(self, body: bytes, text: str) -> None:
        if text.encode("utf-8", "surrogatepass") != body:
            self.raw[sha256(body).hexdigest()] = body

    def _link(self, want: Want, deadline: float) -> Redirection:
        admit = self._manners.guest("link", deadline)
        hops = self._client.follow(want.key, deadline=deadline, admit=admit, enough=is_affiliate_link)
        return Redirection(stamp(want.key, "\n".join(hops).encode()), want.key, hops)

    def _icon(self, want: Want, deadline: float) -> Icon:
        answer = self._get(want, "icon", deadline, limit=ICON_LIMIT, accept="image/*")
        if is_html(answer.headers.get("content-type", ""), answer.body):
            raise FetchError(MissingReason.NOT_FOUND, "a page stands in its place")
        return Icon(stamp(answer.url, answer.body), want.key, len(answer.body))

    def _get(
        self, want: Want, kind: str, deadline: float, *, limit: int, accept: str = "*/*", mobile: bool = False
    ) -> Answer:
        host = _line(want)[1]
        answer = self._client.get(
            want.key,
            limit=limit,
            deadline=deadline,
            seconds=self._manners.patience(host, kind),
            admit=self._manners.guest(kind, deadline),
            spent=lambda seconds: self._manners.waited(host, kind, seconds),
            accept=accept,
            mobile=mobile,
        )
        self._manners.note(read_target(answer.url).host, answer.status)
        if not 200 <= answer.status < 300:
            raise FetchError(_REASONS.get(answer.status, MissingReason.HTTP_ERROR), str(answer.status))
        if not answer.body.strip():
            raise FetchError(MissingReason.EMPTY)
        return answer


def _kept(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, headers[name][:_MAX_HEADER]) for name in _KEPT_HEADERS if name in headers)


def _line(want: Want) -> tuple[str, str]:
    """Which wants wait for each other: the page and file reads of one host."""
    if want.source not in _TURN:
        return (want.source, want.key)
    try:
        return ("web", read_target(want.key).host)
    except UsageError:
        return ("web", "")
