"""Whether a sentence says that the site, or who writes it, is its owner's, in words that no grammar foresaw.

A part of the safety net below the grammars (`detectors.vague`): where a site's owner is known and its name stands in a
sentence, the senses of the other words are weighed (``data/whose/<lang>.toml``: the site, who writes, who runs it, who
works there, against goods and what others say). It leans towards the site: a statement that is overlooked accuses, one
that is read too kindly only softens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from detectors.senses import Span, build, counts, follows, spans

TABLE = "whose"

_WORD = r"[A-Z\u00c0-\u00de0-9@][\w&'’.-]*"
NAMES = re.compile(rf"{_WORD}(?: (?:(?:&|and|et|und|of|de|du|y|e) )?{_WORD}){{0,5}}")
_GENITIVE = re.compile(r"['’]s?\b")
_OF_A_SITE = frozenset({"here", "site", "writer", "run", "belong", "staff", "role"})
_AT_ONCE, _AT_START = 8, 4  # characters between "by" and the owner's name, and before a name that begins the sentence
_BRIEF, _LONG = 8, 30  # words


def says_whose(sentence: str, plain: str, names_owner: Callable[[str], bool], lang: str) -> bool:
    """Tell whether a sentence that names the owner says that the site is the owner's.

    `plain` is the sentence made plain, letter for letter; `lang` is one that the table has.
    """
    if not _OF_A_SITE & spans(TABLE, plain, lang).keys():
        return False
    places = list(owners_in(sentence, names_owner))
    return bool(places) and counts(TABLE, senses_of(plain, places, lang))


def senses_of(plain: str, owners: list[Span], lang: str) -> frozenset[str]:
    """Return the senses of a sentence's words but those of the owner's names, and how the names stand to them."""
    first, last = owners[0]
    others = plain
    for start, end in owners:
        others = others[:start] + "_" * (end - start) + others[end:]
    found = spans(TABLE, others, lang)
    senses = set(found)
    length = plain.count(" ") + 1
    senses |= {"brief"} if length <= _BRIEF else {"long"} if length > _LONG else set()
    if follows(found.get("by", ()), owners, _AT_ONCE):
        senses.add("by_owner")
    if first <= _AT_START:
        senses.add("owner_first")
    if _GENITIVE.match(plain, last) or plain[first:last].endswith(("'s", "'")):
        senses.add("owners_own")
    return frozenset(senses)


def owners_in(sentence: str, names_owner: Callable[[str], bool]) -> Iterator[Span]:
    """Yield where words in capitals name the owner."""
    for found in NAMES.finditer(sentence):
        if names_owner(found[0]):
            yield found.span()


def warm() -> None:
    """Build the table, so that nothing is read while examining."""
    build(TABLE)
