"""Sources: what was read from the world, each with its provenance, and the `Capture` that holds them."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias, TypeVar

import msgspec

from detectors.model.index import HandPrint, Hands, Neighbours
from detectors.model.noun import Noun, Seen


class Missing(Noun, frozen=True, tag="missing"):
    """Stands where a source would: `reason` is a code of `MissingReason`, `detail` a short English addition.

    `attempts` are the services asked, where a source has several.
    """

    reason: MissingReason
    detail: str = ""
    attempts: tuple[Attempt, ...] = ()


class MissingReason(StrEnum):
    """Why a source could not be read. None of these is ever evidence about the site."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REFUSED = "refused"  # the server answered 401, 403, 429 or 451, or closed the door on us
    HTTP_ERROR = "http_error"  # another final status that is not 2xx
    NOT_FOUND = "not_found"  # 404 or 410: looked at, and there is none
    NOT_HTML = "not_html"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TLS_INVALID = "tls_invalid"
    REDIRECT_LOOP = "redirect_loop"
    FORBIDDEN_ADDRESS = "forbidden_address"
    NO_SUCH_NAME = "no_such_name"
    ROBOTS = "robots"
    THROTTLED = "throttled"
    NO_SERVICE = "no_service"  # no registry service is known for this name
    OFF = "off"  # switched off by a setting
    BUDGET = "budget"  # not asked, the host's page budget or the check's deadline was spent
    UNPARSABLE = "unparsable"


NOT_ASKED = Missing(MissingReason.BUDGET, "not asked")
K = TypeVar("K")


class Page(Noun, frozen=True, tag="page"):
    """One HTML page as fetched: `url` was asked, `final_url` answered after `redirects` (each hop's URL)."""

    seen: Seen
    url: str
    final_url: str
    status: int
    html: str
    view: Literal["desktop", "mobile"] = "desktop"
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()  # lower-case names; only those that detectors read


class TextFile(Noun, frozen=True, tag="file"):
    """One small text file as fetched: ads.txt, security.txt, trust.txt, a related website set, a style sheet."""

    seen: Seen
    url: str
    text: str


class Icon(Noun, frozen=True, tag="icon"):
    """The icon of a site: `size` bytes, known by their SHA-256 (`seen`), so that the picture itself is not kept.

    `url` was asked, `seen.where` answered; of an icon that stands in the page itself, both are the page's address.
    """

    seen: Seen
    url: str
    size: int


class Redirection(Noun, frozen=True, tag="redirection"):
    """Where a link leads that does not show it: what HEAD requests were sent on to in turn, three times at most."""

    seen: Seen
    url: str
    hops: tuple[str, ...]


class RegistrationState(StrEnum):
    """What a registry's answer is. `HIDDEN` was looked at; `THROTTLED` and `UNKNOWN` were not."""

    FOUND = "found"
    HIDDEN = "hidden"
    AVAILABLE = "available"
    THROTTLED = "throttled"
    UNKNOWN = "unknown"


class Registration(Noun, frozen=True, tag="registration"):
    """What WHOIS or RDAP says about a domain.

    `organization` is the holding organisation or None. `registrant` is the holder as written; for a natural person only
    until `detectors.registration.redact`, which must run before anything is stored or logged. `text` is an extract that
    names organisations and technical facts only, so that it can be kept and quoted.
    """

    domain: str
    state: RegistrationState = RegistrationState.UNKNOWN
    organization: str | None = None
    registrant: str | None = None
    person: bool = False
    privacy: bool = False
    email_domain: str | None = None  # of the registrant's contact; the local part is never kept
    country: str | None = None
    registrar: str | None = None
    created: str | None = None  # ISO date or date-time
    updated: str | None = None
    expires: str | None = None
    name_servers: tuple[str, ...] = ()
    referral: str | None = None  # registrar's WHOIS host, or its RDAP document's URL
    text: str = ""
    redacted: bool = False
    attempts: tuple[Attempt, ...] = ()
    seen: Seen | None = None

    @property
    def provenance(self) -> Seen:
        """Where it was read; of one that was only parsed, whose it is."""
        return self.seen or Seen(f"registration of {self.domain}", "", "")


class Attempt(Noun, frozen=True):
    """One question put to one registration service, and how it ended (a `RegistrationState` or a `MissingReason`)."""

    service: str
    state: str


class Certificate(Noun, frozen=True, tag="certificate"):
    """The leaf certificate of a host: the organisation of its subject, if any, and the DNS names it stands for."""

    seen: Seen
    host: str
    organization: str | None
    names: tuple[str, ...]
    issuer: str
    not_before: str
    not_after: str


class DnsRecords(Noun, frozen=True, tag="dns"):
    """DNS answers for one name; empty tuples mean that the name has none."""

    seen: Seen
    name: str
    ns: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()
    txt: tuple[str, ...] = ()  # SPF and site-verification strings
    dmarc: tuple[str, ...] = ()
    soa: tuple[str, ...] = ()  # primary server, responsible mailbox's domain
    cname: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class ArchivedCapture(Noun, frozen=True):
    """One page that a web archive kept: when it was captured (UTC), its own URL, and where the archive shows it."""

    when: str
    url: str
    address: str


class Archive(Noun, frozen=True, tag="archive"):
    """The first captures of a host in a web archive since a day (``YYYY-MM-DD``; "" for ever): home, legal notice."""

    seen: Seen
    host: str
    since: str
    captures: tuple[ArchivedCapture, ...] = ()


class LoggedCertificate(Noun, frozen=True):
    """One certificate of a public log (RFC 6962): from when it is valid, and the DNS names it stands for."""

    when: str
    names: tuple[str, ...]


class CertificateLog(Noun, frozen=True, tag="certificate_log"):
    """The oldest certificates that public logs hold for a domain, oldest first."""

    seen: Seen
    domain: str
    certificates: tuple[LoggedCertificate, ...] = ()


SourceName: TypeAlias = Literal[
    "page",
    "mobile",
    "file",
    "link",
    "icon",
    "registration",
    "certificate",
    "dns",
    "archive",
    "certificate_log",
    "neighbours",
    "hands",
    "hand",
]
OURS = frozenset({"neighbours", "hands", "hand"})  # what our own index knew, and no source of the site
Source: TypeAlias = (
    Page
    | TextFile
    | Icon
    | Redirection
    | Registration
    | Certificate
    | DnsRecords
    | Archive
    | CertificateLog
    | Neighbours
    | Hands
    | HandPrint
    | Missing
)


class Want(Noun, frozen=True, order=True):
    """One source to read: `key` is a URL (page, mobile, file, link, icon), a registrable domain (registration,
    certificate_log), a host, a host and the day since which it counts (archive: ``example.org 2014-03-18``), a site
    (neighbours, hands), or the SHA-256 of what was profiled (hand).

    `why` says what it is for ("checked", "home", "legal", "about", "privacy", "post", "style", "promoted", ...).
    """

    source: SourceName
    key: str
    why: str = ""


class Read(Noun, frozen=True):
    """A want and what came of it."""

    want: Want
    value: Source


class Capture(Noun, frozen=True):
    """Everything read for one URL at one time; examined again with the same knowledge, it gives the same verdict."""

    url: str
    taken_at: str
    bare: bool = False  # the user named a bare host: https was tried first, then http
    reads: tuple[Read, ...] = ()
    resolve_links: bool = False  # the user asked to see where shortened and cloaked links lead

    def get(self, source: SourceName, key: str) -> Source | None:
        """Return what was read for that source and key, or None when it was never asked."""
        return next((r.value for r in self.reads if r.want.source == source and r.want.key == key), None)

    def typed(self, source: SourceName, key: str, kind: type[K]) -> K | Missing:
        """Return what was read for that source and key where it is of that kind, else the `Missing` in its place."""
        found = self.get(source, key)
        if isinstance(found, kind):
            return found
        return found if isinstance(found, Missing) else NOT_ASKED

    def with_reads(self, reads: tuple[Read, ...]) -> Capture:
        """Return this capture with more reads; the order of reading leaves no trace."""
        return msgspec.structs.replace(self, reads=tuple(sorted((*self.reads, *reads), key=lambda r: r.want)))

    def to_json(self) -> bytes:
        """Return the capture as UTF-8 JSON."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Capture:
        """Read a capture; raises `msgspec.ValidationError` (a ValueError) when the document has another shape."""
        return msgspec.json.decode(data, type=cls)
