"""What a private internet is made of, as data: sites, DNS zones and registrations, and their TOML form.

A folder with a `scenario.toml` holds the sites of one scenario; many folders are merged into one `Internet`, because
host names are unique among them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", "Site", "Zone", "Registration", "Archived", "Logged")
SITE_MODES = frozenset({"ok", "closed", "slow", "expired", "wrong_name", "plain"})
REGISTRY_MODES = frozenset({"ok", "none", "not_found", "throttled", "down", "refused", "slow"})
DNS_MODES = frozenset({"ok", "nxdomain", "servfail", "timeout"})


@dataclass(frozen=True, slots=True)
class Site:
    """One web site: `pages` maps file names (``index.html``, ``2015/06/title.html``) to bodies.

    `mode`: ok; closed (no port answers); slow (answers after two minutes); expired and wrong_name (the certificate);
    plain (HTTP only). `status` other than 200 answers every request so, robots.txt included; `statuses` and `redirects`
    do it for single paths. `mobile` holds the files that differ for a mobile User-Agent. A site shares the address of
    `beside`, when given.
    """

    host: str
    pages: Mapping[str, bytes] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    organization: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    mode: str = "ok"
    status: int = 200
    statuses: Mapping[str, int] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    mobile: Mapping[str, bytes] = field(default_factory=dict)
    beside: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host name that the site answers to."""
        return (self.host, *self.names)


@dataclass(frozen=True, slots=True)
class Zone:
    """The records of one DNS name; hosts of sites get their address without being listed."""

    name: str
    a: tuple[str, ...] = ()
    aaaa: tuple[str, ...] = ()
    ns: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()
    txt: tuple[str, ...] = ()
    soa: tuple[str, ...] = ()  # primary server, responsible mailbox as a name
    cname: str = ""
    mode: str = "ok"


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registry holds about a domain; both its answers are built from the fields unless given whole.

    `hidden` shows placeholders where the holder would stand. `whois` is the answer's bytes, `rdap` its document;
    `whois_mode` and `rdap_mode` say how each service behaves ("none": there is no such service for this domain's TLD).
    """

    domain: str
    organization: str = ""
    person: str = ""
    street: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    country: str = ""
    registrar: str = "Registre Commun SAS"
    created: str = "2014-03-18"
    updated: str = "2026-03-02"
    expires: str = "2027-03-18"
    name_servers: tuple[str, ...] = ("ns1.registrecommun.example", "ns2.registrecommun.example")
    hidden: bool = False
    whois: bytes = b""
    rdap: Mapping[str, Any] | None = None
    whois_mode: str = "ok"
    rdap_mode: str = "ok"


@dataclass(frozen=True, slots=True)
class Archived:
    """One page that the web archive kept: `when` as the archive writes it (``20051130101500``)."""

    url: str
    when: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Logged:
    """One certificate of the public logs: from when it was valid, and its names."""

    when: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Internet:
    """Everything that is served at once."""

    sites: tuple[Site, ...] = ()
    zones: tuple[Zone, ...] = ()
    registrations: tuple[Registration, ...] = ()
    archived: tuple[Archived, ...] = ()
    logged: tuple[Logged, ...] = ()

    def __add__(self, other: Internet) -> Internet:
        """Both together; raises ValueError when a host, zone or domain stands in both."""
        merged = Internet(
            self.sites + other.sites,
            self.zones + other.zones,
            self.registrations + other.registrations,
            self.archived + other.archived,
            self.logged + other.logged,
        )
        for names in (
            [host for site in merged.sites for host in site.hosts],
            [zone.name for zone in merged.zones],
            [registration.domain for registration in merged.registrations],
        ):
            if doubles := {name for name in names if names.count(name) > 1}:
                raise ValueError(f"defined twice: {sorted(doubles)}")
        return merged


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path within."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def load(file: Path) -> Internet:
    """Read the `[[site]]`, `[dns]`, `[registration]`, `[[archived]]` and `[[logged]]` tables of one scenario file."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    sites = tuple(_site(table, file.parent) for table in data.get("site", ()))
    zones = tuple(_zone(name, table) for name, table in data.get("dns", {}).items())
    registrations = tuple(
        _registration(domain, table, file.parent) for domain, table in data.get("registration", {}).items()
    )
    archived = tuple(_archived(table, file.parent) for table in data.get("archived", ()))
    logged = tuple(_made(Logged, table) for table in data.get("logged", ()))
    return Internet(sites, zones, registrations, archived, logged)


def load_all(folder: Path) -> Internet:
    """Merge every scenario (and shared world) below `folder`."""
    return merge(load(file) for file in sorted(folder.glob("*/*.toml")))


def merge(parts: Iterable[Internet]) -> Internet:
    """Merge internets; raises ValueError for names that stand in two of them."""
    parts = tuple(parts)
    together = Internet(
        tuple(site for part in parts for site in part.sites),
        tuple(zone for part in parts for zone in part.zones),
        tuple(registration for part in parts for registration in part.registrations),
        tuple(capture for part in parts for capture in part.archived),
        tuple(certificate for part in parts for certificate in part.logged),
    )
    return together + Internet()


def _site(table: Mapping[str, Any], folder: Path) -> Site:
    values = dict(table)
    values["pages"] = read_folder(folder / values.pop("files")) if "files" in values else {}
    if "mobile" in values:
        values["mobile"] = read_folder(folder / values["mobile"])
    site = _made(Site, values)
    _check(site.mode, SITE_MODES)
    return site


def _zone(name: str, table: Mapping[str, Any]) -> Zone:
    zone = _made(Zone, {"name": name, **table})
    _check(zone.mode, DNS_MODES)
    return zone


def _registration(domain: str, table: Mapping[str, Any], folder: Path) -> Registration:
    values = {"domain": domain, **table}
    if "whois" in values:
        values["whois"] = (folder / values["whois"]).read_bytes()
    if "rdap" in values:
        values["rdap"] = _json((folder / values["rdap"]).read_bytes())
    registration = _made(Registration, values)
    _check(registration.rdap_mode, REGISTRY_MODES)
    _check(registration.whois_mode, REGISTRY_MODES)
    return registration


def _archived(table: Mapping[str, Any], folder: Path) -> Archived:
    return Archived(table["url"], table["when"], (folder / table["file"]).read_bytes())


def _json(data: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(data)
    return document


def _made(kind: type[T], values: Mapping[str, Any]) -> T:
    known = {item.name for item in fields(kind)}
    if unknown := set(values) - known:
        raise ValueError(f"{kind.__name__} has no {sorted(unknown)}")
    arguments: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in values.items()
    }
    return kind(**arguments)


def _check(mode: str, modes: frozenset[str]) -> None:
    if mode not in modes:
        raise ValueError(f"{mode!r} is none of {sorted(modes)}")
