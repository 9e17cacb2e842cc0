"""Dates of registries in every order and language to ISO 8601; a date that cannot be read is None, never an error."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from detectors.data_files import load_toml
from detectors.registration.fold import fold

_MAX = 80
_FIRST_REGISTRATIONS = 85  # the first .com was registered in 1985
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?([-/.年년])\s{0,2}(\d{1,2})\s?[-/.月월]\s{0,2}(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s{0,2}(\d{1,2})\s?[-/.]\s{0,2}((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{1,2})[- ]([^\W\d_]{3,9})[- ](\d{2})(?![\d:])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:([0-2]\d)([0-5]\d)([0-5]\d))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60))?(?:[.,]\d{1,9})?")
_ZONE = re.compile(r"\s*\(?(?:(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)|(?:Z|UTC|GMT)\b)", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    table = load_toml("registration/months.toml")["month"]
    return {fold(name): number for number, names in enumerate(table, start=1) for name in names}


def to_iso(text: str) -> str | None:
    """Return the first date in `text` as ``YYYY-MM-DD``, with ``THH:MM:SS`` and its offset where a time is given.

    Days before months where both orders are possible (the habit of registries outside the United States).
    """
    text = text[:_MAX]
    found = _numeric(text) or _named(text)
    if found is None:
        return None
    year, month, day = found
    try:
        stamp = date(year, month, day).isoformat()
    except ValueError:
        return None
    return stamp + _clock(text)


def _numeric(text: str) -> tuple[int, int, int] | None:
    if m := _YEAR_FIRST.search(text):
        return int(m[1]), int(m[3]), int(m[4])
    if m := _YEAR_LAST.search(text):
        first, second = int(m[1]), int(m[2])
        return (int(m[3]), first, second) if second > 12 else (int(m[3]), second, first)
    if m := _COMPACT.search(text):
        return int(m[1]), int(m[2]), int(m[3])
    return None


def _named(text: str) -> tuple[int, int, int] | None:
    short = _SHORT.search(text)
    if short and _YEAR.search(text) is None and fold(short[2]) in _months():
        century = 1900 if int(short[3]) >= _FIRST_REGISTRATIONS else 2000
        return century + int(short[3]), _months()[fold(short[2])], int(short[1])
    month = next((_months()[w] for w in map(fold, _WORD.findall(text)) if w in _months()), None)
    year = _YEAR.search(text)
    if month is None or year is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    day = _DAY.search(_TIME.sub(" ", rest))
    return int(year[1]), month, int(day[1]) if day else 0


def _clock(text: str) -> str:
    compact = _COMPACT.search(text)
    if compact and compact[4]:
        return f"T{compact[4]}:{compact[5]}:{compact[6]}"
    time = _TIME.search(text)
    if time is None:
        return ""
    seconds = min(int(time[3] or 0), 59)
    zone = _ZONE.match(text, time.end())
    offset = f"{zone[1]}{int(zone[2]):02d}:{zone[3] or '00'}" if zone and zone[1] else "Z" if zone else ""
    offset = "Z" if offset[1:] == "00:00" else offset
    return f"T{int(time[1]):02d}:{time[2]}:{seconds:02d}{offset}"


def warm() -> None:
    """Load the months, so that nothing is read while parsing."""
    _months()
