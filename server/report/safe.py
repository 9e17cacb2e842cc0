"""Text from strangers made harmless for a terminal, a log line and a link."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def printable(text: str) -> str:
    """Return `text` on one line with nothing that a terminal obeys or that reorders what is read.

    Line breaks and tabs become spaces; controls, bidirectional marks, surrogates and private characters are shown by
    their number.
    """
    return "".join(_shown(char) for char in text)


def web_link(url: str) -> str | None:
    """Return `url` when it may stand in a link, that is, leads to a web page; else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and printable(url) == url else None


def _shown(char: str) -> str:
    if char in "\n\r\t\x0b\x0c\u2028\u2029":
        return " "
    return f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _UNSAFE else char
