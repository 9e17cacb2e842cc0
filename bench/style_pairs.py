"""Pairs of one hand and of two, from the texts of BENCH_DATA/style, with the authors of fitting and measuring apart."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

Texts = dict[str, list[str]]


@dataclass(frozen=True)
class Pair:
    """Two sides of posts, whether one hand wrote both, and the names of the hands."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    same: bool
    hands: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Task:
    """A named set of pairs in one language, with the cohort of other hands they are judged against."""

    name: str
    lang: str
    pairs: tuple[Pair, ...]
    cohort: tuple[tuple[str, ...], ...]


def load(folder: Path, name: str) -> Texts:
    """Return the texts of a collection by author."""
    texts: Texts = defaultdict(list)
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            texts[row["author"]].append(row["text"])
    return dict(texts)


def part(texts: Texts, which: int, of: int) -> Texts:
    """Return the authors whose SHA-256 falls into part `which` of `of`."""
    return {a: t for a, t in texts.items() if hashlib.sha256(a.encode()).digest()[0] % of == which}


def unseen(folder: Path, lang: str) -> tuple[Texts, Texts]:
    """Return the collections that a language is fitted on, and of their authors those that nothing is fitted on."""
    if lang == "en":
        blogs = load(folder, "en_blogs")
        return blogs, part(blogs, 2, 3)
    novels, fan = load(folder, "fr_novels"), load(folder, "fr_fan")
    return novels | fan, part(novels, 2, 3) | part(fan, 1, 2)


def random_pairs(texts: Texts, posts: int, count: int, seed: int = 0) -> tuple[Pair, ...]:
    """Return `count` pairs of one hand and as many of two, with `posts` posts a side."""
    chance, pairs = random.Random(seed), []
    rich = sorted(author for author, own in texts.items() if len(own) >= 2 * posts)
    for at in range(count):
        author = rich[at % len(rich)]
        own = chance.sample(texts[author], 2 * posts)
        first, second = chance.sample(rich, 2)
        pairs.append(Pair(tuple(own[:posts]), tuple(own[posts:]), same=True, hands=(author, author)))
        sides = (tuple(chance.sample(texts[author], posts)) for author in (first, second))
        pairs.append(Pair(*sides, same=False, hands=(first, second)))
    return tuple(pairs)


def nearest_strangers(texts: Texts, posts: int, seed: int = 0, *, far: bool = False, each: int = 1) -> tuple[Pair, ...]:
    """Return for each author `each` pairs of one hand, and as many with the stranger whose words are nearest.

    With `far` (one post a side) the author's two posts are those whose words are least alike.
    """
    chance = random.Random(seed)
    rich = sorted(author for author, own in texts.items() if len(own) >= 2 * posts)
    sides = [(a, tuple(chance.sample(texts[a], len(texts[a]) if far else 2 * posts))) for a in rich]
    units = [(a, own[at : at + posts]) for a, own in sides for at in range(0, len(own) - posts + 1, posts)]
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3).fit_transform([" ".join(u) for _, u in units])
    alike = (words @ words.T).toarray()
    names, pairs = np.array([a for a, _ in units]), []
    for author in rich:
        own = np.flatnonzero(names == author)
        inside = alike[np.ix_(own, own)]
        above = list(zip(*np.triu_indices(len(own), 1), strict=True))
        for i, j in sorted(above, key=lambda at: inside[at])[:each] if far else above[:each]:
            stranger = int(np.where(names == author, -1, alike[own[i]]).argmax())
            pairs.append(Pair(units[own[i]][1], units[own[j]][1], same=True, hands=(author, author)))
            pairs.append(Pair(units[own[i]][1], units[stranger][1], same=False, hands=(author, str(names[stranger]))))
    return tuple(pairs)


def split_pairs(texts: Texts, posts: int, splits: int, seed: int = 0, *, near: bool = False) -> tuple[Pair, ...]:
    """Return for each author and split of the posts into two sides one pair of one hand, and one of two.

    The stranger is drawn at random, or with `near` is the one whose words are nearest.
    """
    chance, pairs = random.Random(seed), []
    rich = sorted(author for author, own in texts.items() if len(own) >= 2 * posts)
    for _ in range(splits):
        own = {author: chance.sample(texts[author], 2 * posts) for author in rich}
        left, right = ([tuple(own[author][at : at + posts]) for author in rich] for at in (0, posts))
        others = [chance.randrange(1, len(rich)) for _ in rich]
        strangers = [(at + step) % len(rich) for at, step in enumerate(others)]
        if near:
            words = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3).fit_transform(
                [" ".join(u) for u in left + right]
            )
            alike = (words[: len(rich)] @ words[len(rich) :].T).toarray()
            np.fill_diagonal(alike, -1)
            strangers = [int(row.argmax()) for row in alike]
        for at, author in enumerate(rich):
            pairs.append(Pair(left[at], right[at], same=True, hands=(author, author)))
            pairs.append(Pair(left[at], right[strangers[at]], same=False, hands=(author, rich[strangers[at]])))
    return tuple(pairs)


def hands(texts: Texts, posts: int, count: int, seed: int = 5) -> tuple[tuple[str, ...], ...]:
    """Return `count` hands of `posts` texts each, as a cohort."""
    chance = random.Random(seed)
    rich = sorted(author for author, own in texts.items() if len(own) >= posts)
    chance.shuffle(rich)
    return tuple(tuple(chance.sample(texts[author], posts)) for author in rich[:count])


def shortened(pairs: tuple[Pair, ...], words: int) -> tuple[Pair, ...]:
    """Return the pairs with every side cut to about `words` words in all."""
    return tuple(Pair(_cut(pair.a, words), _cut(pair.b, words), pair.same, pair.hands) for pair in pairs)


def _cut(side: tuple[str, ...], words: int) -> tuple[str, ...]:
    each = words // len(side)
    return tuple(" ".join(text.split(" ")[:each]) for text in side)
