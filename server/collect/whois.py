"""Our own WHOIS client (RFC 3912): deadlines, a size cap, plain queries, checked connections.

python-whois lends what it knows of servers that our table lacks, never its sockets: it has no deadline, no cap, and
follows referrals anywhere.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detectors.model import MissingReason
from server.collect.address import host_port, read_host
from server.collect.dial import Dialer, Watch
from server.errors import FetchError, UsageError
from server.settings import Settings

PORT = 43
LIMIT = 65_536
_DOMAIN = re.compile(r"[a-z0-9][a-z0-9.-]{0,252}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WhoisServer:
    """One server to ask; `trusted` when a setting named it; `query` holds ``{domain}``."""

    host: str
    port: int = PORT
    trusted: bool = False
    query: str = "{domain}"


def registry_server(domain: str, settings: Settings) -> WhoisServer | None:
    """Return the server of the registry of `domain`, or None when none is known.

    The setting answers for every name; else our table, else python-whois' constants, by the longest suffix.
    """
    if settings.whois_server:
        return WhoisServer(*host_port(settings.whois_server, PORT), trusted=True)
    labels = domain.split(".")
    for start in range(1, len(labels)):
        if entry := _table().get(".".join(labels[start:])):
            return WhoisServer(entry["host"], query=entry.get("query", "{domain}"))
    tld = labels[-1]
    # Registries of generic domains answer at whois.nic.<tld> (ICANN's base registry agreement, specification 4).
    host = _borrowed(tld) or (f"whois.nic.{tld}" if len(tld) > 2 else None)
    return WhoisServer(host) if host else None


def referred_server(text: str) -> WhoisServer | None:
    """Return the server that an answer refers to (``whois.example.com``, with or without scheme and port)."""
    name = re.sub(r"^(?:r?whois|https?)://", "", text.strip().lower()).split("/", 1)[0]
    try:
        host, port = host_port(name, PORT)
        host, _ = read_host(host)
    except UsageError:
        return None
    return WhoisServer(host, port) if "." in host else None


def ask(server: WhoisServer, domain: str, dialer: Dialer, watch: Watch) -> bytes:
    """Return the raw answer; raises `FetchError` (TOO_LARGE above 64 KB, EMPTY, TIMEOUT, UNREACHABLE, ...)."""
    if not _DOMAIN.fullmatch(domain):
        raise FetchError(MissingReason.UNPARSABLE, "the name cannot be asked")
    try:
        host, address = read_host(server.host if ":" not in server.host else f"[{server.host}]")
    except UsageError as error:
        raise FetchError(MissingReason.UNPARSABLE, str(error)) from None
    answer = bytearray()
    with dialer.open(address or host, server.port, watch, ports=(PORT,), trusted=server.trusted) as connection:
        try:
            connection.sendall(server.query.format(domain=domain).encode("ascii") + b"\r\n")
            while chunk := connection.recv(LIMIT):
                answer += chunk
                if len(answer) > LIMIT:
                    raise FetchError(MissingReason.TOO_LARGE, f"more than {LIMIT} bytes")
                connection.settimeout(watch.remaining)
        except OSError as error:
            timed_out = watch.fired or isinstance(error, TimeoutError)
            raise FetchError(MissingReason.TIMEOUT if timed_out else MissingReason.UNREACHABLE) from None
    if watch.fired:
        raise FetchError(MissingReason.TIMEOUT)
    if not answer.strip():
        raise FetchError(MissingReason.EMPTY)
    return bytes(answer)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("server.collect").joinpath("data/whois_servers.toml").read_text(encoding="utf-8")
    servers = tomllib.loads(text)["server"]
    return {suffix: entry for entry in servers for suffix in entry["suffixes"]}


@cache
def _borrowed(tld: str) -> str | None:
    """What python-whois knows of a top-level domain, without its question to IANA and its slips on .madrid."""
    from whois import NICClient  # noqa: PLC0415 - slow to import, and only names outside our table need it

    class Table(NICClient):  # type: ignore[misc]
        def findwhois_iana(self, tld: str) -> None:
            """Know nothing more: the library would go on the network here."""

    if tld.endswith(("id", "hr")) or not tld.isascii() or not tld:  # its suffix tests lack the dot
        return None
    host = Table().choose_server(f"example.{tld}")
    return host if isinstance(host, str) else None
