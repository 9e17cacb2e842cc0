"""Who appears: invented firms and persons, and groups of the knowledge.

A listed group appears under a name and a domain that the knowledge gives it; nothing that a generated site says of it
is true. Invented names are built from syllables and their domains end in ``.example``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bench.generated.draw import Draw
from detectors.knowledge import Knowledge
from detectors.names import core

_ONSETS = (
    "Lum",
    "Bor",
    "Cel",
    "Dav",
    "Fer",
    "Gol",
    "Hav",
    "Jor",
    "Kel",
    "Mor",
    "Nav",
    "Pel",
    "Quil",
    "Ros",
    "Sol",
    "Tav",
    "Vel",
    "Wes",
    "Yar",
    "Zan",
)
_MIDDLES = ("iv", "and", "er", "om", "is", "ul", "en", "ar", "el", "ott")
_ENDINGS = ("ara", "ine", "ova", "etto", "ix", "une", "ella", "yne", "ance", "ora")
_FORMS: Mapping[str, tuple[str, ...]] = {
    "fr": ("SAS", "SARL", "SA", "SASU"),
    "en": ("Ltd", "Limited", "Inc.", "LLC"),
    "de": ("GmbH", "AG", "GmbH & Co. KG", "UG"),
    "es": ("S.L.", "S.A.", "S.L.U.", "SL"),
    "it": ("S.r.l.", "S.p.A.", "Srl", "S.p.A."),
}
_COUNTRY = {"fr": "FR", "en": "GB", "de": "DE", "es": "ES", "it": "IT"}
_STUDIOS = ("Studio", "Agence", "Pixel", "Atelier")


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation: its legal name, what readers call it, its domain, and its group when the knowledge lists it."""

    name: str
    brand: str
    domain: str
    group: str | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    form: str = ""

    @property
    def home(self) -> str:
        """Return the address of its own site."""
        return f"https://www.{self.domain}/"

    @property
    def facts(self) -> dict[str, str]:
        """Return what fills a notice that names it."""
        return {"firm": self.name, "brand": self.brand, "form": self.form, **self.numbers}


def word(draw: Draw) -> str:
    """Return an invented name of one word."""
    parts = [draw.one_of(_ONSETS), draw.one_of(_MIDDLES), draw.one_of(_ENDINGS)]
    return "".join(parts)


def person(draw: Draw) -> str:
    """Return an invented person's name."""
    return f"{draw.part('first')} {draw.part('last')}"


def slug(text: str) -> str:
    """Return a name as a label of a domain."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "site"


def invented_firm(draw: Draw) -> Firm:
    """Return a firm that no list knows."""
    brand, form = word(draw), draw.one_of(_FORMS[draw.lang])
    label = f"{slug(brand)}-{draw.chance.randrange(100, 1000)}"
    return Firm(f"{brand} {form}", brand, f"{label}.example", None, numbers(draw), form)


def studio(draw: Draw) -> Firm:
    """Return a small web agency that no list knows."""
    brand = f"{draw.one_of(_STUDIOS)} {word(draw)}"
    form = draw.one_of(_FORMS[draw.lang])
    return Firm(f"{brand} {form}", brand, f"{slug(brand)}.example", None, numbers(draw), form)


@cache
def _listed(knowledge: Knowledge) -> tuple[tuple[str, str, str, str, tuple[str, ...]], ...]:
    """Return (group, legal name, brand, domain, other names) of each group that can be cast, by id."""
    rows = []
    for group in sorted(knowledge.groups.values(), key=lambda group: group.id):
        legal = [entity for entity in group.entities if entity.distinctive and entity.holds()]
        brands = [brand.name for brand in group.brands if brand.distinctive and brand.holds() and len(brand.name) > 3]
        brands = [name for name in brands if knowledge.agency(name) is None]
        domains = [d for d in group.own_domains if knowledge.provider(d) is None and knowledge.platform(d) is None]
        served = knowledge.provider(legal[0].name) if legal else None
        if legal and brands and domains and served is None:
            forms = tuple(e.name for e in sorted(legal, key=lambda entity: not entity.cited))
            rows.append((group.id, forms[0], brands[0], domains[0], (*forms[1:], *brands[1:])))
    return tuple(rows)


def listed_firm(draw: Draw, knowledge: Knowledge) -> Firm:
    """Return a group of the knowledge, with one of its brands and its own domain."""
    group, name, brand, domain, others = draw.one_of(_listed(knowledge))
    spare = [other for other in others if core(other) != core(brand) and len(other) > 3]
    if spare and draw.happens(0.4) and knowledge.match_name(spare[0]) is not None:
        hits = knowledge.brands_in(spare[0])
        brand = spare[0] if {hit.group for hit in hits} == {group} else brand
    return Firm(name, brand, domain, group, numbers(draw))


def shared_name(draw: Draw, knowledge: Knowledge) -> tuple[str, str]:
    """Return a name that a group bears and others too (Ford, Orange), and the group's id."""
    found = [
        (brand.name, group.id)
        for group in sorted(knowledge.groups.values(), key=lambda group: group.id)
        for brand in group.brands
        if not brand.distinctive and brand.name.isalpha() and len(brand.name) > 3
    ]
    return draw.one_of(found)


def numbers(draw: Draw) -> dict[str, str]:
    """Return registration numbers that pass their checks, and the other fields of a notice."""
    number = draw.chance.randrange
    siren = _luhn(f"{number(30000000, 90000000)}")
    vat_it = _luhn(f"{number(1000000, 9999999)}{number(1, 100):03d}")  # ends in a province and its check digit
    cif_body = f"{number(1000000, 9999999)}"
    vats: dict[str, Any] = {
        "fr": f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}",
        "en": f"GB{_gb(number(1000000, 9999999))}",
        "de": f"DE{_iso7064(f'{number(10000000, 99999999)}')}",
        "es": f"ESB{cif_body}{_cif(cif_body)}",
        "it": f"IT{vat_it}",
    }
    return {
        "siren": siren, "siren_spaced": f"{siren[:3]} {siren[3:6]} {siren[6:]}", "vat": vats[draw.lang],
        "vat_it": vat_it, "cif": f"B{cif_body}{_cif(cif_body)}", "hrb": f"HRB {number(10000, 99999)}",
        "company_number": f"0{number(4000000, 9999999)}", "capital": f"{number(1, 90)} 000",
        "postcode": f"{number(10000, 95000)}",
    }  # fmt: skip


def country(draw: Draw) -> str:
    """Return the country in which the firms of a language sit."""
    return _COUNTRY[draw.lang]


def _luhn(body: str) -> str:
    digits = [int(d) * (2 if at % 2 == 0 else 1) for at, d in enumerate(reversed(body))]
    total = sum(d - 9 if d > 9 else d for d in digits)
    return body + str(-total % 10)


def _cif(body: str) -> str:
    return _luhn(body)[-1]


def _gb(body: int) -> str:
    digits = f"{body:07d}"
    total = sum(int(d) * weight for d, weight in zip(digits, range(8, 1, -1), strict=True))
    return f"{digits}{97 - total % 97:02d}"


def _iso7064(body: str) -> str:
    product = 10
    for digit in body:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return body + str((11 - product) % 10)
