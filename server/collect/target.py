"""A URL that may be fetched, read as browsers read it or refused."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from requests.utils import requote_uri

from server.collect.address import Address, read_host
from server.errors import UsageError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_URL = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: `host` in lower-case punycode, `address` when the host is one, `url` without fragment."""

    scheme: str
    host: str
    port: int
    address: Address | None
    url: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as one robots.txt covers them."""
        return f"{self.scheme}://{self.host}:{self.port}"


def read_target(url: str, base: str = "") -> Target:
    """Return the target of `url`, resolved against `base`; raises `UsageError` when it is not a plain web URL.

    Userinfo, backslashes before the query, control characters and percent signs in the host are refused: the parsers
    of the standard library read them otherwise than browsers do.
    """
    url = url.strip(" ")
    if len(url) > _MAX_URL or any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in url):
        raise UsageError("the URL is too long or holds control characters")
    if "\\" in url.split("?", 1)[0].split("#", 1)[0]:
        raise UsageError("the URL holds a backslash")
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        return _target(parts)
    except ValueError:  # the standard library's many ways to say that it cannot read a URL
        raise UsageError("the URL is malformed") from None


def _target(parts: SplitResult) -> Target:
    if parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        raise UsageError("only http and https URLs with a host can be fetched")
    if "@" in parts.netloc:
        raise UsageError("the URL holds a user name")
    host_text, port_text = parts.netloc, ""
    if not host_text.endswith("]"):
        before, colon, after = host_text.rpartition(":")
        host_text, port_text = (before, after) if colon else (host_text, "")
    if port_text and not (port_text.isascii() and port_text.isdecimal() and len(port_text) <= 5):
        raise UsageError("the port is malformed")
    host, address = read_host(host_text)
    default = _DEFAULT_PORTS[parts.scheme]
    port = int(port_text) if port_text else default
    if not 0 < port < 65536:
        raise UsageError("the port is malformed")
    netloc = host if port == default else f"{host}:{port}"
    url = requote_uri(urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")))
    if len(url) > _MAX_URL:  # a letter with an accent grows to six characters
        raise UsageError("the URL is too long")
    return Target(parts.scheme, host, port, address, url)
