"""The register of promotion: how much a text speaks as copy for products does, and how little as a person.

Counted per 1,000 words: phrases of advertising, trade marks, reductions and product codes; words of a private voice
count against it. The lists are data (``detectors/data/style/register.toml``), the threshold is measured by
``bench/register.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from detectors.data_files import load_toml

MIN_WORDS = 100
_WORD = re.compile(r"[^\W\d_]+'?")


@dataclass(frozen=True)
class Register:
    """How promotional a text is: `rate` per 1,000 words, the private voice subtracted, and its commonest `signs`."""

    rate: float
    words: int
    signs: tuple[str, ...]

    @property
    def promotional(self) -> bool:
        """Tell whether the rate is one that personal posts hardly reach."""
        return self.words >= MIN_WORDS and self.rate >= _threshold()


def register(text: str, lang: str) -> Register | None:
    """Return the register of a text in a primary language; None for a language without lists."""
    known = _lists(lang)
    if known is None:
        return None
    phrases, signs, me = known
    low = text.casefold().replace("’", "'")
    words = Counter(_WORD.findall(low))
    total = sum(words.values())
    found = Counter(phrases.findall(low))
    found.update(match.group() for sign in signs for match in sign.finditer(text))
    voice = sum(words[word] for word in me)
    rate = 1000 * (sum(found.values()) - voice) / max(1, total)
    return Register(rate, total, tuple(sign for sign, _ in found.most_common(5)))


@cache
def _lists(lang: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], frozenset[str]] | None:
    table = load_toml("style/register.toml")
    own = table.get(lang)
    if not isinstance(own, dict) or lang == "signs":
        return None
    phrases = [phrase for line in own["phrases"].split("\n") for phrase in line.split("|") if phrase]
    longest = sorted(phrases, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    return pattern, tuple(map(re.compile, table["signs"].values())), frozenset(own["me"].split())


@cache
def _threshold() -> float:
    return float(load_toml("style/register.toml")["threshold"])


def warm() -> None:
    """Read the lists and the threshold."""
    _threshold()
    for lang in ("de", "en", "es", "fr", "it"):
        _lists(lang)
