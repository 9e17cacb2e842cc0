"""Which addresses and ports may be connected to, and how the host of a URL is read.

The table is ours because `ipaddress.is_global` is not a safety rule: Python 3.11 calls 192.0.0.192, fec0::1,
64:ff9b::a9fe:a9fe, 2002:7f00:1::, 168.63.129.16 and 224.0.0.1 global. Of IPv6 only 2000::/3 is public, less what
tunnels or translates to IPv4. Hosts are read as a browser reads them (WHATWG URL Standard, host parsing), so that no
spelling of an address is taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import TypeAlias

import idna

from server.errors import UsageError

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

WEB_PORTS = frozenset({80, 443})

_DENIED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(text), why)
    for text, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private address"),
        ("100.64.0.0/10", "shared address space"),
        ("127.0.0.0/8", "loopback address"),
        ("168.63.129.16/32", "cloud platform address"),
        ("169.254.0.0/16", "link-local address"),
        ("172.16.0.0/12", "private address"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation address"),
        ("192.88.99.0/24", "6to4 relay address"),
        ("192.168.0.0/16", "private address"),
        ("198.18.0.0/15", "benchmarking address"),
        ("198.51.100.0/24", "documentation address"),
        ("203.0.113.0/24", "documentation address"),
        ("224.0.0.0/4", "multicast address"),
        ("240.0.0.0/4", "reserved address"),
        ("2001::/23", "protocol assignments"),  # Teredo, ORCHID, benchmarking
        ("2001:db8::/32", "documentation address"),
        ("2002::/16", "6to4 address"),
        ("3fff::/20", "documentation address"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214: interface identifiers that end in an IPv4 address

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


def judge(
    address: Address, port: int, allowed: Iterable[Network] = (), ports: Collection[int] = WEB_PORTS
) -> str | None:
    """Return why `address`:`port` may not be connected to, or None when it may.

    An address of the `allowed` networks is free, on every port; any other must be public and its port one of `ports`.
    """
    if any(address in network for network in allowed):
        return None
    if port not in ports:
        return f"port {port}"
    if isinstance(address, IPv6Address):
        if address not in _PUBLIC_V6:
            return "not a public IPv6 address"
        if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return "IPv4 address embedded in IPv6"
    return next((why for network, why in _DENIED if address in network), None)


def read_host(text: str) -> tuple[str, Address | None]:
    """Return the host of a URL in lower-case punycode, and the address when it is one.

    `text` is the host as written, IPv6 in brackets. Raises `UsageError` when a browser would not read it as one host,
    or when it hides what it is (percent signs).
    """
    if text.startswith("["):
        address = _read_ipv6(text)
        return f"[{address.compressed}]", address
    host = _ascii(text)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        ipv4 = _read_ipv4(labels)
        return str(ipv4), ipv4
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise UsageError("the host name is malformed")
    return host, None


def _ascii(text: str) -> str:
    if not text.isascii():
        try:
            text = idna.encode(text, uts46=True, transitional=False).decode("ascii")
        except idna.IDNAError:
            raise UsageError("the host name is not a valid international domain name") from None
    return text.lower().removesuffix(".")


def _read_ipv6(text: str) -> IPv6Address:
    try:
        if not text.endswith("]") or "%" in text:
            raise ValueError(text)
        return IPv6Address(text[1:-1])
    except ValueError:
        raise UsageError("the IPv6 address is malformed") from None


def _read_ipv4(labels: list[str]) -> IPv4Address:
    """Read 127.0.0.1, 127.1, 2130706433, 0x7f.1 and 0177.0.0.1 alike (WHATWG URL Standard, IPv4 parser)."""
    try:
        numbers = [_read_number(label) for label in labels]
        *bytes_, last = numbers
        if len(numbers) > 4 or any(number > 255 for number in bytes_) or last >= 256 ** (5 - len(numbers)):
            raise ValueError(labels)
    except ValueError:
        raise UsageError("the IPv4 address is malformed") from None
    return IPv4Address(last + sum(number << (8 * (3 - place)) for place, number in enumerate(bytes_)))


def _read_number(label: str) -> int:
    if not _NUMBER.fullmatch(label) or len(label) > 16:
        raise ValueError(label)
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)


def host_port(text: str, default: int) -> tuple[str, int]:
    """Split ``host:port``, ``host`` or ``[v6]:port`` of a setting; raises `UsageError` when the port is no number."""
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")) or text.endswith("]"):
        return text.strip("[]"), default
    if not port.isdecimal() or not port.isascii() or int(port) > 65535:
        raise UsageError(f"not host:port: {text}")
    return host.strip("[]"), int(port)
