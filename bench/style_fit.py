"""Fit the numbers of the comparison of hands. Run: ``python -m bench.style_fit`` (rewrites the shipped data file).

Thirds of the authors, by SHA-256 of their name: the first fits reliability and weights, the second the calibration
curves, and the last is left for `bench.style`, whose strangers give the error rates printed beside an answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.style_pairs import Task, Texts, hands, load, nearest_strangers, part, random_pairs
from detectors.style.comparing import _cohort as cohort_of
from detectors.style.features import against_cohort, alone
from detectors.style.fitted import Fitted
from detectors.style.profile import merge, profile

TARGET = Path(__file__).resolve().parent.parent / "detectors" / "data" / "style" / "fitted.toml"
FAMILIES = ("chars", "tokens", "marks", "shapes", "words", "rates", "topic")
BUCKETS = (400, 800, 1600, 3200)
SMALLEST, UNSEEN = 0.02, 0.3  # spread and reliability of a rate that the texts for fitting hardly show
Matrix = NDArray[np.float64]
Table = tuple[Matrix, NDArray[np.bool_], NDArray[np.int_]]
HEADER = """# Coefficients and calibration curves of detectors.style, made by `python -m bench.style_fit`; do not edit.
# Fitted on the Blog Authorship Corpus (Schler et al. 2006, English), and on ELTeC-fra novels (public domain) and the
# French fan fiction of PAN 2019; the collections of research licence leave nothing here but these numbers.
# weights, alone: logistic regression with a cohort of other hands and without; scalars: what is normal for each rate;
# curves: probability = logistic(slope * score + offset) from `words` words a side on.
"""


def scalar_numbers(texts: Texts, lang: str) -> tuple[Matrix, Matrix, Matrix]:
    """Return mean, spread and reliability (correlation between two texts of one hand) of each scalar."""
    rows = [np.array([profile(text, lang).counts["scalars"] for text in own[:6]], float) for own in texts.values()]
    every = np.concatenate(rows)
    mean, spread = every.mean(0), np.where(every.std(0) < SMALLEST, 1.0, every.std(0))
    scores = [np.clip((own - mean) / spread, -3, 3) for own in rows if len(own) > 1]
    within = np.mean([own.var(axis=0, ddof=1) for own in scores], axis=0)
    total = np.concatenate(scores).var(axis=0)
    reliability = np.where(every.std(0) < SMALLEST, UNSEEN, 1 - within / total.clip(1e-6))
    return mean, spread, np.clip(reliability, 0.02, 0.9)


def table(tasks: Iterable[Task], numbers: Fitted, *, cohort: bool) -> Table:
    """Return the features of every pair, whether it is one hand, and the words of its smaller side."""
    rows, same, words = [], [], []
    for task in tasks:
        for pair in task.pairs:
            a, b = (merge([profile(text, task.lang) for text in side]) for side in (pair.a, pair.b))
            if cohort:
                known = cohort_of(task.cohort, min(len(pair.a), len(pair.b)), task.lang)
                assert known is not None
                values = against_cohort(a, b, known, numbers)
            else:
                values = alone(a, b, numbers)
            rows.append([values[name] for name in FAMILIES])
            same.append(pair.same)
            words.append(min(a.words, b.words))
    return np.array(rows), np.array(same), np.array(words)


def weights(rows: Matrix, same: NDArray[np.bool_]) -> dict[str, float]:
    """Return the coefficients of a logistic regression on the features as they are."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=1000).fit((rows - mean) / spread, same)
    slopes = model.coef_[0] / spread
    return dict(zip(FAMILIES, slopes, strict=True)) | {"intercept": float(model.intercept_[0] - mean @ slopes)}


def score(rows: Matrix, fit: dict[str, float]) -> Matrix:
    """Return the log-odds of rows of features."""
    return rows @ np.array([fit[name] for name in FAMILIES]) + fit["intercept"]


def curves(calibrate: Table, check: Table) -> list[dict[str, float]]:
    """Return a Platt curve for every bucket with enough pairs, with its errors on pairs of other authors."""
    result = []
    for low, high in zip(BUCKETS, (*BUCKETS[1:], 10**9), strict=True):
        (scores, same), (others, truth) = (
            (kept[0][inside], kept[1][inside])
            for kept in (calibrate, check)
            for inside in [(kept[2] >= low) & (kept[2] < high)]
        )
        if min(same.sum(), (~same).sum(), truth.sum(), (~truth).sum()) < 30:
            continue
        model = LogisticRegression(C=10.0).fit(scores[:, None], same)
        chance = model.predict_proba(others[:, None])[:, 1]
        said = abs(chance - 0.5) >= 0.15
        result.append(
            {
                "words": low,
                "slope": float(model.coef_[0, 0]),
                "offset": float(model.intercept_[0]),
                "error_rate": float(((chance > 0.5) != truth)[said].mean()),
                "strangers": int((~truth).sum()),
            }
        )
    return result


def english(texts: Texts) -> list[Task]:
    """Return the tasks of a third of the English bloggers: short and long sides, strangers at random and near."""
    others = {author: own for at, (author, own) in enumerate(sorted(texts.items())) if at % 3 == 0}
    own = {author: posts for author, posts in texts.items() if author not in others}
    one, three = hands(others, 1, 60), hands(others, 4, 60)
    return [
        Task("one", "en", random_pairs(own, 1, 250), one),
        Task("far", "en", nearest_strangers(own, 1, far=True), one),
        Task("near", "en", nearest_strangers(own, 1), one),
        Task("two", "en", random_pairs(own, 2, 150), three),
        Task("four", "en", random_pairs(own, 4, 150), three),
        Task("four, cohort of single posts", "en", random_pairs(own, 4, 100, seed=1), one),
        Task("four, near", "en", nearest_strangers(own, 4), three),
    ]


def french(*collections: Texts) -> list[Task]:
    """Return the tasks of a third of the authors of each French collection, half of its authors being the cohort."""
    tasks = []
    for texts in collections:
        others = {author: own for at, (author, own) in enumerate(sorted(texts.items())) if at % 2 == 0}
        own = {author: posts for author, posts in texts.items() if author not in others}
        cohort = tuple(tuple(posts) for posts in others.values())
        tasks += [Task(str(k), "fr", random_pairs(own, k, 120), cohort) for k in (1, 3)]
    return tasks


def fit(lang: str, thirds: list[list[Task]], texts: Texts) -> dict[str, object]:
    """Return the table of one language."""
    mean, spread, reliability = scalar_numbers(texts, lang)
    numbers = Fitted({}, {}, *(v.astype(np.float32) for v in (mean, spread, reliability)), ())
    rows, same, _ = table(thirds[0], numbers, cohort=True)
    chosen = weights(rows, same)
    kept = [table(tasks, numbers, cohort=True) for tasks in thirds[1:]]
    calibrate, check = ((score(rows, chosen), same, words) for rows, same, words in kept)
    rows, same, _ = table(thirds[0], numbers, cohort=False)
    scalars = {"mean": mean, "spread": spread, "reliability": reliability}
    return {"weights": chosen, "alone": weights(rows, same), "scalars": scalars, "curves": curves(calibrate, check)}


def written(lang: str, numbers: dict[str, object]) -> str:
    """Return the TOML of one language."""
    lines = []
    for name in ("weights", "alone", "scalars"):
        lines.append(f"[{lang}.{name}]")
        for key, value in numbers[name].items():
            text = ", ".join(f"{v:.4g}" for v in np.atleast_1d(value))
            lines.append(f"{key} = [{text}]" if name == "scalars" else f"{key} = {text}")
    for curve in numbers["curves"]:
        lines.append(f"[[{lang}.curves]]")
        lines += [f"{key} = {value:.4g}" for key, value in curve.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit both languages and write the file."""
    folder = Path(os.environ["BENCH_DATA"]) / "style"
    blogs, novels, fan = (load(folder, name) for name in ("en_blogs", "fr_novels", "fr_fan"))
    numbers = {
        "en": fit("en", [english(part(blogs, k, 3)) for k in range(3)], part(blogs, 0, 3)),
        "fr": fit("fr", [french(part(novels, k, 3), part(fan, k, 3)) for k in range(3)], part(novels | fan, 0, 3)),
    }
    TARGET.write_text(HEADER + "".join(written(lang, table) for lang, table in numbers.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
