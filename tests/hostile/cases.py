"""The hostile list, read from `data/*.toml`: addresses as typed, sites, requests to our own service."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.hostile.recipes import Answer, data_of
from tests.hostile.world import Site

DATA = Path(__file__).parent / "data"
REFUSED = "refused"  # any problem that names the address as what is wrong
_SITE = {"name", "answers", "reason", "problem", "dns", "tls", "whois", "registrar", "rdap", "url", "tld"}


@dataclass(frozen=True, slots=True)
class Typed:
    """An address as typed: `problem` is how the type of our refusal ends."""

    url: str
    problem: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A site to check: `reason` why its page must be missing, `problem` when it must be refused at once."""

    site: Site
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to our own service; `status` 0 allows every answer below 500."""

    why: str
    method: str
    path: str
    headers: Mapping[str, bytes]
    body: bytes
    status: int


@dataclass(frozen=True, slots=True)
class Cases:
    """The whole list with the names that it needs."""

    typed: tuple[Typed, ...] = ()
    visited: tuple[Visited, ...] = ()
    asked: tuple[Asked, ...] = ()
    names: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.typed) + len(self.visited) + len(self.asked)

    def __add__(self, other: Cases) -> Cases:
        return Cases(
            self.typed + other.typed,
            self.visited + other.visited,
            self.asked + other.asked,
            {**self.names, **other.names},
        )

    @property
    def sites(self) -> tuple[Site, ...]:
        """Every site."""
        return tuple(visited.site for visited in self.visited)

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Every spelling of an address that may not be reached."""
        return tuple(typed.url for typed in self.typed if typed.problem in (REFUSED, "forbidden-address", "userinfo"))


def load() -> Cases:
    """Read the whole list; raises ValueError for a key that means nothing or a name that stands twice."""
    found = Cases()
    for file in sorted(DATA.glob("*.toml")):
        found += _read(tomllib.loads(file.read_text(encoding="utf-8")))
    hosts = [site.host for site in found.sites]
    if doubles := {host for host in hosts if hosts.count(host) > 1}:
        raise ValueError(f"defined twice: {sorted(doubles)}")
    return found


def leading_to(urls: tuple[str, ...]) -> Cases:
    """Return a site for each address, whose page redirects there."""
    sites = (
        _visited(
            {
                "name": f"leads-{number}",
                "answers": {"/": {"status": "302 Found", "body": "", "headers": [["Location", url]]}},
            }
        )
        for number, url in enumerate(urls)
        if url.strip() and not {"\r", "\n"} & set(url)
    )
    return Cases(visited=tuple(sites))


def _read(table: Mapping[str, Any]) -> Cases:
    typed = tuple(Typed(_url(url), group["expect"]) for group in table.get("urls", ()) for url in group["urls"])
    visited = tuple(map(_visited, table.get("site", ())))
    asked = tuple(map(_asked, table.get("request", ())))
    return Cases(typed, visited, asked, table.get("names", {}))


def _url(url: str | Mapping[str, Any]) -> str:
    return url if isinstance(url, str) else f"{url['text']}{url['then'] * url['times']}{url['end']}"


def _visited(table: Mapping[str, Any]) -> Visited:
    if unknown := set(table) - _SITE:
        raise ValueError(f"a site has no {sorted(unknown)}")
    host = f"{table['name']}.{table.get('tld', 'example')}"
    scheme = "https" if "tls" in table else "http"
    answers = {"/": Answer(), **{path: Answer.read(value) for path, value in table.get("answers", {}).items()}}
    if "*" in answers and "/" not in table.get("answers", {}):
        del answers["/"]
    others = {name: Answer.read(table[name]) for name in ("whois", "registrar", "rdap") if name in table}
    url = f"{scheme}://{host}{table.get('url', '/')}"
    site = Site(table["name"], host, url, answers, table.get("tls", "ok"), table.get("dns", {}))
    return Visited(replace(site, **others), table.get("reason", ""), table.get("problem", ""))


def _asked(table: Mapping[str, Any]) -> Asked:
    body = data_of(table["body"]) if "body" in table else b""
    headers = {"Content-Type": b"application/json"} if body else {}
    headers |= {name: data_of(value) for name, value in table.get("headers", {}).items()}
    path = data_of(table["path"]).decode()
    return Asked(table["why"], table.get("method", "GET"), path, headers, body, table.get("status", 0))
