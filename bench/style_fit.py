"""Fit the numbers of the comparison of hands. Run: ``python -m bench.style_fit`` (rewrites the shipped data file).

Thirds of the authors, by SHA-256 of their name: the first fits reliability and weights, the second the calibration
curves, and the last is left for `bench.style`, whose strangers give the error rates printed beside an answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.style_pairs import Task, Texts, hands, load, nearest_strangers, part, random_pairs, shortened
from detectors.style.comparing import _cohort as cohort_of
from detectors.style.features import features
from detectors.style.fitted import Fitted
from detectors.style.profile import hand, profile

TARGET = Path(__file__).resolve().parent.parent / "detectors" / "data" / "style" / "fitted.toml"
BUCKETS = ((400, 1), (800, 1), (400, 3), (800, 3), (1600, 3), (3200, 3))  # words and posts a side
SMALLEST, UNSEEN = 0.02, 0.3  # spread and reliability of a rate that the texts for fitting hardly show
Matrix = NDArray[np.float64]
HARD = ("far", "near", "four, near")  # tasks made of the hardest pairs, which a user meets seldom
HARD_WEIGHT = 0.4
SHRINKING = 0.01  # inverse strength of the penalty: of .3 and .01 the one that ranks other authors best
HEADER = """# Coefficients and calibration curves of detectors.style, made by `python -m bench.style_fit`; do not edit.
# Fitted on the Blog Authorship Corpus (Schler et al. 2006, English), and on ELTeC-fra novels (public domain) and the
# French fan fiction of PAN 2019; the collections of research licence leave nothing here but these numbers.
# weights, alone: logistic regression with a cohort of other hands and without; scalars: what is normal for each rate;
# curves: probability = logistic(slope * score + offset) from `words` words a side on.
"""


@dataclass(frozen=True)
class Table:
    """Pairs as rows of features by name, with whether it is one hand, words and posts of the smaller side, weight."""

    names: tuple[str, ...]
    rows: Matrix
    same: NDArray[np.bool_]
    words: NDArray[np.int_]
    posts: NDArray[np.int_]
    weight: Matrix

    @property
    def bucket(self) -> NDArray[np.int_]:
        """The last bucket that each pair reaches; -1 for none."""
        reached = [(self.words >= words) & (self.posts >= posts) for words, posts in BUCKETS]
        return np.array(
            [max((k for k, holds in enumerate(column) if holds), default=-1) for column in zip(*reached, strict=True)]
        )


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


def table(tasks: Iterable[Task], numbers: Fitted) -> Table:
    """Return the features of every pair in every task."""
    rows, about = [], []
    for task in tasks:
        weight = HARD_WEIGHT if task.name in HARD else 1.0
        for pair in task.pairs:
            a, b = (hand(side, task.lang) for side in (pair.a, pair.b))
            posts = min(a.posts, b.posts)
            rows.append(features(a, b, numbers, cohort_of(task.cohort, posts, task.lang)))
            about.append((pair.same, min(a.words, b.words), posts, weight))
    names = tuple(rows[0])
    same, words, posts_, weight_ = (np.array(column) for column in zip(*about, strict=True))
    return Table(names, np.array([[row[name] for name in names] for row in rows]), same, words, posts_, weight_)


def weights(known: Table, names: Iterable[str]) -> dict[str, float]:
    """Return the coefficients of a logistic regression on the named features as they are."""
    chosen = list(names)
    rows = known.rows[:, [known.names.index(name) for name in chosen]]
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=SHRINKING, max_iter=1000).fit((rows - mean) / spread, known.same, known.weight)
    slopes = model.coef_[0] / spread
    return dict(zip(chosen, slopes, strict=True)) | {"intercept": float(model.intercept_[0] - mean @ slopes)}


def score(known: Table, fit: dict[str, float]) -> Matrix:
    """Return the log-odds of every pair."""
    return known.rows @ np.array([fit.get(name, 0.0) for name in known.names]) + fit["intercept"]


def curves(calibrate: Table, check: Table, fit: dict[str, float]) -> list[dict[str, float]]:
    """Return a Platt curve for every bucket with enough pairs, with its errors on pairs of other authors."""
    result = []
    for bucket, (words, posts) in enumerate(BUCKETS):
        own, other = calibrate.bucket == bucket, check.bucket == bucket
        same, truth = calibrate.same[own], check.same[other]
        if min(same.sum(), (~same).sum(), truth.sum(), (~truth).sum()) < 30:
            continue
        model = LogisticRegression(C=10.0).fit(score(calibrate, fit)[own, None], same, calibrate.weight[own])
        chance = model.predict_proba(score(check, fit)[other, None])[:, 1]
        said = abs(chance - 0.5) >= 0.15
        numbers = {"slope": float(model.coef_[0, 0]), "offset": float(model.intercept_[0])}
        wrong = float(((chance > 0.5) != truth)[said].mean())
        result.append(
            {"words": words, "posts": posts, **numbers, "error_rate": wrong, "strangers": int((~truth).sum())}
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
        Task("four, short", "en", shortened(random_pairs(own, 4, 120, seed=2), 600), three),
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
        tasks.append(Task("short", "fr", shortened(random_pairs(own, 3, 60, seed=2), 600), cohort))
    return tasks


def fit(lang: str, thirds: list[list[Task]], texts: Texts) -> dict[str, Any]:
    """Return the table of one language."""
    mean, spread, reliability = scalar_numbers(texts, lang)
    numbers = Fitted({}, {}, *(v.astype(np.float32) for v in (mean, spread, reliability)), ())
    known, calibrate, check = (table(tasks, numbers) for tasks in thirds)
    chosen = weights(known, known.names)
    scalars = {"mean": mean, "spread": spread, "reliability": reliability}
    return {
        "weights": chosen,
        "alone": weights(known, [name for name in known.names if not name.startswith("z_")]),
        "scalars": scalars,
        "curves": curves(calibrate, check, chosen),
    }


def written(lang: str, numbers: dict[str, Any]) -> str:
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


def tasks(folder: Path, part_number: int) -> dict[str, list[Task]]:
    """Return the tasks of one third of the authors; of the French fan fiction, with few authors, half is fitted on."""
    blogs, novels, fan = (load(folder, name) for name in ("en_blogs", "fr_novels", "fr_fan"))
    stories = [part(fan, 0, 2)] if part_number < 2 else []
    return {"en": english(part(blogs, part_number, 3)), "fr": french(part(novels, part_number, 3), *stories)}


def main() -> int:
    """Fit both languages and write the file."""
    folder = Path(os.environ["BENCH_DATA"]) / "style"
    blogs, novels, fan = (load(folder, name) for name in ("en_blogs", "fr_novels", "fr_fan"))
    thirds = [tasks(folder, number) for number in range(3)]
    texts = {"en": part(blogs, 0, 3), "fr": part(novels, 0, 3) | part(fan, 0, 2)}
    numbers = {lang: fit(lang, [third[lang] for third in thirds], own) for lang, own in texts.items()}
    TARGET.write_text(HEADER + "".join(written(lang, table) for lang, table in numbers.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
