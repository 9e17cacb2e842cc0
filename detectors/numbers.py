"""Registration numbers in text: read only with the words that introduce them, checked with python-stdnum.

The words, shapes and checks are data (``data/legal_notice/numbers.toml``). A bare number of nine digits is never read
as a SIREN: one random number in ten passes its check digit. Personal numbers (NIF or codice fiscale of persons) have
other shapes and are never read. Every pattern is bounded, so reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from detectors.data_files import load_toml

LONGEST = 200_000

_BESIDE = re.compile(r"[ ,(–—/-]{1,3}([A-ZÄÖÜ][\w.-]{1,40}(?: [A-Z(][\w.()-]{1,30}){0,2})")
_NEVER_REACH = 100  # characters before a number
_SEPARATORS = re.compile(r"[^0-9A-Za-z]")
# Samples from forms and templates; some of them pass their check digits.
_SAMPLES = re.compile(r"(\d)\1+|0?1?23456789?0?\d{0,5}|0+\d{0,2}")
# Kinds that are also written behind their country.
_COUNTRIES = {"be_kbo": "BE", "es_nif": "ES", "pl_nip": "PL", "pt_nipc": "PT"}
# VAT numbers that are the number of an entity behind its country; in Portugal a person's begins with 1 to 4 or 8.
_IN_VAT = re.compile(r"BE|PL|PT(?=[569])")
_ENTITIES = {"BE": ("be_kbo", "be.vat"), "PL": ("pl_nip", "pl.nip"), "PT": ("pt_nipc", "pt.nif")}


class Number(NamedTuple):
    """One number: `kind` ("siren", "siret", "vat", ...), its normalised form, where it stands, whether its check holds.

    `start` and `end` are those of the number itself. `valid` is False for a failed check and for template samples; a
    kind without a check digit is valid when its shape fits.
    """

    kind: str
    number: str
    start: int
    end: int
    valid: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    pattern: re.Pattern[str]
    check: str
    prefix: str
    never: re.Pattern[str] | None


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return every registration number with its context in `text` (read up to `LONGEST` characters), by position.

    A SIRET and VAT numbers of some countries also yield the number of the entity that they contain.
    """
    text = text[:LONGEST]
    found: dict[tuple[str, str], Number] = {}
    for number in (*_labelled(text), *_registered(text)):
        for each in (number, *_contained(number)):
            known = found.setdefault((each.kind, each.number), each)
            if each.start < known.start:
                found[each.kind, each.number] = each
    charities = {number.start for number in found.values() if number.kind == "gb_charity"}
    kept = [number for number in found.values() if number.kind != "gb_company" or number.start not in charities]
    return tuple(sorted(kept, key=lambda number: (number.start, number.end, number.kind)))


def has_number(text: str) -> bool:
    """Tell whether any registration number with its context stands in `text`, valid or not."""
    return any(True for _ in _labelled(text[:LONGEST])) or any(True for _ in _registered(text[:LONGEST]))


@cache
def warm() -> None:
    """Compile the patterns and import the checks once, before anything is examined."""
    for kind in _kinds():
        if kind.check:
            _module(kind.check)
    _register()
    _module("de.handelsregisternummer")
    vat = _module("eu.vat")
    for country in vat.MEMBER_STATES:  # each country's check is imported when a number of it is first seen
        vat.is_valid(f"{country.upper()}000000000")


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_kind(row) for row in load_toml("legal_notice/numbers.toml")["number"])


def _kind(row: dict[str, Any]) -> _Kind:
    shape = row["shape"]
    before = rf"(?i:(?<![^\W_])(?:{'|'.join(row['labels'])}))[^\d\n]{{0,{row['gap']}}}?(?:\n[^\d\n]{{0,12}}?)?"
    pattern = rf"{before}(?<![0-9A-Za-z])(?P<n>{shape})(?![0-9A-Za-z]|[ .]\d{{3}}(?!\d))"
    if row["after"]:
        pattern += rf"|(?<![0-9A-Za-z])(?P<after>{shape})(?=[\s,()–-]{{0,4}}(?i:(?:au )?(?:{'|'.join(row['after'])})))"
    never = re.compile(row["never"], re.IGNORECASE) if "never" in row else None
    return _Kind(row["kind"], re.compile(pattern), row["check"], row.get("prefix", ""), never)


@cache
def _register() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    row = load_toml("legal_notice/numbers.toml")["register"]
    label = rf"(?:(?i:{'|'.join(row['courts'])})[\s:]{{1,3}}){{1,3}}"
    name = r"[A-ZÄÖÜ][^\W\d_]+(?:[ -][^\W\d_(]+|[ ]?\([^()\n]{1,30}\)|\.){0,3}"
    court = rf"(?<!\w){label}(?P<court>{name})"
    return re.compile(rf"(?<![0-9A-Za-z]){row['shape']}(?!\w)"), re.compile(court), row["reach"]


@cache
def _module(name: str) -> Any:
    return import_module(f"stdnum.{name}")


def _labelled(text: str) -> Iterator[Number]:
    for kind in _kinds():
        position = 0
        while match := kind.pattern.search(text, position):
            group = "n" if match["n"] else "after"
            start, end = match.span(group)
            if kind.never is None or not kind.never.search(text, max(0, start - _NEVER_REACH), start):
                yield _number(kind, match[group], start, end)
            position = end


def _number(kind: _Kind, written: str, start: int, end: int) -> Number:
    compact = _SEPARATORS.sub("", written).upper()
    compact = compact.removeprefix(_COUNTRIES.get(kind.kind, ""))
    if kind.kind == "gb_company":
        compact = compact.zfill(8)
    number = kind.prefix + compact
    checked = number.removeprefix("IT") if kind.check == "it.iva" else compact if kind.prefix else number
    valid = not _is_sample(number) and (not kind.check or bool(_module(kind.check).is_valid(checked)))
    return Number(kind.kind, number, start, end, valid)


def _is_sample(number: str) -> bool:
    return bool(_SAMPLES.fullmatch(re.sub(r"\D", "", number)))


def _contained(number: Number) -> Iterator[Number]:
    """Yield the number of the entity inside a number of its establishment or for its taxes."""
    if number.kind == "siret":
        yield _checked(number, "siren", number.number[:9], "fr.siren")
    elif number.kind == "vat" and number.number.startswith("FR") and number.number[4:].isdigit():
        yield _checked(number, "siren", number.number[4:], "fr.siren")
    elif number.kind == "vat" and (inside := _IN_VAT.match(number.number)):
        kind, check = _ENTITIES[inside.group()[:2]]
        yield _checked(number, kind, number.number[2:], check)


def _checked(whole: Number, kind: str, part: str, check: str) -> Number:
    valid = not _is_sample(part) and bool(_module(check).is_valid(part))
    return whole._replace(kind=kind, number=part, valid=valid)


def _registered(text: str) -> Iterator[Number]:
    """Yield German register numbers, each with the court that keeps it: "Köln HRB 12345"."""
    shape, court, reach = _register()
    for match in shape.finditer(text):
        letters = f"HR{match['letter']}" if match["letter"] else match["vr"]
        register = f"{letters} {match['digits'].lstrip('0')}{(match['suffix'] or '').rstrip()}"
        before = court.findall(text[max(0, match.start() - reach) : match.start()])
        after = court.findall(text[match.end() : match.end() + reach])
        beside = _BESIDE.match(text, match.end())  # "HRB 33112 Bremen"
        after += [beside.group(1)] if beside else []
        full = next((full for name in (*before[::-1], *after) if (full := _at_court(name, register))), "")
        yield Number("de_register", full or register, match.start(), match.end(), bool(full))


def _at_court(name: str, register: str) -> str:
    """Return the canonical "court register" for the longest beginning of `name` that is a court, else ""."""
    validate, words = _module("de.handelsregisternummer").validate, name.split(" ")
    for length in range(len(words), 0, -1):
        try:
            return str(validate(f"{' '.join(words[:length])} {register}"))
        except ValueError:
            continue
    return ""
