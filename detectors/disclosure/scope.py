"""How far a negation, a condition or a report of others reaches: the scope of one match in its sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detectors.data_files import load_toml
from detectors.disclosure.phrases import Grammar
from detectors.in_names import in_a_name
from detectors.model import MarkerKind

_REACH = 60  # characters between a negation and the words it denies
_LIST_ITEM = 3  # words; a longer match after a comma is a statement of its own, not one more item that is denied
_KEPT = 32  # sentences
_OFFER = 3  # words; so few before an address of mail are an offer ("Collaborations: mail@...")
_MAIL = re.compile(r"\W{0,4}(?:[\w']{1,20}\W{1,3}){0,4}[\w.+-]{1,40}(?:@|\(at\))[\w-]{2,40}\.[a-z]")
_QUOTED = re.compile(r'"[^"\n]{3,400}"')


def judge(sentence: str, start: int, end: int, grammar: Grammar) -> MarkerKind | None:
    """Return NEGATED, HYPOTHETICAL or MENTION for the words at ``[start, end)``, or None when they stand as said."""
    first, _ = _clause_at(sentence, end, grammar)
    if denied(sentence, start, end, grammar):
        return MarkerKind.NEGATED
    if _supposed(sentence, first, grammar) or (first and _whole(sentence, start, grammar)):
        return MarkerKind.HYPOTHETICAL
    if _offered(sentence, start, end):
        return MarkerKind.HYPOTHETICAL
    if _reported(sentence, grammar) or _in_quotes(sentence, start, end) or _among_kin().match(sentence, end):
        return MarkerKind.MENTION
    return None


def denied(sentence: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether the words at ``[start, end)`` are denied in their clause."""
    return _negated(sentence, _clause_at(sentence, end, grammar), (start, end), grammar)


def denies(sentence: str, grammar: Grammar) -> bool:
    """Tell whether a sentence denies something, in whichever of its clauses."""
    return grammar.negation.search(_without_exempt(sentence, grammar)) is not None


def stands_as_said(sentence: str, grammar: Grammar) -> bool:
    """Tell whether nothing in a sentence denies, supposes or reports of others, in whichever of its clauses."""
    return not denies(sentence, grammar) and judge(sentence, 0, len(sentence), grammar) is None


# One sentence is judged once for each of its matches: what does not depend on the match is kept for the next one.


@lru_cache(maxsize=_KEPT)
def _supposed(sentence: str, first: int, grammar: Grammar) -> bool:
    return grammar.hypothesis.search(sentence, first) is not None


@lru_cache(maxsize=_KEPT)
def _reported(sentence: str, grammar: Grammar) -> bool:
    return grammar.mention.search(sentence) is not None


@lru_cache(maxsize=_KEPT)
def _clause_breaks(sentence: str, grammar: Grammar) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in grammar.clause.finditer(sentence))


@lru_cache(maxsize=_KEPT)
def _without_exempt(sentence: str, grammar: Grammar) -> str:
    return grammar.exempt.sub(lambda match: "+" * len(match[0]), sentence)


@lru_cache(maxsize=_KEPT)
def _first_supposition(sentence: str, grammar: Grammar) -> tuple[int, int] | None:
    match = grammar.hypothesis.search(sentence)
    return match.span() if match else None


def _clause_at(sentence: str, end: int, grammar: Grammar) -> tuple[int, int]:
    """Return the bounds of the clause in which words that end at `end` stand; what they say is said there."""
    first, last = 0, len(sentence)
    for opens, closes in _clause_breaks(sentence, grammar):
        if closes < end:
            first = closes
        elif opens >= end:
            last = opens
            break
    return first, last


def _negated(sentence: str, clause: tuple[int, int], words: tuple[int, int], grammar: Grammar) -> bool:
    (first, last), (start, end) = clause, words
    blank = _without_exempt(sentence, grammar)
    for match in grammar.negation.finditer(blank, first, end):
        if in_a_name(blank, *match.span(), said=words):
            continue
        between = blank[match.end() : start]
        if match.start() >= start or (len(between) <= _REACH and _same_list(between, sentence[start:end])):
            return True
    return bool(grammar.negated_after.search(blank, start, last))


def _same_list(between: str, words: str) -> bool:
    return "," not in between or len(words.split()) <= _LIST_ITEM


def _whole(sentence: str, start: int, grammar: Grammar) -> bool:
    """Return whether a supposition speaks for the whole sentence: at its start or in a question at its end."""
    found = _first_supposition(sentence, grammar)
    return found is not None and (found[0] == 0 or found[1] >= len(sentence) - 1) and found[0] <= start


def _offered(sentence: str, start: int, end: int) -> bool:
    """Return whether a few words are followed by where to write to: they ask for partners and name none."""
    return len(sentence[start:end].split()) <= _OFFER and _MAIL.match(sentence, end) is not None


@cache
def _among_kin() -> re.Pattern[str]:
    """Return the pattern of the author's own mother, neighbour or purse after "by" or "with": nobody who advertises."""
    table = load_toml("kin.toml")
    own, words = ("|".join(map(re.escape, sorted(table[key], key=len, reverse=True))) for key in ("own", "words"))
    by = r"(?:by|with|from|par|avec|de|von|mit|por|con|da|di|door|met|van|com|przez|z)"
    return re.compile(rf"\W{{0,2}}(?:{by} )?(?:{own}) (?:{words})(?!\w|'s)", re.IGNORECASE)


def warm() -> None:
    """Compile the words."""
    _among_kin()


def _in_quotes(sentence: str, start: int, end: int) -> bool:
    return any(match.start() < start and end < match.end() for match in _QUOTED.finditer(sentence))
