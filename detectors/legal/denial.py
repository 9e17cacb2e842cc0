"""Statements that deny: "this site is not owned by X" names nobody as its owner."""

from __future__ import annotations

import re
from functools import cache

from detectors.data_files import load_toml
from detectors.in_names import in_a_name

REACH = 160  # characters before the name in which its sentence's denial stands
# "association à but non lucratif", "site non professionnel": no denial of what the sentence says.
# Nor is the month of May, or the number of a register ("company no 123456").
_NO_DENIAL = re.compile(
    r"\bnon[- ](?=(?:profession|commer[ck]|lucrat|profit|march|offici|ufficial|gouvern|govern)\w)"
    r"|\b\d{1,2}(?:er|\.)? mai\b|\bmai (?=(?:19|20)\d\d\b)|\b(?:no|ni)[ .:°]{1,3}(?=[A-Z]{0,2}\d)",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[\n;!?]|\.(?=\s)")


def denied(text: str, start: int, name: str) -> bool:
    """Tell whether the sentence that leads from before `start` to `name` denies what it says of it."""
    end = text.find(name, start) if name else start
    before = text[max(start - REACH, 0) : max(end, start)]
    said = _NO_DENIAL.sub("", _BOUNDARY.split(before)[-1])
    return any(not in_a_name(said, *match.span()) for match in _words().finditer(said))


@cache
def _words() -> re.Pattern[str]:
    words = sorted(set(load_toml("legal_notice/denials.toml")["words"]), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])|n['’]t(?!\w)", re.IGNORECASE)


def warm() -> None:
    """Compile the words."""
    _words()
