"""A number on a site's notice and a name on another of its pages, joined where nothing contradicts.

Many notices give a register number and leave the name to the page about the firm. A number that is joined to the wrong
name accuses, so the site must name one organisation as its publisher and nobody else, no private person among them; the
notice names nobody, and its number stands below no other role and on no line with another firm's form. What a register
or the knowledge knows of the number must fit the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from detectors import names
from detectors.legal import LegalMention, Site, unclaimed_numbers
from detectors.model import OWNING, Role

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.nouns import SeenMention
    from detectors.numbers import Number
    from detectors.page import Document

_NOTICES = ("legal", "promoted-legal")
_LONGEST = 200  # characters of the line that is quoted
_FORM_WORDS = 3
_WORD = re.compile(r"[^\s,;:()|]+")


def numbers_apart(
    found: Iterable[SeenMention], notices: Iterable[tuple[str, Document, str]], site: Site, knowledge: Knowledge
) -> Iterator[SeenMention]:
    """Yield one mention, of the site's publisher, for each notice of the site that has a number and no name.

    `notices` are the pages read as its notice: what for, the page, and its text.
    """
    found = tuple(found)
    publisher = _only_publisher(found)
    for why, document, text in notices if publisher else ():
        if why not in _NOTICES or publisher is None or document.seen == publisher.seen:
            continue
        numbers = unclaimed_numbers(text, document.lang or None, replace(site, legal=True))
        if not numbers or not _is_one_entitys(numbers) or not _fits(numbers, publisher.mention.name, knowledge):
            continue
        start, end = _line(text, numbers[0])
        if _names_another(text[start:end], publisher.mention.name):
            continue
        pairs = tuple(sorted({(number.kind, number.number) for number in numbers}))
        quote = text[start : min(end, start + _LONGEST)].strip()
        mention = LegalMention(Role.PUBLISHER, publisher.mention.name, pairs, quote, start, end)
        yield replace(publisher, mention=mention, page=why, seen=document.seen, joined=True)


def _only_publisher(found: tuple[SeenMention, ...]) -> SeenMention | None:
    """Return who the site says publishes it, by a company's name without a number; None where anybody else is named."""
    owning = [each for each in found if each.mention.role in OWNING]
    if any(each.mention.person or each.mention.numbers for each in owning):
        return None
    if len({names.core(each.mention.name) for each in owning}) != 1:
        return None
    sure = (each for each in owning if each.sure and each.mention.kind != "copyright")
    return next((each for each in sure if names.legal_form(each.mention.name)), None)


def _is_one_entitys(numbers: Iterable[Number]) -> bool:
    kinds: dict[str, set[str]] = {}
    for number in numbers:
        kinds.setdefault(number.kind, set()).add(number.number)
    return all(len(same) == 1 for same in kinds.values())


def _fits(numbers: Iterable[Number], name: str, knowledge: Knowledge) -> bool:
    """Tell whether whoever is known under the numbers is known under the name, too."""
    for number in numbers:
        for known in (knowledge, knowledge.registers):
            holder, named = known.match_number(number.kind, number.number), known.match_name(name)
            if holder is not None and (named is None or named.group != holder.group):
                return False
    return True


def _line(text: str, number: Number) -> tuple[int, int]:
    start, end = text.rfind("\n", 0, number.start) + 1, text.find("\n", number.end)
    return start, end if end >= 0 else len(text)


def _names_another(line: str, name: str) -> bool:
    """Tell whether a line has a legal form that is not the publisher's: "Kiwi SAS, RCS ..."."""
    own = names.legal_form(name)
    words = _WORD.findall(line)
    spans = (" ".join(words[at : at + count]) for at in range(len(words)) for count in range(1, _FORM_WORDS + 1))
    forms = {names.legal_form(f"Olivar {span}") for span in spans}
    return bool(forms - {None, own})
