"""What stands beside a name tells an organisation's: "la société Moulin Vert", "Moulin Vert, SARL au capital de ...".

A name without a legal form of its own may be a person's; the words beside it often settle it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detectors.data_files import load_toml
from detectors.legal.folding import fold
from detectors.names import core

_REACH = 80
_APART = " \t\n,(–—-"
_WORDS_OF_A_FORM = 4
_WORD = re.compile(r"[^\s,;()]+")


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: tuple[str, ...]
    kinds: tuple[str, ...]
    registers: tuple[str, ...]


def is_described_as_organisation(before: str, after: str) -> bool:
    """Tell whether the words before and after a name call it an organisation's.

    On the line below it, only a legal form or what it is says so: "Vélo-Cité", then "Association loi 1901".
    """
    if is_called_organisation(fold(before[-_REACH:])):
        return True
    rest = after.lstrip(_APART)
    if is_registering(fold(after[:_REACH])):
        return True
    if len(rest) == len(after):
        return False
    if "\n" not in after[: len(after) - len(rest)] and fold(rest[:_REACH]).startswith(_words().after):
        return True
    below = rest.partition("\n")[0]
    return begins_with_form(below) or begins_with_kind(below)


def is_called_organisation(folded: str) -> bool:
    """Tell whether the folded words that end before a name call it an organisation's ("edite par la societe ")."""
    return _words().before.search(folded, max(0, len(folded) - _REACH)) is not None


def begins_with_form(text: str) -> bool:
    """Tell whether the first words of `text` are a legal form ("SARL au capital de ...")."""
    words = _WORD.findall(text)[:_WORDS_OF_A_FORM]
    if not words or not words[0][0].isalpha():
        return False
    return any(core(f"Qqq {' '.join(words[:count])}") == "qqq" for count in range(1, len(words) + 1))


def begins_with_kind(text: str) -> bool:
    """Tell whether the first words of `text` say what an organisation is ("registered charity (CHY 12345)")."""
    return fold(text).startswith(_words().kinds)


def is_registering(folded: str) -> bool:
    """Tell whether folded words that follow a name say where it is registered (" is registered in England")."""
    return folded.lstrip().startswith(_words().registers)


@cache
def _words() -> _Words:
    data = load_toml("legal_notice/described.toml")
    before = "|".join(re.escape(word) for word in sorted(data["before"], key=len, reverse=True))
    return _Words(
        re.compile(rf"(?<!\w)(?:{before})(?: dite| denommee| called| namens| denominada)?[\s:«\"“]*\Z"),
        tuple(data["after"]),
        tuple(data["kinds"]),
        tuple(data["registers"]),
    )


def warm() -> None:
    """Load the words, so that nothing is read while examining."""
    _words()
