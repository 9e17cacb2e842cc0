"""URLs, hosts and domains: one reading of them for the whole house.

The Public Suffix List is tldextract's bundled snapshot with its private section on, so that ``foo.blogspot.com`` is a
site of its own; nothing is fetched. URLs that browsers and Python read differently (backslashes, user information,
control characters) are refused rather than guessed at.
"""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import Protocol
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

import idna
import tldextract

_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)")
_TRACKING = re.compile(r"(?:utm_.*|fbclid|gclid)\Z", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\<>\"`{}|^\u0080-\u00a0\u2028\u2029\ufeff]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_NETLOC = re.compile(r"\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\](?::\d*)?|[^\[\]]+")
_EMAIL = re.compile(r"[^@\s/:?#]+@[^@\s/:?#]+\.[^@\s/:?#]+\Z")
_MAX_URL = 2048


class UrlError(ValueError):
    """The text is not a web address that can be checked; `kind` is "malformed", "userinfo" or "email"."""

    def __init__(self, message: str, kind: str = "malformed") -> None:
        super().__init__(message)
        self.kind = kind


class PathPlatform(Protocol):
    """What `site_key` needs to know of a platform: whether its sites are hosts or first path segments."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - "host", "path" or "custom"


class Platforms(Protocol):
    """Anything that knows shared platforms by host (detectors.knowledge.Knowledge does)."""

    def platform(self, host: str) -> PathPlatform | None: ...  # noqa: D102


@cache
def _extract() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def warm() -> None:
    """Load the suffix list, so that nothing is read while examining."""
    registrable("warm.example.com")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the registrable domain of `host`: by the Public Suffix List, else its last two labels; an IP as it is."""
    host = host.lower().rstrip(".")
    if _is_ip(host):
        return host
    parts = _extract()(host)
    if parts.suffix:
        return f"{parts.domain}.{parts.suffix}" if parts.domain else host
    return ".".join(host.split(".")[-2:])


@lru_cache(maxsize=4096)
def is_shared_suffix(host: str) -> bool:
    """Tell whether the suffix above the registrable domain is a private one (a platform's, not a registry's)."""
    return _extract()(host.lower()).is_private


def host_of(url: str) -> str:
    """Return the lower-case host of a URL, or "" when it has none or cannot be read."""
    plain = _PLAIN_HOST.match(url)
    if plain:
        return plain[1].rstrip(".")
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_bare(text: str) -> bool:
    """Tell whether the user named a host without a scheme: https is tried first, then http."""
    return not re.match(r"https?://", text.strip(), re.IGNORECASE)


def _punycode(host: str) -> str:
    host = host.rstrip(".")
    if _is_ip(host):
        return host.lower()
    try:
        ascii_host = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise UrlError(f"not a valid host name: {error}") from error
    labels = ascii_host.split(".")
    if len(labels) < 2 or len(ascii_host) > 253 or not all(map(_LABEL.match, labels)):
        raise UrlError("not a valid host name")
    return ascii_host


def url_key(text: str) -> str:
    """Return the key of a web address as typed: contract.md, URL key.

    Lower-case punycode host, default port and fragment dropped, tracking parameters dropped, a path at least ``/``.
    Raises `UrlError` for anything else than an http or https address or a bare host.
    """
    text = text.strip()
    if not text or len(text) > _MAX_URL:
        raise UrlError("an address is needed" if not text else f"the address is longer than {_MAX_URL} characters")
    if _EMAIL.match(text) or text.lower().startswith("mailto:"):
        raise UrlError("this is an e-mail address; only sites are checked", "email")
    if _FORBIDDEN.search(text):
        raise UrlError("the address has characters that no address has")
    if is_bare(text):
        if _SCHEME.match(text) and not re.match(r"[^/:]+\.[^/:]+(:\d+)?(/|\Z)", text):
            raise UrlError("only http and https addresses can be checked")
        text = f"https://{text}"
    return _key(text)


def _key(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UrlError(f"not a web address: {error}") from error
    if "@" in parts.netloc:
        raise UrlError("addresses with user names or passwords are refused", "userinfo")
    if not parts.hostname:
        raise UrlError("the address has no host")
    if not _NETLOC.fullmatch(parts.netloc):  # Python reads "[::1].example.com" as [::1], and "[x.example]" as a name
        raise UrlError("the address has brackets around what is no IPv6 address")
    host = _punycode(parts.hostname)
    host = f"[{host}]" if ":" in host else host
    scheme = parts.scheme.lower()
    default = {"http": 80, "https": 443}[scheme]
    netloc = host if port in (None, default) else f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(_TRACKING.match(name) for name, _ in pairs):
        query = urlencode([pair for pair in pairs if not _TRACKING.match(pair[0])])
    else:
        query = parts.query
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{scheme}://{netloc}{path}" + (f"?{query}" if query else "")


def absolute(base: str, href: str) -> str:
    """Return `href` as an absolute http(s) URL key against `base`, or "" when it is none."""
    try:
        joined = urljoin(base, href.strip())
        return _key(joined) if joined[:4].lower() == "http" and not _FORBIDDEN.search(joined) else ""
    except (ValueError, KeyError):
        return ""


def _first_segment(url: str) -> str:
    return next((part for part in urlsplit(url).path.split("/") if part), "")


def site_key(url: str, platforms: Platforms) -> str:
    """Return the site of a URL: contract.md, Site.

    The full host on a shared platform, host plus first path segment on a path platform, else the registrable domain.
    """
    host = host_of(url)
    platform = platforms.platform(host)
    if platform is None or platform.kind == "custom":
        return registrable(host)
    segment = _first_segment(url)
    return f"{host}/{segment}" if platform.kind == "path" and segment else host


def home_of(url: str, platforms: Platforms) -> str:
    """Return the URL of a site's home page: ``/`` of the host, or the path platform's first segment."""
    parts = urlsplit(url)
    platform = platforms.platform(host_of(url))
    segment = _first_segment(url) if platform is not None and platform.kind == "path" else ""
    return f"{parts.scheme}://{parts.netloc}/{segment}"


def same_site(a: str, b: str) -> bool:
    """Tell whether two hosts belong to one registrable domain."""
    return registrable(a) == registrable(b)


def within(host: str, domain: str) -> bool:
    """Tell whether `host` is `domain` or below it."""
    return host == domain or host.endswith(f".{domain}")
