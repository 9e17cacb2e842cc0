"""Copyright lines: "© 2019 L'Oréal", never beside wording on images or trademarks of others."""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.legal.folding import Unit, units
from detectors.legal.menus import page_names
from detectors.legal.naming import Name, name_after
from detectors.legal.vocabulary import Vocabulary
from detectors.names import is_organisation, legal_form

_SIGN = re.compile(
    r"(?:©|\(c\)(?= ?(?:copyright|\d{4}))|copyright(?= ?(?:©|\(c\)|\d{4}|by\b)|[ ][^\n.]{2,60} (?:19|20)\d\d\b))"
    r"(?: ?(?:©|\(c\)|copyright))?[ :]{0,2}(?P<year>(?:19|20)\d\d(?: ?[-–,/] ?(?:\d{2,4}|present))*)?"
    r"[ ,–-]{0,3}(?:by |par )?"
)
# These stand behind the name.
_RESERVED = re.compile(
    r"all rights reserved|tous droits reserves|alle rechte vorbehalten|todos los derechos reservados|"
    r"tutti i diritti riservati|alle rechten voorbehouden|"
    r"todos os direitos reservados|wszelkie prawa zastrzezone|wszystkie prawa zastrzezone"
)
_REACH = 160


class Holder(NamedTuple):
    """A copyright holder and the words ``[start, end)`` that name it."""

    name: Name
    start: int
    end: int


def holders(text: str, folded: str, vocabulary: Vocabulary, licensors: frozenset[str]) -> list[Holder]:
    """Return the holder of the last copyright line with a year, a legal form or an organisation's words, if any.

    Earlier lines stand under pictures and agencies' texts. `licensors` own the marks that wording beside them means.
    """
    found = []
    for unit in units(text):
        for match in _SIGN.finditer(folded, unit.start, unit.end):
            name = name_after(text, folded, match.end(), unit.end, vocabulary)
            if name and legal_form(name.text) is None:  # "Foo Legal Services Ltd" is one name
                page = page_names().search(folded, name.start + 1, name.end)
                name = name_after(text, folded, match.end(), page.start(), vocabulary) if page else name
            name = name or name_after(text, folded, unit.start, match.start(), vocabulary)
            named = name and (match["year"] or legal_form(name.text) or is_organisation(name.text))
            void = name and _is_void(folded, unit, name, vocabulary, licensors)
            if name and named and not void and not _is_a_works(folded, unit, match.start(), name, vocabulary):
                found.append(Holder(name, min(match.start(), name.start), max(match.end(), name.end)))
    return found[-1:] or _reserving(text, folded, vocabulary, licensors)


def _reserving(text: str, folded: str, vocabulary: Vocabulary, licensors: frozenset[str]) -> list[Holder]:
    """Return who reserves its rights without any sign: "Olivar SARL, tous droits réservés"."""
    found = []
    for unit in units(text):
        for match in _RESERVED.finditer(folded, unit.start, unit.end):
            name = name_after(text, folded, unit.start, match.start(), vocabulary)
            if name and is_organisation(name.text) and not _is_void(folded, unit, name, vocabulary, licensors):
                found.append(Holder(name, name.start, match.end()))
    return found[-1:]


def _is_a_works(folded: str, unit: Unit, sign: int, name: Name, vocabulary: Vocabulary) -> bool:
    """Tell whether the line is of a work, named before its sign, and the words around call the site unofficial."""
    titled = bool(folded[unit.start : sign].strip(" .,:;|-–—·"))
    return titled and vocabulary.has("unofficial", folded[max(0, unit.start - _REACH) : name.end + _REACH])


def _is_void(folded: str, unit: Unit, name: Name, vocabulary: Vocabulary, licensors: frozenset[str]) -> bool:
    around = folded[max(0, unit.start - 40, name.start - _REACH) : name.end + _REACH]
    return vocabulary.has("images", around) and not (licensors and name.text not in licensors)
