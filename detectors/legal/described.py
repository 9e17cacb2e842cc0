"""What stands beside a name tells an organisation's: "la société Moulin Vert", "Moulin Vert, SARL au capital de ...".

A name without a legal form of its own may be a person's; the words beside it often settle it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detectors.data_files import load_toml
from detectors.legal.folding import fold
from detectors.legal.mention import LegalMention
from detectors.names import core

_APART = " \t\n,(–—-"
_WORDS_OF_A_FORM = 4
_WORD = re.compile(r"[^\s,;()]+")


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: tuple[str, ...]
    kinds: tuple[str, ...]


def is_described_as_organisation(mention: LegalMention) -> bool:
    """Tell whether the quote of a mention calls its name an organisation's."""
    if not mention.name:
        return False
    start = mention.quote.find(mention.name)
    if start < 0:
        return False
    before, after = mention.quote[:start], mention.quote[start + len(mention.name) :]
    if is_called_organisation(fold(before)):
        return True
    rest = after.lstrip(_APART)
    return len(rest) < len(after) and (fold(rest).startswith(_words().after) or begins_with_form(rest))


def is_called_organisation(folded: str) -> bool:
    """Tell whether the folded words that end before a name call it an organisation's ("edite par la societe ")."""
    return _words().before.search(folded) is not None


def begins_with_form(text: str) -> bool:
    """Tell whether the first words of `text` are a legal form ("SARL au capital de ...")."""
    words = _WORD.findall(text)[:_WORDS_OF_A_FORM]
    if not words or not words[0][0].isalpha():
        return False
    return any(core(f"Qqq {' '.join(words[:count])}") == "qqq" for count in range(1, len(words) + 1))


def begins_with_kind(text: str) -> bool:
    """Tell whether the first words of `text` say what an organisation is ("registered charity (CHY 12345)")."""
    return fold(text).startswith(_words().kinds)


@cache
def _words() -> _Words:
    data = load_toml("legal_notice/described.toml")
    before = "|".join(re.escape(word) for word in sorted(data["before"], key=len, reverse=True))
    return _Words(
        re.compile(rf"(?<!\w)(?:{before})(?: dite| denommee| called| namens| denominada)?[\s:«\"“]*\Z"),
        tuple(data["after"]),
        tuple(data["kinds"]),
    )


def warm() -> None:
    """Load the words, so that nothing is read while examining."""
    _words()
