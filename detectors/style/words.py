"""Words that carry style and not subject: the function words and endings of five languages, and the split into tokens.

The lists (``detectors/data/style/<lang>.toml``) are written by hand from grammar. Every word outside them is masked
before anything is measured, so that two texts on one subject do not look alike for their subject's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detectors.data_files import load_toml

LANGUAGES = ("de", "en", "es", "fr", "it")

_LETTERS = r"[^\W\d_]+"
_ELIDING = re.compile(rf" ?(?:{_LETTERS}(?:'(?=\w))?|\d+|[^\w\s]|_)|\n")
_WHOLE = re.compile(rf" ?(?:{_LETTERS}(?:'{_LETTERS})*|\d+|[^\w\s]|_)|\n")
_BREAKS = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Words:
    """What is known of a language: `places` numbers its function words, `suffixes` are endings, longest first."""

    places: dict[str, int]
    suffixes: tuple[str, ...]
    pattern: re.Pattern[str]

    def suffix(self, word: str) -> str:
        """Return the ending class of a lower-case word; "" when it has none."""
        return next((end for end in self.suffixes if len(word) > len(end) + 2 and word.endswith(end)), "")


@cache
def words_of(lang: str) -> Words:
    """Return the lists of a language of `LANGUAGES`."""
    table = load_toml(f"style/{lang}.toml")
    places = {word: place for place, word in enumerate(dict.fromkeys(table["words"].split()))}
    suffixes = sorted(table["suffixes"].split(), key=len, reverse=True)
    return Words(places, tuple(suffixes), _ELIDING if lang in {"fr", "it"} else _WHOLE)


def tidy(text: str) -> str:
    """Return the text with one kind of apostrophe, single spaces and single line breaks."""
    return _SPACES.sub(" ", _BREAKS.sub("\n", text.replace("’", "'"))).strip()


def tokens(text: str, lang: str) -> list[str]:
    """Return words, numbers, marks and line breaks of a tidy text; a token keeps the space before it."""
    return words_of(lang).pattern.findall(text)


def warm() -> None:
    """Read the lists of every language."""
    for lang in LANGUAGES:
        words_of(lang)
