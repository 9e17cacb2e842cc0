"""Invented hands: each has habits of its own (marks, links between clauses, length), and no subject."""

from __future__ import annotations

import random

SUBJECTS = [
    "river",
    "garden",
    "engine",
    "winter",
    "market",
    "letter",
    "window",
    "doctor",
    "bridge",
    "island",
    "teacher",
]
VERBS = ["watched", "painted", "carried", "opened", "followed", "measured", "finished", "repaired", "counted"]
LINKS = ["and then", "but", "because", "although", "while", "so", "whereas", "and yet", "after", "until"]
OPENERS = ["I", "We", "They", "She", "Nobody", "Everyone", "My brother", "The people here"]
ENDS = [".", "...", "!", "?", "!!", ".", "."]


def writer(seed: int) -> dict[str, list[str] | float]:
    """Return the habits of one hand."""
    chance = random.Random(seed)
    return {
        "links": chance.sample(LINKS, 3),
        "openers": chance.sample(OPENERS, 3),
        "ends": chance.sample(ENDS, 2),
        "comma": chance.random(),
        "long": chance.random(),
        "low": chance.random() * 0.3,
    }


def post(seed: int, number: int, words: int = 450) -> str:
    """Return a post of about `words` words by hand `seed`."""
    habits, chance = writer(seed), random.Random(seed * 1000 + number)
    sentences: list[str] = []
    count = 0
    while count < words:
        clauses = []
        for _ in range(1 + int(habits["long"] * 4 * chance.random() + 0.5)):
            clauses.append(
                f"the {chance.choice(SUBJECTS)} that we {chance.choice(VERBS)} in the {chance.choice(SUBJECTS)}"
            )
        link = f"{',' if chance.random() < habits['comma'] else ''} {chance.choice(habits['links'])} "
        sentence = f"{chance.choice(habits['openers'])} {chance.choice(VERBS)} {link.join(clauses)}"
        sentence = sentence.lower() if chance.random() < habits["low"] else sentence
        sentences.append(sentence + chance.choice(habits["ends"]))
        count += len(sentence.split())
    return " ".join(sentences)


def posts(seed: int, *numbers: int, words: int = 450) -> list[str]:
    """Return several posts by one hand."""
    return [post(seed, number, words) for number in numbers]


def cohort(size: int = 40, each: int = 1) -> list[list[str]]:
    """Return other hands."""
    return [posts(1000 + seed, *range(each)) for seed in range(size)]
