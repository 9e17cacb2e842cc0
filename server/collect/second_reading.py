"""A second reader for a WHOIS answer's dates and registrar: python-whois, on an extract that we make.

Its patterns for one registry each are a different hand's work than our tokenizer, so a date on which the two differ by
more than a year was taken from the wrong line by one of them, and is dropped: no date is better than a wrong one. A
registrar that only it finds is kept. It never sees the answer itself: some of its patterns need minutes for a few KB,
and it would read contacts. Runs in a killable child, before redaction.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from detectors.model import Registration, RegistrationState
from detectors.registration.tokens import lines_of, split_pair
from detectors.registration.vocabulary import UNKNOWN, Key, resolve

LIMIT = 1024  # characters of the extract: at 2 KB the patterns for .hk need a second
_WHOLE_YEAR = 366  # days; a day and a month in the other order never differ by more
_DATES = {"created": "creation_date", "updated": "updated_date", "expires": "expiration_date"}
_LONGEST_REGISTRAR = 120


def compared(registration: Registration, text: str) -> Registration:
    """Return `registration` without the dates that a second reader of `text` contradicts; never raises."""
    if registration.state not in (RegistrationState.FOUND, RegistrationState.HIDDEN):
        return registration
    theirs = _read(extract_of(text), registration.domain)
    kept = {ours: getattr(registration, ours) for ours in _DATES}
    for ours, other in _DATES.items():
        if _differ(kept[ours], theirs.get(other)):
            kept[ours] = None
    registrar = registration.registrar or _one(theirs.get("registrar"))
    return replace(registration, registrar=registrar, **kept)


def extract_of(text: str) -> str:
    """Return the lines about the domain's name, dates and registrar, at most `LIMIT` characters; no contact's."""
    kept, size, first, apart = [], 0, True, False
    for line in lines_of(text):
        pair = split_pair(line.strip())
        key = resolve(pair[0]) if pair else UNKNOWN
        if first and pair:  # an object of its own: its dates are not the domain's
            contact = key.role in ("contact", "registrant") and key.field in ("self", "handle")
            apart = contact or key.field == "name_server"
        first = not line.strip()
        if not apart and _is_told(key):
            size += len(line) + 1
            if size > LIMIT:
                break
            kept.append(line)
    return "\n".join(kept)


def _is_told(key: Key) -> bool:
    """Tell whether a label's line goes into the extract."""
    if key.role == "registrar":
        return key.field in ("self", "name", "organization")
    return key.role == "domain" and key.field in ("domain", *_DATES)


def _read(extract: str, domain: str) -> dict[str, object]:
    from whois import WhoisEntry  # noqa: PLC0415 - slow to import, and only children need it

    try:
        return dict(WhoisEntry.load(domain, extract))
    except Exception:  # what it cannot read, it raises about in many ways
        return {}


def _differ(ours: str | None, theirs: object) -> bool:
    """Tell whether two dates lie more than a year apart; several of theirs agree if one of them does."""
    days = [day for value in (theirs if isinstance(theirs, list) else [theirs]) if (day := _day(value)) is not None]
    if ours is None or not days:
        return False
    try:
        mine = date.fromisoformat(ours[:10])
    except ValueError:
        return False
    return all(abs((mine - day).days) > _WHOLE_YEAR for day in days)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _one(value: object) -> str | None:
    first = next(iter(value), None) if isinstance(value, list) else value
    return first.strip()[:_LONGEST_REGISTRAR] or None if isinstance(first, str) else None
