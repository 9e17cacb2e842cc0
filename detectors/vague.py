"""The safety net below the grammars of disclosure: the owner readable in words that no grammar knows.

"Absent" accuses, so it must not follow from a phrase that nobody foresaw. A sentence of the site's own text that holds
a name of the owner, a word for the site or its author and a word that ties the two is a statement, however vague.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from detectors.data_files import load_toml
from detectors.disclosure.phrases import LANGUAGES, grammar
from detectors.disclosure.scope import denied, denies
from detectors.disclosure.text import skim
from detectors.page import FOREIGN_ZONES, Document, Zone
from detectors.whose import says_whose

MAX_SENTENCE = 400
MAX_CREDIT = 10  # words
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
# Capitals only: "Vichy-inspired", "Nintendo fan" and "my" are no names.
_WORD = r"[A-Z\u00c0-\u00de0-9](?:[\w@&+]|\.(?=\w)|['’](?=[A-Z\u00c0-\u00de])|-(?=[A-Z0-9]))*"
_NAME = rf"{_WORD}(?: (?:(?:&|and|of|de|du|et|und|y|e|di|van|en|i|do|da|dos|la) ){{0,2}}{_WORD}){{0,5}}"
_NOT_OF_THE_SITE = FOREIGN_ZONES - {Zone.TEASER}


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = load_toml("vague_statements.toml")["pair"]
    return tuple((_words(pair["who"], whole=True), _words(pair["tie"], whole=False)) for pair in pairs)


def _words(words: list[str], *, whole: bool) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    end = r"(?!\w)" if whole else ""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + ")" + end, re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    own = load_toml("vague_statements.toml")["own"]
    possessive, venture = (_words(own[key], whole=True).pattern for key in ("possessives", "ventures"))
    return re.compile(rf"{possessive}\s+(?:[\w'’-]+\s+){{0,2}}?{venture}", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    words = _words(load_toml("vague_statements.toml")["credit"]["words"], whole=True)
    return re.compile(rf"\W*(?:(?:proudly|kindly|generously)\s+)?{words.pattern}", re.IGNORECASE)


@cache
def _hobby() -> re.Pattern[str]:
    return _words(load_toml("vague_statements.toml")["credit"]["hobby"], whole=True)


@cache
def _plain(group: str) -> re.Pattern[str]:
    """Return the pattern of `group`, sentences that say whose a site is; each alternative has a name in capitals."""
    said = load_toml("vague_statements.toml")["plain"]
    place = _words(said["place"], whole=True).pattern
    alternatives = []
    for number, sentence in enumerate(said[group]):
        before, after = (f"(?i:{part.replace('{place}', place)})" for part in sentence.split("{name}"))
        alternatives.append(f"{before}(?P<n{number}>{_NAME}){after}")
    return re.compile(rf"\W{{0,6}}(?:{'|'.join(alternatives)})(?!\w)")


def warm() -> None:
    """Compile the words."""
    _pairs()
    _plain("sentences")
    _plain("begins")
    _credit()
    _hobby()
    _own()


def vague_statements(document: Document, names_owner: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield (sentence, zone) of the visible text and image alternatives that tie the site to the owner.

    The word that ties stands outside the owner's name: "I love Government Employees Insurance" says nothing of work.
    """
    for sentence, zone in _sentences(document):
        if ties(sentence, names_owner, document.lang):
            yield sentence, zone


def ties(sentence: str, names_owner: Callable[[str], bool], lang: str = "") -> bool:
    """Tell whether a sentence ties the site to the owner, in words or as a whole: "An Olivar website".

    What it denies in a language that is read, "this blog is not owned by X", ties nobody.
    """
    found = [tie for who, words in _pairs() if who.search(sentence) for tie in words.finditer(sentence)]
    if lang[:2] in LANGUAGES:
        plain, rules = skim(sentence), grammar(lang[:2])
        if says_whose(sentence, plain, names_owner, lang[:2]) and not denies(plain, rules):
            return True
        found = [tie for tie in found if not denied(plain, *tie.span(), rules)]
    credit = _credit().match(sentence) if len(sentence.split()) <= MAX_CREDIT else None
    if credit and not _hobby().search(sentence):
        found.append(credit)
    if any(names_owner(f"{sentence[: tie.start()]} {sentence[tie.end() :]}") for tie in found):
        return True
    whole, begun = _plain("sentences").match(sentence), _plain("begins").match(sentence)
    named = [begun, whole if whole and not any(map(str.isalnum, sentence[whole.end() :])) else None]
    return any(found is not None and names_owner(found.group(found.lastgroup or 0)) for found in named)


def own_ventures(document: Document, names_owner: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield (sentence, zone) where the author calls the owner hers: "my shop Atelier Bourrache"."""
    for sentence, zone in _sentences(document):
        if _own().search(sentence) and names_owner(sentence):
            yield sentence, zone


def _sentences(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if block.zone not in _NOT_OF_THE_SITE and (block.visible or block.alt):
            for found in _SENTENCE.finditer(block.text):
                yield found[0].strip()[:MAX_SENTENCE], block.zone.value
