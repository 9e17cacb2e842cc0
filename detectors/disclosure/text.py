"""Text made plain for matching, with the way back to the original offsets.

`skim` is one to one (every character keeps its offset), so that a whole page costs one C call. `fold` does the rest
(invisible characters, runs of white space, split letters) for a text that may hide words by such means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_QUOTES = {
    "‘": "'",
    "’": "'",
    "‛": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_OTHER = {"ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "æ": "e", "œ": "e", "ı": "i", "·": "-", "•": "-"}
# Latin letters with marks, full-width forms, mathematical letters: the ranges whose forms fold to one plain letter.
_RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00), (0xFF01, 0xFF5F), (0x1D400, 0x1D800))
_UNTOUCHED = (*range(0x80), *range(0x80, 0xC0), *range(0x2000, 0x2070), 0x20AC, 0x2122)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u0300-\u036f]"
)
_SPLIT = re.compile(r"(?<![\w'])[A-Za-z](?:(?P<gap>[ .\-_*])[A-Za-z])(?:(?P=gap)[A-Za-z]){3,19}(?![\w'])")
_APART = re.compile(r"([ .\-_*])[A-Za-z]\1[A-Za-z]\1[A-Za-z]\1")  # stands in every match of _SPLIT, and is found faster
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_PIECE = re.compile(rf"(?:(?!{_INVISIBLE.pattern})\S)+|\s+")
_ODD_SPACE = re.compile(r"\s\s|[^\S ]")


@cache
def _table() -> dict[int, str | int]:
    table: dict[int, str | int] = {code: code for code in _UNTOUCHED}  # a missing key costs an exception a character
    table |= {ord(char): plain for char, plain in (_QUOTES | _OTHER).items()}
    table |= dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n")
    table |= {ord(char): "-" for char in _DASHES} | {ord(char): " " for char in _SPACES}
    for first, last in _RANGES:
        for code in range(first, last):
            plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", chr(code)))
            if len(plain) == 1 and table.get(code, code) == code:
                table[code] = plain
    return table


def skim(text: str) -> str:
    """Return `text` with marks, quotes, dashes and spaces made plain; the same length, the same offsets."""
    if text.isascii():
        return text
    text = _NOT_ASCII.sub(lambda found: found[0].translate(_table()), text)
    return text.replace("`", "'").replace("\r", "\n")


def veiled(text: str) -> bool:
    """Return whether words of `text` may be broken up by invisible characters or by letters set apart."""
    return bool(_INVISIBLE.search(text) or (_APART.search(text) and _SPLIT.search(text)))


@dataclass(frozen=True, slots=True)
class Folded:
    """Plain text and, for each of its characters (and its end), the offset in the original."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original offsets of ``[start, end)`` of the plain text."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def fold(text: str) -> Folded:
    """Fold a whole text: invisible characters dropped, white space single, split letters joined.

    Line ends stay, as one newline each.
    """
    return _join(_single_spaced(skim(text), 0, len(text)))


def fold_sentence(plain: str, start: int, end: int) -> Folded:
    """Fold ``plain[start:end]`` of a text that `skim` made plain and that is not `veiled`."""
    if _ODD_SPACE.search(plain, start, end):
        return _single_spaced(plain, start, end)
    return Folded(plain[start:end], range(start, end + 1))


def _single_spaced(plain: str, start: int, end: int) -> Folded:
    kept: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(plain, start, end):
        if match[0].isspace():
            kept.append("\n" if "\n" in match[0] else " ")
            offsets.append(match.start())
        else:
            kept.append(match[0])
            offsets.extend(range(*match.span()))
    return Folded("".join(kept), (*offsets, end))


def _join(folded: Folded) -> Folded:
    keep = bytearray(b"\x01") * len(folded.text)
    for match in _SPLIT.finditer(folded.text):
        for index in range(match.start() + 1, match.end(), 2):
            keep[index] = 0
    if all(keep):
        return folded
    kept = [index for index, flag in enumerate(keep) if flag]
    offsets = (*(folded.offsets[index] for index in kept), folded.offsets[-1])
    return Folded("".join(folded.text[index] for index in kept), offsets)
