"""Find the names of groups in running text: one pass of Aho-Corasick, whole words, and case where names are words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import ClassVar

import ahocorasick

from detectors.knowledge.claims import BrandHit

SHORT = 3  # names of at most so many letters are written exactly as listed ("HP", "SFR"), else they are other words
# No character of Latin letters, punctuation or currencies combines with the one before; of the others some do.
_MAY_COMBINE = re.compile(r"[^\x00-\u02ff\u2000-\u20cf\u2100-\u23ff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
ARTICLES = {"The", "Le", "La", "Les", "Los", "Die", "Der", "Das"}


class Folder(dict[int, str]):
    """A `str.translate` table, one character to one: case and accents dropped, apostrophes and hyphens made alike."""

    ALIKE: ClassVar = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": " ", "‑": " ", "–": " ", "-": " "}

    def __missing__(self, code: int) -> str:
        char = chr(code)
        parts = unicodedata.normalize("NFKD", char)
        plain = (parts[0] if all(map(unicodedata.combining, parts[1:])) else char).casefold()
        self[code] = folded = self.ALIKE.get(char) or (" " if char.isspace() else plain if len(plain) == 1 else char)
        return folded


class BrandFinder:
    """Searches text for (name as written, group, distinctive) entries, built once."""

    def __init__(self, names: Iterable[tuple[str, str, str, bool]]) -> None:
        """Take (form, listed name, group id, distinctive) rows; forms that fold alike are searched once."""
        self._folder = Folder()
        self._automaton = ahocorasick.Automaton()
        entries: dict[str, list[tuple[str, str, str, bool]]] = {}
        for form, name, group, distinctive in names:
            folded = form.translate(self._folder)
            for key in {folded, folded.replace("'", "")}:
                rows = entries.setdefault(key, [])
                if not any(row[1:3] == (name, group) for row in rows):
                    rows.append((form, name, group, distinctive))
        for key, rows in entries.items():
            self._automaton.add_word(key, (len(key), rows))
        self._automaton.make_automaton()

    def hits(self, text: str) -> list[BrandHit]:
        """Return the names in `text`, leftmost and longest first, never overlapping; offsets into `text`.

        One span may yield several hits when several groups bear the name.
        """
        folded, offsets = self._fold(text)
        spans: dict[int, tuple[int, list[tuple[str, str, str, bool]]]] = {}
        for last, (length, rows) in self._automaton.iter(folded) if self._automaton else ():
            start, end = last + 1 - length, last + 1
            if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
                continue
            fitting = [row for row in rows if _case_fits(row[0], row[3], text[offsets[start] : offsets[end]])]
            if fitting and end > spans.get(start, (0, []))[0]:
                spans[start] = (end, fitting)
        found, free = [], 0
        for start in sorted(spans):
            end, rows = spans[start]
            if start >= free:
                free = end
                found += [
                    BrandHit(group, name, offsets[start], offsets[end], distinctive)
                    for _, name, group, distinctive in rows
                ]
        return found

    def _fold(self, text: str) -> tuple[str, Sequence[int]]:
        """Return the folded text and, for each of its offsets, the offset in `text` (combining marks are dropped)."""
        kept: Sequence[int] = range(len(text))
        if _MAY_COMBINE.search(text):
            kept = [index for index, char in enumerate(text) if not unicodedata.combining(char)]
        if len(kept) == len(text):
            return self._plain(text), range(len(text) + 1)
        return self._plain("".join(text[index] for index in kept)), [*kept, len(text)]

    def _plain(self, text: str) -> str:
        """Fold what is not ASCII first: the rest of most texts then takes the fast way of `str.translate`."""
        if not text.isascii():
            text = _NOT_ASCII.sub(lambda found: found[0].translate(self._folder), text)
        return text.translate(self._folder)


def _case_fits(form: str, distinctive: bool, written: str) -> bool:
    """Whether `written` is a name and not words: short ones as listed, a coined word in any case, others with capitals.

    "far cry" and "pull-ups" are words, "Far Cry" may be the game; a leading article need not be capitalised.
    """
    if len(form) <= SHORT:
        return written == form
    if written.isupper() or (distinctive and form.replace("'", "").isalpha()):
        return True
    pairs = list(zip(form.split(), written.split(), strict=False))
    return all(mine[0].isupper() or not listed[0].isupper() for listed, mine in pairs[pairs[0][0] in ARTICLES :])
