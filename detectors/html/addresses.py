"""Addresses as written in a page, made absolute; malformed ones never raise."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

_MAX_URL = 4_096


class Addresses:
    """Joins hrefs to a page's address, or to its ``<base>``."""

    def __init__(self, url: str, base: str = "") -> None:
        self.url = url
        self.base = _join(url, base) or url if base else url
        try:
            parts = urlsplit(self.base)
            self._scheme = parts.scheme
            self._origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        except ValueError:
            self._scheme, self._origin = "https", ""

    def absolute(self, href: str) -> str:
        """Return the http(s) address that `href` leads to, or "" when it is none."""
        href = href.strip()
        if len(href) > _MAX_URL:
            return ""
        start = href[:8]
        if start.startswith(("https://", "http://")) and len(href) > len("https://"):
            return href if _sound(href) else _join(self.base, href)
        if self._origin and start.startswith("/") and not start.startswith(("//", "/\\")) and "/." not in href:
            return self._origin + (href if _sound(href) else _join("", href))
        return _join(self.base, href)


def _sound(href: str) -> bool:
    return "\n" not in href and "\t" not in href and "\r" not in href and "[" not in href and "\\" not in href


def _join(base: str, href: str) -> str:
    href = href.replace("\n", "").replace("\t", "").replace("\r", "").replace("\\", "/").strip()
    try:
        joined = urljoin(base, href) if base else href
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if not base:
        return joined
    return joined if parts.scheme in ("http", "https") and parts.netloc else ""


def place_of(url: str) -> str:
    """Return host (without ``www.``) and path (without a closing slash): what two addresses of one page share."""
    rest = url.partition("://")[2].partition("#")[0]
    rest, _, query = rest.partition("?")
    kept = "&".join(
        pair for pair in query.split("&") if pair and not pair.startswith(("utm_", "fbclid", "gclid", "amp"))
    )
    host, _, path = rest.partition("/")
    path = path.rstrip("/")
    return f"{host.lower().removeprefix('www.')}/{path}" + (f"?{kept}" if kept else "")


def host_part(url: str) -> str:
    """Return the lower-case host of an absolute address without ``www.``, quickly."""
    return url.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0].lower().removeprefix("www.")
