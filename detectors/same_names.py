"""Whether two spellings are one name, and whether they can be one company's."""

from __future__ import annotations

from detectors.names import core, legal_form, normalise

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def same_name(a: str, b: str) -> bool:
    """Tell whether two spellings name one organisation: equal after `core`, with umlauts spelled either way."""
    left, right = core(a), core(b)
    if not left or not right:
        return False
    return left == right or core(a.translate(_UMLAUTS)) == right or core(b.translate(_UMLAUTS)) == left


def same_entity(a: str, b: str) -> bool:
    """Tell whether two names can be one legal entity's: the same name, and no two different legal forms.

    "Kervran SAS" and "Kervran SARL" are two companies; a form with a single partner (SASU, S.L.U.) is the same form.
    """
    forms = [normalise(form).removesuffix("u") for form in (legal_form(a), legal_form(b)) if form is not None]
    return len(set(forms)) < 2 and same_name(a, b)
