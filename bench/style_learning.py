"""Learning from pairs: their table, the logistic regression with two strengths of penalty, and calibration curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench.style_pairs import Task
from detectors.style.features import agreement, alikeness, standing
from detectors.style.fitted import LONG, Fitted, Model
from detectors.style.profile import FAMILIES, Profile, profile, together
from detectors.style.similarity import LIMIT, Cohort, cohort_of

Matrix = NDArray[np.float64]
BUCKETS = ((400, 1), (800, 1), (400, 3), (800, 3), (1600, 3), (3200, 3))  # words and posts a side
HARD_WEIGHT = (0.2, 0.5)  # of pairs that are the hardest on purpose: of single posts, of several
PENALTY = 1.0  # inverse strength, for likenesses
BATCH = 512  # rows at once


@dataclass(frozen=True)
class Table:
    """Pairs as rows: likenesses by name, agreements of habits with a cohort and alone, truth, sizes, hands, weight."""

    names: tuple[str, ...]
    likeness: Matrix
    habits: Matrix
    alone: Matrix
    same: NDArray[np.bool_]
    words: NDArray[np.int_]
    posts: NDArray[np.int_]
    hands: NDArray[np.str_]
    weight: Matrix

    @property
    def bucket(self) -> NDArray[np.int_]:
        """The last bucket that each pair reaches; -1 for none."""
        reached = [(self.words >= words) & (self.posts >= posts) for words, posts in BUCKETS]
        return np.array(
            [max((k for k, holds in enumerate(column) if holds), default=-1) for column in zip(*reached, strict=True)]
        )

    def of(self, chosen: NDArray[np.bool_]) -> Table:
        """Return the chosen rows."""
        rest = (getattr(self, name)[chosen] for name in self.__dataclass_fields__ if name != "names")
        return Table(self.names, *rest)


class Profiles:
    """The profiles of posts and of sides, kept as long as this object: a fit meets each of them many times."""

    def __init__(self) -> None:
        self._posts: dict[str, Profile] = {}

    def side(self, texts: Sequence[str], lang: str) -> Profile:
        """Return the profile of one side."""
        for text in texts:
            if text not in self._posts:
                self._posts[text] = profile.__wrapped__(text, lang)
        return together([self._posts[text] for text in texts])

    def cohort(self, hands: Sequence[Sequence[str]], posts: int, lang: str) -> Cohort:
        """Return a cohort as `detectors.style.comparing` makes it: hands cut into samples of as many posts."""
        samples = [own[at : at + posts] for own in hands for at in range(0, len(own), posts)]
        return cohort_of([self.side(sample, lang) for sample in samples])


class Seats:
    """Sides among a cohort, all at once: what `detectors.style.similarity` computes for one profile, as matrices."""

    def __init__(self, sides: Sequence[Profile], numbers: Fitted, cohort: Cohort) -> None:
        self.sides = sides
        self.among = np.array([standing(side, numbers, cohort) for side in sides])
        self.bare = np.array([standing(side, numbers, None) for side in sides])
        self._shares = {f: csr_matrix(np.array([side.shares[f] for side in sides])) for f in FAMILIES}
        self._cohort = cohort

    def likenesses(self, first: NDArray[np.int_], second: NDArray[np.int_]) -> dict[str, Matrix]:
        """Return the likenesses of pairs of sides, given by their places, by name."""
        found = {}
        for family, shares in self._shares.items():
            found[family] = np.asarray(shares[first].multiply(shares[second]).sum(axis=1)).ravel()
            found[f"z_{family}"] = self._among(family, first, second)
        return found

    def _among(self, family: str, first: NDArray[np.int_], second: NDArray[np.int_]) -> Matrix:
        mean, spread, rows = (getattr(self._cohort, name)[family] for name in ("mean", "spread", "rows"))
        directions = np.empty(self._shares[family].shape, np.float32)
        for at in range(0, len(directions), BATCH):
            scores = (self._shares[family][at : at + BATCH].toarray() - mean) / spread
            np.clip(scores, -LIMIT, LIMIT, out=scores)
            directions[at : at + BATCH] = scores / np.maximum(1e-9, np.linalg.norm(scores, axis=1, keepdims=True))
        strangers = directions @ rows.T
        middle, width = strangers.mean(axis=1), np.maximum(1e-6, strangers.std(axis=1))
        cosines = np.concatenate(
            [
                np.einsum("ij,ij->i", directions[first[at : at + BATCH]], directions[second[at : at + BATCH]])
                for at in range(0, len(first), BATCH)
            ]
        )
        return ((cosines - middle[first]) / width[first] + (cosines - middle[second]) / width[second]) / 2


def table(tasks: Sequence[Task], numbers: Fitted, profiles: Profiles) -> Table:
    """Return every pair of tasks with one cohort and one number of posts; ``!`` ends the names of the hardest."""
    pairs = [
        (pair, HARD_WEIGHT[len(pair.a) > 1] if task.name.endswith("!") else 1.0)
        for task in tasks
        for pair in task.pairs
    ]
    places = {side: at for at, side in enumerate(dict.fromkeys(side for pair, _ in pairs for side in (pair.a, pair.b)))}
    lang, posts = tasks[0].lang, min(map(len, places))
    known = Seats(
        [profiles.side(side, lang) for side in places], numbers, profiles.cohort(tasks[0].cohort, posts, lang)
    )
    first, second = (np.array([places[getattr(pair, name)] for pair, _ in pairs]) for name in ("a", "b"))
    words, count = (np.array([getattr(side, name) for side in known.sides]) for name in ("words", "posts"))
    likeness = known.likenesses(first, second)
    return Table(
        tuple(likeness),
        np.stack(list(likeness.values()), axis=1),
        agreement(known.among[first], known.among[second]),
        agreement(known.bare[first], known.bare[second]),
        np.array([pair.same for pair, _ in pairs]),
        np.minimum(words[first], words[second]),
        np.minimum(count[first], count[second]),
        np.array([pair.hands for pair, _ in pairs]),
        np.array([HARD_WEIGHT[len(pair.a) > 1] if hard else 1.0 for pair, hard in pairs]),
    )


def joined(tables: list[Table]) -> Table:
    """Return the rows of all tables."""
    fields = [name for name in Table.__dataclass_fields__ if name != "names"]
    return Table(tables[0].names, *(np.concatenate([getattr(t, name) for t in tables]) for name in fields))


def with_alikeness(known: Table, chosen: NDArray[np.int_]) -> Table:
    """Return the table with one likeness more: of the chosen habits among the cohort, all weighed the same."""
    pair = known.habits[:, np.concatenate([chosen, chosen + known.habits.shape[1] // 2])]
    likeness = np.hstack([known.likeness, alikeness(pair)[:, None]])
    return replace(known, names=(*known.names, "z_habits"), likeness=likeness)


def regress(columns: Matrix, scale: Matrix, known: Table) -> tuple[Matrix, float]:
    """Return raw slopes and intercept of a logistic regression whose penalty is weaker where `scale` is larger."""
    mean, spread = columns.mean(axis=0), np.maximum(1e-6, columns.std(axis=0))
    model = LogisticRegression(C=PENALTY, max_iter=400, tol=1e-3)
    model.fit((columns - mean) / spread * scale, known.same, known.weight)
    slopes = model.coef_[0] * scale / spread
    return slopes, float(model.intercept_[0] - mean @ slopes)


def learn(known: Table, chosen: NDArray[np.int_], prior: Matrix | None, trust: float) -> Model:
    """Return the model with a cohort: likenesses and the chosen habits learnt together.

    trust: how large the columns of habits are beside those of likenesses; the smaller, the less each is trusted.
    prior: weights of the chosen habits (products, then differences) learnt elsewhere; their sum is one more column.
    """
    count = known.habits.shape[1] // 2
    habits = known.habits[:, np.concatenate([chosen, chosen + count])]
    extra = np.empty((len(habits), 0)) if prior is None else (habits @ prior)[:, None]
    columns = np.hstack([known.likeness, extra, habits])
    scale = np.ones(columns.shape[1])
    scale[-habits.shape[1] :] = trust
    slopes, intercept = regress(columns, scale, known)
    split = len(known.names)
    weights = slopes[-habits.shape[1] :]
    if prior is not None:
        weights = weights + slopes[split] * prior
    return Model(
        dict(zip(known.names, slopes[:split], strict=True)) | {"habits": 1.0, "intercept": intercept}, {}, weights
    )


def chosen_habits(models: list[tuple[Table, Model]], count: int) -> NDArray[np.int_]:
    """Return the `count` habits whose weights move the scores of the tables most, in ascending order."""
    moved = sum(abs(model.habits) * t.habits.std(axis=0) for t, model in models)
    half = len(moved) // 2
    return np.sort(np.argsort(-(moved[:half] + moved[half:]))[:count])


def habit_score(known: Table, chosen: NDArray[np.int_], model: Model, *, alone: bool) -> Matrix:
    """Return what the habits say of every pair."""
    rows = known.alone if alone else known.habits
    return rows[:, np.concatenate([chosen, chosen + rows.shape[1] // 2])] @ model.habits


def score(known: Table, chosen: NDArray[np.int_], model: Model) -> Matrix:
    """Return the log-odds of every pair with a cohort."""
    slopes = np.array([model.weights[name] for name in known.names])
    return known.likeness @ slopes + habit_score(known, chosen, model, alone=False) + model.weights["intercept"]


def learn_alone(known: Table, chosen: NDArray[np.int_], habits: Matrix) -> dict[str, float]:
    """Return the weights without a cohort; habits: what models that saw neither hand say of the pairs."""
    names = [name for name in known.names if not name.startswith("z_")]
    plain = known.likeness[:, [known.names.index(name) for name in names]]
    alike = alikeness(known.alone[:, np.concatenate([chosen, chosen + known.alone.shape[1] // 2])])
    columns = np.hstack([plain, alike[:, None], habits[:, None]])
    slopes, intercept = regress(columns, np.full(columns.shape[1], 0.3), known)
    return dict(zip([*names, "alike", "habits"], slopes, strict=True)) | {"intercept": intercept}


def long_side(known: Table) -> NDArray[np.bool_]:
    """Return which pairs the long model judges."""
    return known.words >= LONG


def curves(calibrate: Table, scores: Matrix, check: Table, checked: Matrix) -> list[dict[str, float]]:
    """Return a Platt curve for every bucket with enough pairs, with its errors on pairs of other authors."""
    result = []
    for bucket, (words, posts) in enumerate(BUCKETS):
        own, other = calibrate.bucket == bucket, check.bucket == bucket
        same, truth = calibrate.same[own], check.same[other]
        if min(same.sum(), (~same).sum(), truth.sum(), (~truth).sum()) < 30:
            continue
        model = LogisticRegression(C=10.0).fit(scores[own, None], same, calibrate.weight[own])
        chance = model.predict_proba(checked[other, None])[:, 1]
        said = abs(chance - 0.5) >= 0.15
        numbers = {"slope": float(model.coef_[0, 0]), "offset": float(model.intercept_[0])}
        wrong = float(((chance > 0.5) != truth)[said].mean())
        result.append(
            {"words": words, "posts": posts, **numbers, "error_rate": wrong, "strangers": int((~truth).sum())}
        )
    return result
