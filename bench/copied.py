"""Measure how copied words are found among 12,000 generated documents. Run: ``python -m bench.copied``.

Every query is an edited document: light (5 % of the words replaced), medium (half of the sentences, 15 % replaced) and
heavy (a third of the sentences, 20 % replaced, among as many words of another text). Beside the index, in the same run:
MinHash (128 permutations over the same shingles, Broder 1997), whose measure is Jaccard and misses partial copies.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bench import floors_hold
from detectors.style.shingles import shingles
from detectors.style.words import words_of
from server.store import Store, Text

DOCUMENTS, QUERIES = 12_000, 400
EDITS = {"light": (1.0, 0.05, 0.0), "medium": (0.5, 0.15, 0.0), "heavy": (0.33, 0.2, 1.0)}  # kept, replaced, added
Keys = tuple[int, ...]


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words of Zipf's frequencies (Zipf 1949): the function words of English, then invented ones."""
    parts = ["ka", "lo", "mi", "ter", "ven", "sor", "ul", "ban", "dri", "pe", "ston", "qua"]
    invented = {"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(9000)}
    known = [*words_of("en").places, *sorted(invented)]
    return known, [1 / (rank + 3) for rank in range(len(known))]


def documents(chance: random.Random, count: int) -> list[list[str]]:
    """Return documents as lists of sentences of 6 to 24 words, 200 to 700 words each."""
    known, weights = vocabulary(chance)
    total = np.cumsum(weights)
    made = []
    for _ in range(count):
        sentences, left = [], chance.randint(200, 700)
        while left > 0:
            size = chance.randint(6, 24)
            sentences.append(" ".join(chance.choices(known, cum_weights=list(total), k=size)))
            left -= size
        made.append(sentences)
    return made


def edited(document: list[str], other: list[str], edit: str, chance: random.Random, known: Sequence[str]) -> str:
    """Return a document as a copyist leaves it."""
    kept, replaced, added = EDITS[edit]
    sentences = [sentence for sentence in document if chance.random() < kept] or document[:1]
    words = " ".join(sentences).split(" ")
    words = [chance.choice(known) if chance.random() < replaced else word for word in words]
    return " ".join(words + " ".join(other).split(" ")[: int(added * len(words))])


class MinHash:
    """The rival: 128 minima of universal hashes, compared by the share of equal ones."""

    def __init__(self) -> None:
        chance = np.random.default_rng(1)
        self._factors = chance.integers(1, 2**31, 128, dtype=np.uint64) | np.uint64(1)
        self._offsets = chance.integers(0, 2**31, 128, dtype=np.uint64)

    def signature(self, keys: Keys) -> NDArray[np.uint64]:
        """Return the minima of a set of shingles."""
        values = np.array(keys or (0,), np.uint64)[:, None] * self._factors + self._offsets
        minima: NDArray[np.uint64] = (values >> np.uint64(20)).min(axis=0)
        return minima


def timed(function: Callable[[Keys], int], queries: list[Keys]) -> tuple[list[int], float]:
    """Return the answers and the median milliseconds of one."""
    answers, times = [], []
    for keys in queries:
        start = time.perf_counter()
        answers.append(function(keys))
        times.append((time.perf_counter() - start) * 1000)
    return answers, float(np.median(times))


def measured(made: list[list[str]], store: Store, chance: random.Random, known: Sequence[str]) -> dict[str, float]:
    """Return recall and milliseconds of the index and of MinHash under every edit."""
    rival, keys = MinHash(), [shingles(" ".join(document)) for document in made]
    store.texts.add_all((Text(str(n), str(n), "2026-01-01T00:00:00Z"), own) for n, own in enumerate(keys))
    dropped = store.texts.forget_common()
    print(f"{len(made)} documents, {sum(map(len, keys))} postings, {dropped} common shingles dropped")
    signatures = np.stack([rival.signature(own) for own in keys])

    def asked(query: Keys) -> int:
        best = store.texts.sharing(query, limit=1, unlisted=True)
        return int(best[0].url) if best else -1

    def rivalled(query: Keys) -> int:
        return int((signatures == rival.signature(query)).sum(axis=1).argmax())

    found: dict[str, float] = {}
    for edit in EDITS:
        truth = [chance.randrange(len(made)) for _ in range(QUERIES)]
        others = documents(chance, QUERIES)
        queries = [shingles(edited(made[t], o, edit, chance, known)) for t, o in zip(truth, others, strict=True)]
        for name, function in (("index", asked), ("minhash", rivalled)):
            answers, cost = timed(function, queries)
            recall = float(np.mean(np.equal(answers, truth)))
            print(f"  {edit:<7}{name:<8} recall@1 {recall:.3f}  {cost:.2f} ms a query", flush=True)
            found |= {f"{edit}.{name}": recall, f"{edit}.{name}_ms": cost}
    return found


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    chance = random.Random(5)
    made = documents(chance, DOCUMENTS)
    known, _ = vocabulary(random.Random(5))
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        found = measured(made, store, chance, known)
        store.close()
    found["ratio"] = max(found[f"{edit}.index_ms"] / found[f"{edit}.minhash_ms"] for edit in EDITS)
    return 0 if floors_hold("copied", found) else 1


if __name__ == "__main__":
    sys.exit(main())
