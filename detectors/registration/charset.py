"""Bytes of a WHOIS answer to text: the protocol names no character set, so the answer itself has to."""

from __future__ import annotations

import re
from functools import cache

from detectors.data_files import load_toml

_ISO_2022 = re.compile(rb"\x1b\$[@B]|\x1b\([BJ]")
_ASKED = re.compile(rb"(?i)(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.([a-z]{2})(?![\w.-])")
_LONGEST_SEQUENCE = 4
_MOSTLY = 4  # good characters for one broken


@cache
def _charsets() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_toml("registration/charsets.toml")["charsets"]
    return table


def warm() -> None:
    """Load the table, so that nothing is read while parsing."""
    _charsets()


def decode_whois(raw: bytes) -> str:
    """Return the text of an answer: UTF-8, else the registry's usual character set, else Latin-1; never raises.

    The registry is told by the first host name with a two-letter suffix in the answer that has a usual character set.
    An answer cut off inside a character is still UTF-8, and so is one with a stray byte among many good characters.
    """
    if _ISO_2022.search(raw):
        return raw.decode("iso2022_jp_2", errors="replace")
    for end in range(len(raw), max(len(raw) - _LONGEST_SEQUENCE, -1), -1):
        text = _strict(raw[:end], "utf-8-sig")
        if text is not None:
            return text
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(not c.isascii() for c in text) > _MOSTLY * broken:
        return text
    suffixes = (match[1].decode().lower() for match in _ASKED.finditer(raw[:4096]))
    usual = next((_charsets()[s] for s in suffixes if s in _charsets()), [])
    found = next((text for charset in usual if (text := _strict(raw, charset)) is not None), None)
    return found if found is not None else raw.decode("latin-1")


def _strict(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return None
