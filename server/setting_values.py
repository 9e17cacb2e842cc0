"""The values that a setting can have, read from text. What cannot be used raises `ValueError`, which says what is."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network


def optional(parse: Callable[[str], Any], none: str = "") -> Callable[[str], Any]:
    """Return what reads "" and the word `none` as None, and anything else by `parse`."""
    return lambda text: None if text.lower() in ("", none) else parse(text)


def positive(text: str) -> float:
    """Return a finite number above 0."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError("must be a number above 0")
    return number


def host_port(text: str) -> str:
    """Return ``host:port`` as it is; the host may be a name, a number or an IPv6 address in brackets."""
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):(\d{1,5})", text)
    if not match or not 0 <= int(match[2]) < 65536:
        raise ValueError("must be host:port")
    return text


def web_base(text: str) -> str:
    """Return an http or https address without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http or https address")
    return text.rstrip("/")


def networks(text: str) -> tuple[Network, ...]:
    """Return the CIDRs of a text, which blanks or commas part."""
    return tuple(ip_network(part) for part in re.split(r"[\s,]+", text) if part)


def rate_limit(text: str) -> str:
    """Return a limit like ``30/minute`` without spaces; raises `ValueError`."""
    if not re.fullmatch(r"[1-9]\d*\s*/\s*(second|minute|hour|day)", text):
        raise ValueError("must be like 30/minute, or off")
    return re.sub(r"\s", "", text)


def one_of(*values: str) -> Callable[[str], str]:
    """Return what reads one of these words and no other."""

    def parse(text: str) -> str:
        if text not in values:
            raise ValueError(f"must be one of: {', '.join(values)}")
        return text

    return parse


def store(text: str) -> str:
    """Return the address of a store as it is."""
    if not text.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("must be sqlite:////path or postgresql://...")
    return text


def path(text: str) -> Path:
    """Return a path; ``~`` is the user's home."""
    return Path(text).expanduser()


def without_password(text: str) -> str:
    """Return an address without the password in it, which stands before its host or among its parameters."""
    return re.sub(r"([?&]password=)[^&#\s]*", r"\1***", re.sub(r"(://[^:/@\s]*):\S*@", r"\1:***@", text))
