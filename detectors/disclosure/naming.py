"""Whom a statement names: the name as written, never a person's, and the site's own name as its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from detectors import names
from detectors.data_files import load_toml
from detectors.disclosure.text import Folded, skim

SHORTEST_SITE = 3  # characters; a shorter name of a site is found in too many sentences
_SHORTEST_INITIALS = 2
_NICKNAME_WORDS = 2
_YEARS = re.compile(r"\A(?:(?:19|20)\d\d[ -]+)+(?=\D)")  # of a copyright line
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|Bros|Cie)|\.[A-Za-z])\.\Z")
# Words before a name that tell what it names, whatever it looks like ("la marque Yves Rocher").
_TOLD = re.compile(
    r"\b(?:company|brand|group|firm|team|people|makers?|marque|societe|groupe|entreprise|equipes?|laboratoires?|firma|marke"
    r"|unternehmen|empresa|marca|equipo|azienda|societa|bedrijf|merk|equipe|equipa|firmy|marki|spolki)\b",
    re.IGNORECASE,
)
_SUBJECT_FOLLOWS = r"(?=,? [a-z(]|[ ]?[-:] )"


def as_written(words: str) -> str:
    """Return a name without the punctuation around it; the dot of an abbreviation at its end stays."""
    name = _YEARS.sub("", words.strip(" ,'-").lstrip("."))
    return name if _ABBREVIATED.search(name) else name.rstrip(" .,'-")


def may_be_owner(name: str, before: str, *, byline: bool) -> bool:
    """Tell whether `name`, after the words `before`, can be an organisation's.

    In a byline ("published by X") most names are persons': there the name itself must show an organisation.
    """
    if names.is_organisation(name) or _TOLD.search(before):
        return True
    if is_private(name):
        return False
    initials = any(len(word) >= _SHORTEST_INITIALS and word.isupper() for word in re.findall(r"\w+", name))
    return not byline or (initials and not before.isupper() and any(map(str.isalpha, before)))


def is_private(name: str) -> bool:
    """Tell whether `name` reads as a person's: full, or a given name with at most one word or number after it."""
    if skim(name).casefold() in _eponyms():
        return False
    words = name.split()
    if names.is_person(name):
        return True
    short = 0 < len(words) <= _NICKNAME_WORDS and not names.is_organisation(name)
    return short and names.normalise(words[0]) in names.warm().given


def is_a_persons(name: str, before: str) -> bool:
    """Tell whether `name`, after the words `before`, is a private person's: "la marque Yves" is none."""
    return is_private(name) and not _TOLD.search(before)


@cache
def _eponyms() -> frozenset[str]:
    return frozenset(load_toml("eponyms.toml")["names"])


def of_the_site(sentence: Folded, sites: Sequence[str], phrase: str) -> Folded | None:
    """Return `sentence` with the site's own name, where it is the subject, as `phrase` ("this site"); None without one.

    The offsets of the phrase lead back to the name.
    """
    for site in sites:
        name = skim(site)
        found = re.match(rf"\W{{0,6}}(?:the )?({re.escape(name)}){_SUBJECT_FOLLOWS}", sentence.text, re.IGNORECASE)
        if len(name) < SHORTEST_SITE or found is None:
            continue
        start, end = found.span(1)
        offsets = [sentence.offsets[index] for index in range(len(sentence.text) + 1)]
        inside = [offsets[start]] * (len(phrase) - 1) + [offsets[end - 1]]
        return Folded(phrase + sentence.text[end:], (*inside, *offsets[end:]))
    return None


def warm() -> None:
    """Load the brands that bear a person's name, so that nothing is read while examining."""
    _eponyms()
