"""What a link is: an affiliate link, a tracked one, a cloaked one, a shortener's, or nothing of the kind.

Only the shape of the address is read. The list of programmes is our own (``data/affiliate_links.toml``): click hosts of
networks, partner parameters on shops' own hosts, path shapes. Nothing is ever resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from detectors.data_files import load_toml

LinkKind: TypeAlias = Literal["affiliate", "tracking", "cloaked", "shortener", ""]

_DEPTH = 3  # addresses inside addresses that are followed
_LONGEST = 4096  # characters of an address that are read


@dataclass(frozen=True, slots=True)
class _Programme:
    """One programme: any of its conditions that is set must hold, of `path` and `params` one is enough.

    Of `every` all parameters must stand there.
    """

    host: re.Pattern[str] | None
    path: re.Pattern[str] | None
    params: frozenset[str]
    every: frozenset[str]

    @property
    def anywhere(self) -> bool:
        """Whether its host alone proves a payment."""
        return self.path is None and not self.params and not self.every

    def pays(self, host: str, path: str, params: Mapping[str, str]) -> bool:
        if self.host is not None and not self.host.fullmatch(host):
            return False
        if not self.every <= params.keys():
            return False
        if self.path is None and not self.params:
            return True
        named = self.params & params.keys() if params else ()
        return bool(
            (self.path and self.path.match(path)) or any(params[name].lower() not in _neutral() for name in named)
        )


@dataclass(frozen=True, slots=True)
class _Book:
    """The list, indexed: programmes by host, programmes of host patterns, and what holds on any host."""

    by_host: Mapping[str, tuple[tuple[str, _Programme], ...]]
    by_pattern: tuple[_Programme, ...]
    parameters: frozenset[str]
    exempt: frozenset[str]
    value_names: frozenset[str]
    values: re.Pattern[str]
    wrappers: Mapping[str, frozenset[str]]
    tracking_hosts: frozenset[str]
    tracking_params: frozenset[str]
    tracking_prefixes: tuple[str, ...]
    cloaks: frozenset[str]
    shorteners: frozenset[str]


def is_affiliate_link(url: str) -> bool:
    """Return whether `url` has the certain shape of an affiliate programme's link."""
    return link_kind(url) == "affiliate"


@lru_cache(maxsize=4096)  # several detectors ask about the links of a page
def link_kind(url: str) -> LinkKind:
    """Return the kind of `url`.

    "affiliate" is certain by shape; "cloaked" (``/go/...``) and "shortener" are possible, not certain; "tracking" is an
    advertisement's or a campaign's link that pays nobody by its shape; "" is a plain link, or no web address at all.
    """
    return _kind(url.strip()[:_LONGEST], _DEPTH)


def _kind(url: str, depth: int) -> LinkKind:
    try:
        parts = urlsplit(url if "//" in url[:12] else f"https://{url.lstrip('/')}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "." not in host:
        return ""
    params = {key.lower(): value for key, value in parse_qsl(parts.query) if value} if parts.query else {}
    book = _book()
    if depth and (inner := _wrapped(host, params, book)):
        return _kind(inner, depth - 1)
    if _pays(host, parts.path or "/", params, book):
        return "affiliate"
    return _other(host, parts.path, params, book)


def _wrapped(host: str, params: Mapping[str, str], book: _Book) -> str:
    """Return the address that a mere redirector carries, or ""."""
    names = next((book.wrappers[suffix] for suffix in _suffixes(host) if suffix in book.wrappers), frozenset())
    return next((params[name] for name in names if params.get(name, "").startswith(("http://", "https://"))), "")


def _pays(host: str, path: str, params: Mapping[str, str], book: _Book) -> bool:
    lower = path.lower()
    for suffix in _suffixes(host):
        for prefix, programme in book.by_host.get(suffix, ()):
            if programme.anywhere and host == suffix and lower == "/" and not params:
                continue  # the front door of a network, not a click that it counts
            if _below(lower, prefix) and programme.pays(host, lower, params):
                return True
    named = bool(book.parameters & params.keys()) and not book.exempt & set(_suffixes(host))
    return (
        named
        or any(programme.pays(host, lower, params) for programme in book.by_pattern)
        or any(book.values.search(params[name].lower()) for name in book.value_names & params.keys())
    )


def _below(path: str, prefix: str) -> bool:
    """Return whether `path` is `prefix` or lies below it ("/a" and "/a/x", not "/about")."""
    return path.startswith(prefix) and (prefix[-1] == "/" or path[len(prefix) : len(prefix) + 1] in ("", "/", "?", "."))


def _other(host: str, path: str, params: Mapping[str, str], book: _Book) -> LinkKind:
    suffixes = set(_suffixes(host))
    if suffixes & book.tracking_hosts:
        return "tracking"
    segments = [segment for segment in path.lower().split("/") if segment]
    if host in book.shorteners and segments:
        return "shortener"
    if len(segments) > 1 and segments[0] in book.cloaks and not segments[1].isdigit():
        return "cloaked"
    tracked = any(name in book.tracking_params or name.startswith(book.tracking_prefixes) for name in params)
    return "tracking" if tracked else ""


def _suffixes(host: str) -> list[str]:
    """Return `host` and the domains above it, longest first, without top-level labels."""
    labels = host.split(".")
    return [".".join(labels[index:]) for index in range(len(labels) - 1)]


@cache
def _neutral() -> frozenset[str]:
    return frozenset(load_toml("affiliate_links.toml")["neutral"]["values"])


@cache
def _book() -> _Book:
    data = load_toml("affiliate_links.toml")
    by_host: dict[str, list[tuple[str, _Programme]]] = {}
    by_pattern: list[_Programme] = []
    for entry in data["network"]:
        pattern = entry.get("host_pattern")
        path = entry.get("path_pattern")
        programme = _Programme(
            re.compile(pattern) if pattern else None,
            re.compile(path) if path else None,
            frozenset(entry.get("params", ())),
            frozenset(entry.get("every", ())),
        )
        for name in entry.get("hosts", ()):
            host, _, prefix = name.partition("/")
            by_host.setdefault(host, []).append((f"/{prefix}", programme))
        if "hosts" not in entry:
            by_pattern.append(programme)
    return _Book(
        {host: tuple(programmes) for host, programmes in by_host.items()},
        tuple(by_pattern),
        frozenset(data["parameters"]["names"]),
        frozenset(data["parameters"]["exempt"]),
        frozenset(data["values"]["names"]),
        re.compile(data["values"]["pattern"]),
        {host: frozenset(names) for host, names in data["wrappers"]["hosts"].items() if names},
        frozenset(data["tracking"]["hosts"]),
        frozenset(data["tracking"]["params"]),
        tuple(data["tracking"]["prefixes"]),
        frozenset(data["cloaked"]["paths"]),
        frozenset(data["shorteners"]["hosts"]),
    )


def warm() -> None:
    """Load the list, so that nothing is read while examining."""
    _book()
