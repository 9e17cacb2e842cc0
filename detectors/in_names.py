"""Words that deny inside names: "Coca-Cola Zero", "Zero Waste GmbH", "No Name Foods" deny nothing.

A name shows by its capitals, so titles in capitals, sentences' first words and German nouns are read with care: at the
beginning of a sentence only a legal form tells a name from a denial ("Kein Unternehmen hat bezahlt").
"""

from __future__ import annotations

import re

from detectors.names import legal_form

_BEFORE = re.compile(r"([^\W\d_][\w'’&]*)[ -]\Z")
_AFTER = re.compile(r"[ -]([^\W\d_][\w'’&]*)")
_NAME = re.compile(r"[^\W\d_][\w'’&.]*(?:[ -][A-ZÀ-Þ&][\w'’&.]*){1,5}")
_REACH = 40
_LAST = frozenset({"zero", "zéro", "cero", "null", "nul"})  # names end with these; "We Do Not accept" is none


def in_a_name(text: str, start: int, end: int, said: tuple[int, int] = (0, 0)) -> bool:
    """Tell whether the word at ``[start, end)`` is part of a name; `said` are the words that it might deny.

    Either a legal form ends the name that it begins; or it stands within a sentence before the name's other words; or
    it is a figure behind them.
    """
    word = text[start:end]
    if not word[:1].isupper() or (len(word) > 1 and word.isupper()):
        return False
    name = _NAME.match(text, start)
    if name and legal_form(name.group().rstrip(".,")):
        return True
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    after = _AFTER.match(text, end)
    leads = after is not None and after.group(1)[0].isupper() and not said[0] <= after.start(1) < said[1]
    if before is None:
        return False
    if before.group(1)[0].islower():
        return leads
    return word.casefold() in _LAST and not (after and after.group(1)[0].isupper())
