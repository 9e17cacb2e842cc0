"""Finding the name in the words after a label, before a verb, or on a line of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from detectors.legal.folding import fold
from detectors.legal.vocabulary import Vocabulary
from detectors.names import core, is_organisation, legal_form, normalise

LONGEST_NAME = 90
_LONGEST_WORDS = 12
_REACH = 240

_SKIP = re.compile(r"[\s:=\-–—|•«»\"“”„'’>*#.]*(?:\([^()\n]{0,80}\)\s*:?)?[\s:=\-–—|•«»\"“”„'’>*#.]*")
_DELIMITER = re.compile(
    r"[,;:()\[\]{}«»\"“”„|\n\t©®™!?*=<>]|\s[-–—/]+\s|(?<=\w)\s(?:19|20)\d\d\b|(?<![.\s]\w)\.\s*$|\.\s+(?=[A-ZÀ-Þ][^\W\d_]{2})"
)
_CHUNK = re.compile(r"[,;:()«»\"“”„]|\s[-–—]+\s|\b(?:means|bezeichnet|désigne)\b")
_ADDRESS = re.compile(r"@|https?:|www\.|^\d+[ ,]")


class Name(NamedTuple):
    """A name at ``[start, end)`` of the text."""

    text: str
    start: int
    end: int


def name_after(
    text: str, folded: str, start: int, end: int, vocabulary: Vocabulary, *, sentence: bool = False
) -> Name | None:
    """Return the name that begins at `start`, articles skipped; `sentence` when a capital there may be an article's."""
    end = min(end, start + _REACH)
    position = _skip(text, start, end)
    while filler := vocabulary.fillers.match(folded, position, end):
        glued = folded[filler.end() - 1] == "'" or filler.group().rstrip().endswith("'")
        if not (sentence or glued or text[position].islower() or _is_capitals(text[start:end])):
            break
        position = _skip(text, filler.end(), end)
    stop = _end_of_name(text, folded, position, end, vocabulary)
    return _valid(text, position, stop, vocabulary)


def name_before(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> Name | None:
    """Return the name in ``[start, end)`` that is the subject of what follows: the last with a legal form, else the first."""
    cuts = [start, *(match.end() for match in _CHUNK.finditer(text, start, end))]
    names = [name_after(text, folded, cut, end, vocabulary, sentence=True) for cut in cuts]
    found = [name for name in names if name]
    formal = [name for name in found if legal_form(name.text)]
    return formal[-1] if formal else found[0] if found else None


def _skip(text: str, start: int, end: int) -> int:
    match = _SKIP.match(text, start, end)
    return match.end() if match else start


def _end_of_name(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    position = start
    while True:
        delimiter = _DELIMITER.search(text, position, end)
        stop = delimiter.start() if delimiter else end
        for match in vocabulary.stops.finditer(folded, start, stop):
            # "Society for the Lakes" goes on after its "for", "published by X for its members" does not.
            if match["soft"] and text[match.end() + 1 : match.end() + 2].isupper():
                continue
            if text[match.start()].islower() or " " in match.group() or _is_capitals(text[start:stop]):
                return match.start()
        if not delimiter or delimiter.group() != ",":
            return stop
        following = _DELIMITER.search(text, delimiter.end(), end)
        position = following.start() if following else end
        if not _is_form(text[delimiter.end() : position]):
            return stop
        if position == end or text[position] != ",":
            return position


def _is_form(text: str) -> bool:
    return bool(text.strip()) and core(f"Qqq {text}") == "qqq"


def _is_capitals(text: str) -> bool:
    return text.upper() == text


def _valid(text: str, start: int, end: int, vocabulary: Vocabulary) -> Name | None:
    written = text[start:end].rstrip(" \t\n\r,-–—:;")
    if written.endswith(".") and not legal_form(written):
        written = written.rstrip(".")
    key = normalise(written)
    if not (1 < len(written) <= LONGEST_NAME and 1 < len(key) and len(written.split()) <= _LONGEST_WORDS):
        return None
    folded = " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(written)))
    named = (
        written[0].isupper()
        or (written[0].isdigit() and "&" in written)
        or legal_form(written)
        or not written.isascii()
    )
    if not named or written[0].islower() and not is_organisation(written):
        return None
    if _ADDRESS.search(written) and not legal_form(written):
        return None
    return None if _is_form(written) or _is_no_name(folded, vocabulary) else Name(written, start, start + len(written))


def _is_no_name(folded: str, vocabulary: Vocabulary) -> bool:
    if any(phrase in folded for phrase in vocabulary.words["placeholders"]):
        return True
    return any(folded == word or folded.startswith(word + " ") for word in vocabulary.words["not_names"])
