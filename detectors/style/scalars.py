"""Rates of a text: lengths, richness, casing, marks, spellings; none depends on the subject."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

MARKS = ".,;:!?-()\"'«“…—/*&"
_ENDS = re.compile(r"[.!?…]+(?=\s|$)")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\.)\.\.(?!\.)",
        r"(?<!\.)\.\.\.(?!\.)",
        r"\.{4,}",
        r"!!",
        r"\?\?",
        r"!\?|\?!",
        r"[:;=]-?[)(DPp]",
        r"[\U0001F300-\U0001FAFF☀-➿]",
        r"\b[A-Z]{2,}\b",
        r"\w['’]\w",
        r"’",
        r"\b\d",
        r" [!?:;]",
        r"([a-z])\1\1",
        r"\n",
        r"(?m)^[a-zà-ÿ]",
        r"[.!?] [a-zà-ÿ]",
        r"\bi\b",
        r"[,;]\w",
        r" --? ",
        r"\w--\w",
        r"\*\w",
        r"\b(?:ha|hé|he|ah){2,}",
        r"[.!?] (?:And|But|So|Or|Et|Mais|Or|Donc)\b",
        r", (?:and|et)\b",
        r"\b[A-ZÉ]\w+ [A-ZÉ]\w+",
        r"[\"”»][.,]",
        r"[.,][\"”]",
        r"\w-\w",
        r"(?<!\w)'\w",
        r"\b[A-Z]{4,}\b",
        r"[~$@#+=]",
        r"\[",
        r"(?i)\w(?:n't|n’t)\b",
        r"(?i)\w['’](?:m|ve|re|ll|d)\b",
        r"(?i)\b(?:dont|cant|wont|didnt|im|ive|thats|isnt|doesnt|wasnt|couldnt|youre)\b",
        r"(?i)\b(?:u|ur|r|cuz|coz|ppl|thx|pls|btw|omg|lol|mdr|ptdr|tkt)\b",
        r"(?i)\b(?:alot|definately|seperate|untill|recieve|wierd|thier|noone|aswell|parmis|malgrés|biensur|"
        r"quelques? fois)\b",
        r"(?i)\w(?:ours?|ised?|ising|isation)\b",
        r"(?i)\w(?:ized?|izing|ization)\b",
        r"\b(?:I|[Jj]e|[Jj]['’])(?!\w)",
        r"(?i), (?:but|so|which|mais|donc|qui)\b",
        r"(?i)\b(?:ça|okay|ok)\b",
        r"[ÀÂÇÉÈÊ]",
    )
)


def scalars(text: str, tokens: list[str], function_words: int) -> NDArray[np.float32]:
    """Return the rates of a text, as logarithms where they are rates of rare things; the length is fixed."""
    words = [token for token in tokens if token[0].isalpha()]
    total, low = max(1, len(words)), [word.lower() for word in words]
    counts = Counter(low[:400])
    lengths = np.array([len(word) for word in words] or [0])
    sentences = np.array([len(part.split()) for part in _ENDS.split(text) if part.strip()] or [0])
    paragraphs = np.array([len(part.split()) for part in text.split("\n") if part.strip()] or [0])
    marks = Counter(text)
    rates = [marks[mark] for mark in MARKS] + [len(pattern.findall(text)) for pattern in _PATTERNS]
    known = max(1, sum(counts.values()))
    return np.array(
        [
            lengths.mean(),
            lengths.std(),
            (lengths <= 3).mean(),
            (lengths >= 8).mean(),
            np.log1p(sentences.mean()),
            np.log1p(sentences.std()),
            np.log1p(np.median(sentences)),
            (sentences <= 5).mean(),
            (sentences >= 30).mean(),
            np.log1p(paragraphs.mean()),
            np.log1p(paragraphs.std()),
            len(counts) / known,
            sum(count == 1 for count in counts.values()) / known,
            sum(count * count for count in counts.values()) / known**2 * 100,
            function_words / total,
            sum(word[0].isupper() for word in words) / total,
            sum(word == word.upper() and len(word) > 1 for word in words) / total,
            *np.log1p(np.array(rates) * (1000 / total)),
        ],
        np.float32,
    )
