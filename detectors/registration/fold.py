"""One folding for labels, placeholders and phrases, so that data and answers meet in the same form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"[\W_]+")
_MOST_PARTS = 4
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
_ASCII_BREAKS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return `text` in lower case without accents, every run of other signs one space; "" when nothing is left."""
    if text.isascii():
        return _ASCII_BREAKS.sub(" ", text.lower()).strip()
    lower = text.casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", lower)
    if len(parts) > _MOST_PARTS * len(lower):  # ligatures that stand for whole phrases
        parts = lower
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return _BREAKS.sub(" ", plain).strip()


def squash(text: str) -> str:
    """Return `text` folded and without spaces, to find a name inside a host."""
    return fold(text).replace(" ", "")


def contains_words(text: str, words: str) -> bool:
    """Say whether the folded `words` stand in the folded `text` as whole words.

    Scripts without spaces (Chinese, Japanese, Thai) have no word borders, so there any place counts.
    """
    if words not in text:
        return False
    if not words.isascii() and not any("\u0370" <= c <= "\u052f" for c in words):
        return True
    return f" {words} " in f" {text} "
