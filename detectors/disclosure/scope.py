"""How far a negation, a condition or a report of others reaches: the scope of one match in its sentence."""

from __future__ import annotations

import re

from detectors.disclosure.phrases import Grammar
from detectors.model import MarkerKind

_REACH = 60  # characters between a negation and the words it denies
_LIST_ITEM = 3  # words; a longer match after a comma is a statement of its own, not one more item that is denied
_QUOTED = re.compile(r'"[^"\n]{3,400}"')


def judge(sentence: str, start: int, end: int, grammar: Grammar) -> MarkerKind | None:
    """Return NEGATED, HYPOTHETICAL or MENTION for the words at ``[start, end)``, or None when they stand as said."""
    first, last = clause_around(sentence, start, end, grammar)
    if _negated(sentence, (first, last), (start, end), grammar):
        return MarkerKind.NEGATED
    if grammar.hypothesis.search(sentence, first) or (first and _whole(sentence, start, grammar.hypothesis)):
        return MarkerKind.HYPOTHETICAL
    if grammar.mention.search(sentence) or _in_quotes(sentence, start, end):
        return MarkerKind.MENTION
    return None


def clause_around(sentence: str, start: int, end: int, grammar: Grammar) -> tuple[int, int]:
    """Return the bounds of the clause in which ``[start, end)`` ends; what it says is said there."""
    first, last = 0, len(sentence)
    for match in grammar.clause.finditer(sentence):
        if match.end() < end:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _negated(sentence: str, clause: tuple[int, int], words: tuple[int, int], grammar: Grammar) -> bool:
    (first, last), (start, end) = clause, words
    blank = grammar.exempt.sub(lambda match: "+" * len(match[0]), sentence)
    for match in grammar.negation.finditer(blank, first, end):
        between = blank[match.end() : start]
        if match.start() >= start or (len(between) <= _REACH and _same_list(between, sentence[start:end])):
            return True
    return bool(grammar.negated_after.search(blank, start, last))


def _same_list(between: str, words: str) -> bool:
    return "," not in between or len(words.split()) <= _LIST_ITEM


def _whole(sentence: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Return whether `pattern` speaks for the whole sentence: found at its start or in a question at its end."""
    match = pattern.search(sentence)
    return match is not None and (match.start() == 0 or match.end() >= len(sentence) - 1) and match.start() <= start


def _in_quotes(sentence: str, start: int, end: int) -> bool:
    return any(match.start() < start and end < match.end() for match in _QUOTED.finditer(sentence))
