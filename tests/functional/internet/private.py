"""`PrivateInternet`: allocates addresses, starts every server on one event loop and names them in settings."""

from __future__ import annotations

import asyncio
import hashlib
import json
import resource
import ssl
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tldextract import TLDExtract

from tests.functional.internet import history, names, registry
from tests.functional.internet.authority import Authority
from tests.functional.internet.http import Handler, WebServer
from tests.functional.internet.sites import SiteHandler
from tests.functional.internet.spec import Internet, Registration, Site, Zone

LOOPBACK = "127.0.0.1"
_SECONDS = 240.0  # for starting and stopping, on a machine that has much else to do
_registrable = TLDExtract(suffix_list_urls=(), cache_dir=None)


class PrivateInternet:
    """Serves an `Internet` while entered; entering returns the MASTHEAD_* environment that leads to it.

    `latency` (seconds) delays every web answer, `delays` those of single hosts and "whois". Addresses are
    127.`network`.x.y, so that several can run side by side.
    `addresses` maps hosts to them; after start, `env` is that environment and `visits` lists the web requests received.
    """

    def __init__(
        self,
        internet: Internet,
        latency: float = 0.0,
        network: int = 1,
        delays: Mapping[str, float] | None = None,
    ) -> None:
        self.internet = _completed(internet)
        self.addresses = allocate(self.internet.sites, network)
        services: dict[str, Handler] = {
            history.ARCHIVE_HOST: history.ArchiveHandler(self.internet.archived),
            history.LOG_HOST: history.LogHandler(self.internet.logged),
        }
        self.addresses |= dict.fromkeys((registry.HOST, *services), f"127.{network}.0.1")
        self.sites = {host: site for site in self.internet.sites for host in site.hosts}
        self.registrations = {held.domain: held for held in self.internet.registrations}
        handlers: dict[str, Handler] = {host: SiteHandler(site) for host, site in self.sites.items()}
        services[registry.HOST] = registry.Rdap(self.registrations)
        self._services = frozenset(services)
        self._web = WebServer(handlers | services, latency, delays)
        self._whois_delay = (delays or {}).get("whois", 0.0)
        self._loop = asyncio.new_event_loop()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._servers: list[asyncio.AbstractServer | asyncio.DatagramTransport] = []

    @property
    def visits(self) -> list[Any]:
        """The web requests received so far, in order."""
        return self._web.visits

    def __enter__(self) -> dict[str, str]:
        """Start every server; the returned settings are complete for running the product."""
        self._folder = tempfile.TemporaryDirectory(prefix="internet-", ignore_cleanup_errors=True)
        self._authority = Authority(Path(self._folder.name))
        _raise_file_limit()
        self._thread = threading.Thread(target=self._loop.run_forever, name="private internet", daemon=True)
        self._thread.start()
        self.env = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(_SECONDS)
        return self.env

    def __exit__(self, *exc: object) -> None:
        """Stop the servers and forget the certificates and the store."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_SECONDS)
        self._loop.close()
        self._folder.cleanup()

    @contextmanager
    def held(self, host: str) -> Iterator[None]:
        """Answer nothing that is asked of a host until the context ends; what is asked meanwhile stands in `visits`."""
        self._web.held.add(host)
        try:
            yield
        finally:
            self._web.held.discard(host)

    def publish_text(self, name: str, *texts: str) -> None:
        """Answer with these TXT records for `name` from now on."""
        self._names.zones[name] = Zone(name, txt=texts)

    def publish_file(self, host: str, path: str, body: bytes) -> None:
        """Serve a file (a path without its first slash) on a site from now on."""
        site = self.sites[host]
        self._web.handlers[host] = SiteHandler(replace(site, pages={**site.pages, path: body}))

    async def _start(self) -> dict[str, str]:
        self._names = names.Names(self._zones())
        dns_port = await self._start_names(self._names)
        whois_port = await self._listen(
            partial(registry.serve_whois, self.registrations, self._whois_delay), LOOPBACK, 0
        )
        closed = {self.addresses[site.host] for site in self.internet.sites if site.mode == "closed"}
        plain = {self.addresses[site.host] for site in self.internet.sites if site.mode == "plain"}
        for address in sorted(set(self.addresses.values()) - closed):
            await self._listen(self._web.connected, address, 80)
            if address not in plain:
                await self._listen(self._web.connected, address, 443, self._front())
        return self._settings(dns_port, whois_port)

    async def _start_names(self, name_server: names.Names) -> int:
        while True:
            port = await self._listen(partial(names.serve_stream, name_server), LOOPBACK, 0)
            with suppress(OSError):  # somebody's question leaves from that port just now: another one
                transport, _ = await self._loop.create_datagram_endpoint(
                    partial(names.Datagrams, name_server), local_addr=(LOOPBACK, port)
                )
                self._servers.append(transport)
                return port

    async def _listen(self, serve: Any, address: str, port: int, context: ssl.SSLContext | None = None) -> int:
        async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await serve(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
                writer.transport.abort()  # cancelled: by `_stop` alone
            finally:
                writer.close()

        server = await asyncio.start_server(guarded, address, port, ssl=context, backlog=128)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        # A connection may still be shaking hands, or wait for a client to say goodbye: what is left would be warned of.
        transports: Any = self._loop
        for transport in list(transports._transports.values()):
            transport.abort()
        await asyncio.sleep(0)

    def _front(self) -> ssl.SSLContext:
        """Return the context of every listener; the name that a client asks for picks the certificate."""
        if "" not in self._contexts:
            front = self._authority.context(("unknown.invalid",))
            front.sni_callback = self._pick
            self._contexts[""] = front
        return self._contexts[""]

    def _pick(self, connection: ssl.SSLObject, name: str | None, _front: ssl.SSLContext) -> None:
        site = self.sites.get(name or "") or (Site(name) if name in self._services else None)
        if site is None:
            return
        if site.host not in self._contexts:
            hosts = ("someone-else.invalid",) if site.mode == "wrong_name" else site.hosts
            expired = site.mode == "expired"
            self._contexts[site.host] = self._authority.context(hosts, site.organization, expired=expired)
        connection.context = self._contexts[site.host]

    def _zones(self) -> Mapping[str, Zone]:
        zones = {zone.name: zone for zone in self.internet.zones}
        for host, address in self.addresses.items():
            name = host
            while zones.get(name, Zone(name)).cname:  # an alias is served at its target's address
                name = zones[name].cname
            zone = zones.get(name, Zone(name))
            zones[name] = zone if zone.a else replace(zone, a=(address,))
        for held in self.registrations.values():
            zone = zones.get(held.domain, Zone(held.domain))
            soa = zone.soa or (held.name_servers[0], f"hostmaster.{held.name_servers[0].partition('.')[2]}")
            zones[held.domain] = replace(zone, ns=zone.ns or held.name_servers, soa=soa)
        return zones

    def _settings(self, dns_port: int, whois_port: int) -> dict[str, str]:
        folder = Path(self._folder.name)
        served = sorted({d.rpartition(".")[2] for d, held in self.registrations.items() if held.rdap_mode != "none"})
        bootstrap = {
            "version": "1.0",
            "publication": "2026-11-20T00:00:00Z",
            "description": "RDAP bootstrap file of a private internet",
            "services": [[served, [f"https://{registry.HOST}/"]]],
        }
        (folder / "dns.json").write_text(json.dumps(bootstrap), encoding="utf-8")
        return {
            "MASTHEAD_STORE": f"sqlite:///{folder}/store.sqlite",
            "MASTHEAD_RESOLVER": f"{LOOPBACK}:{dns_port}",
            "MASTHEAD_WHOIS_SERVER": f"{LOOPBACK}:{whois_port}",
            "MASTHEAD_RDAP_BOOTSTRAP": str(folder / "dns.json"),
            "MASTHEAD_CA_BUNDLE": str(self._authority.bundle),
            "MASTHEAD_ALLOWED_NETWORKS": "127.0.0.0/8",
            "MASTHEAD_PER_HOST_RATE": "off",
            "MASTHEAD_REGISTRY_RATE": "off",
            "MASTHEAD_RATE_LIMIT": "off",
            "MASTHEAD_CHECK_DEADLINE": "600",  # no host is slow here, but the machine may be
            "MASTHEAD_CONTACT": "desk@masthead.example",
            "MASTHEAD_SIGNING_KEY": str(folder / "signing.key"),
        }


def allocate(sites: tuple[Site, ...], network: int = 1) -> dict[str, str]:
    """Give each site a loopback address that depends on its name only, unless two names collide."""
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for site in sorted((site for site in sites if not site.beside), key=lambda site: site.host):
        number = int.from_bytes(hashlib.sha256(site.host.encode()).digest()[:2])
        while (address := _address(network, number)) in taken:
            number += 1
        taken.add(address)
        addresses |= dict.fromkeys(site.hosts, address)
    for site in sites:
        if site.beside:
            addresses |= dict.fromkeys(site.hosts, addresses[site.beside])
    return addresses


def _address(network: int, number: int) -> str:
    # 127.n.0.* is kept for the registry's own servers
    return f"127.{network}.{1 + (number >> 8) % 255}.{1 + number % 254}"


def _completed(internet: Internet) -> Internet:
    """Give every site's domain a plain registration (holder not shown) when the data say nothing about it."""
    known = {held.domain for held in internet.registrations}
    domains = {domain_of(site.host) for site in internet.sites} - known
    plain = tuple(Registration(domain, hidden=True) for domain in sorted(domains))
    with_service = {held.domain.rpartition(".")[2] for held in internet.registrations if held.rdap_mode != "none"}
    plain = tuple(held if _tld(held) in with_service else replace(held, rdap_mode="none") for held in plain)
    return replace(internet, registrations=internet.registrations + plain)


def _tld(held: Registration) -> str:
    return held.domain.rpartition(".")[2]


def domain_of(host: str) -> str:
    """Return the registrable domain as a registry sees it: platforms' private suffixes are ordinary domains."""
    found = _registrable(host)
    return found.top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


def _raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
