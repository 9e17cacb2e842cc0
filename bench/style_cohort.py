"""Make the cohort of other hands that ships. Run: ``python -m bench.style_cohort`` (rewrites its two data files).

Its hands are novelists of BENCH_DATA/style/fr_novels, whose texts are in the public domain, from the two thirds of the
authors that the numbers are fitted on; the other third judges (`bench.style`, `bundled_…`). Only hashed masked profiles
are written. The line between this kind and others is fitted between further texts of the two thirds and half of the
authors of fan fiction, as they are and retyped as books are: what tells a kind must not be its typography. Posts are
only measured.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.style_fit import quoted
from bench.style_pairs import Texts, load, part
from detectors.style.bundled import packed, unusual, usual_of
from detectors.style.comparing import cut
from detectors.style.habits import habits_of
from detectors.style.prints import made
from detectors.style.profile import Profile, Vector, profile

FOLDER = Path(__file__).resolve().parent.parent / "detectors" / "data" / "style" / "cohorts"
NAME, LANG = "fr-fiction", "fr"
HANDS, TEXTS, LENGTHS = 40, 3, (750, 375, 188)
SAMPLES = (1, TEXTS)  # texts a side that the line is fitted on
HABITS = 60  # habits that the line weighs
STRENGTH = 0.01  # inverse penalty of the line
PASSING = 0.9  # share of its own kind's single texts that stand on the right side of it
HEADER = """# Other hands for a comparison in French where none are given: hashed masked profiles of novels, no text.
# Made by `python -m bench.style_cohort`; do not edit. The profiles are in the file of the same name that ends in .xz.
# line: weights of habits that tell this kind from fan fiction (PAN 2019, research licence), of which nothing is here
# but these numbers.
"""


def retyped(texts: Texts) -> Texts:
    """Return the same texts with the quotation marks, spaces, dashes and lines of French books of that time."""
    return {author: [_in_print(text) for text in own] for author, own in texts.items()}


def _in_print(text: str) -> str:
    text = re.sub(r"[“\"]([^“”\"\n]*)[”\"]", r"« \1 »", text.replace("’", "'").replace("...", "…"))
    text = re.sub(r"(?m)^ ?[-–] ?", "— ", re.sub(r"\n(?=[a-zà-ÿ])", " ", text))
    return re.sub(r"(?<=\w) ?([;:!?])(?=\s)", r" \1", text)


def read(text: str, length: int) -> Profile:
    """Return the profile of the first words of a text."""
    return profile.__wrapped__(cut(text, length), LANG)


@cache
def rates(text: str, length: int) -> Vector:
    """Return the habits of the first words of a text: a whole profile is too large to keep."""
    return read(text, length).habits


def sides(texts: Texts, length: int, size: int) -> Iterable[Vector]:
    """Yield the habits of sides of `size` texts, which are about as long."""
    for own in texts.values():
        for at in range(0, len(own) - size + 1, size):
            yield np.mean([rates(text, length) for text in own[at : at + size]], axis=0)


def line(
    usual: dict[tuple[int, int], tuple[Vector, Vector]], own: Texts, others: Sequence[Texts]
) -> tuple[NDArray[np.int_], Vector, float]:
    """Return places and weights of habits, and what is added, so that `PASSING` of `own` come out above 0."""
    rows, same, single = [], [], []
    for (length, size), normal in usual.items():
        for texts in (own, *others):
            found = [unusual(habits, *normal) for habits in sides(texts, length, size)]
            rows, same = rows + found, same + [texts is own] * len(found)
            single += [texts is own and size == 1] * len(found)
    values, truth = np.array(rows), np.array(same)
    fit = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    chosen = np.sort(np.argsort(-abs(fit.fit(values, truth).coef_[0]))[:HABITS])
    weights = fit.fit(values[:, chosen], truth).coef_[0].astype(float).round(4)
    reached = values[np.array(single)][:, chosen] @ weights
    return chosen, weights, -float(np.quantile(reached, 1 - PASSING))


def main() -> int:
    """Write both files and print their size."""
    folder = Path(os.environ["BENCH_DATA"]) / "style"
    novels, fan = (load(folder, name) for name in ("fr_novels", "fr_fan"))
    known = part(novels, 0, 3) | part(novels, 1, 3)
    long = {author: [text for text in own if len(text.split()) >= LENGTHS[0]] for author, own in known.items()}
    order = sorted(known, key=lambda author: hashlib.sha256(author.encode()).digest())
    chosen = [long[author][:TEXTS] for author in order if len(long[author]) >= TEXTS][:HANDS]
    profiles = [[[read(text, length) for text in own] for own in chosen] for length in LENGTHS]
    usual = {
        (length, size): usual_of(np.array([np.mean([text.habits for text in own[:size]], axis=0) for own in hands]))
        for length, hands in zip(LENGTHS, profiles, strict=True)
        for size in SAMPLES
    }
    others = part(fan, 0, 2)
    kept = {text for own in chosen for text in own}
    further = {author: [text for text in own if text not in kept] for author, own in known.items()}
    places, weights, offset = line(usual, further, (others, retyped(others)))
    data, names = packed(profiles), habits_of(LANG).names
    told = {
        "lang": LANG,
        "kind": "French fiction in print",
        "corpus": "40 novelists of ELTeC-fra, three extracts each",
        "licence": "public domain",
        "hands": HANDS,
        "texts": TEXTS,
        "lengths": list(LENGTHS),
        "made": made(),
        "sha256": hashlib.sha256(data).hexdigest(),
        "offset": round(offset, 4),
    }
    rows = [f"{key} = {value!r}".replace("'", '"') for key, value in told.items()]
    rows += ["[line]", *(f"{quoted(names[at])} = {weight}" for at, weight in zip(places, weights, strict=True))]
    (FOLDER / f"{NAME}.xz").write_bytes(data)
    (FOLDER / f"{NAME}.toml").write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    print(f"{NAME}: {len(data)} bytes, {HANDS} hands of {len(known)}, {made()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
