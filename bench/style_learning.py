"""Learning from pairs: their table, the logistic regression with two strengths of penalty, and calibration curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.style_pairs import Task
from detectors.style.features import (
    above_strangers,
    agreement,
    alikeness,
    between,
    likenesses,
    neighbours,
    seat,
    standing,
    weighed,
    with_strangers,
)
from detectors.style.fitted import LONG, Fitted, Model
from detectors.style.profile import Profile, profile, together
from detectors.style.similarity import Cohort, cohort_of

Matrix = NDArray[np.float64]
BUCKETS = ((400, 1), (800, 1), (400, 3), (800, 3), (1600, 3), (3200, 3))  # words and posts a side
# Of pairs that are the hardest on purpose, of single posts and of several: when weights are learnt, when habits are
# chosen, and in curves.
HARD_WEIGHT = {"en": (0.65, 0.5), "fr": (0.2, 0.5)}
HARD_IN_CHOICE = {"en": (0.5, 0.5), "fr": (0.2, 0.5)}
HARD_IN_CURVES = (0.2, 0.5)
FINAL = ("score", "above", "alone")
PENALTY = 1.0  # inverse strength, for likenesses


Learnt = tuple[Matrix, Matrix, float]


@dataclass(frozen=True)
class Start:
    """How far each habit is trusted, and weights of the habits that were learnt elsewhere (products, differences).

    `trust` is how large the columns of habits are beside those of likenesses; the weighted sum of `prior` is one more
    column.
    """

    trust: float
    prior: Matrix | None = None


@dataclass(frozen=True)
class Table:
    """Pairs as rows: likenesses by name, agreements of habits with a cohort and alone, truth, sizes, hands, weight.

    `seats` are both sides among their cohort (without their directions), `near` is the cohort's hands.
    """

    names: tuple[str, ...]
    likeness: Matrix
    habits: Matrix
    alone: Matrix
    same: NDArray[np.bool_]
    words: NDArray[np.int_]
    posts: NDArray[np.int_]
    hands: NDArray[np.str_]
    weight: Matrix
    seats: NDArray[np.object_]
    near: NDArray[np.object_]

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
        samples = [(at, own[k : k + posts]) for at, own in enumerate(hands) for k in range(0, len(own), posts)]
        return cohort_of([self.side(sample, lang) for _, sample in samples], [owner for owner, _ in samples])


def table(tasks: Sequence[Task], numbers: Fitted, profiles: Profiles) -> Table:
    """Return every pair of tasks with one cohort and one number of posts; ``!`` ends the names of the hardest."""
    pairs = [(pair, task.name.endswith("!")) for task in tasks for pair in task.pairs]
    lang, posts = tasks[0].lang, min(len(pair.a) for pair, _ in pairs)
    cohort = profiles.cohort(tasks[0].cohort, posts, lang)
    near = neighbours(cohort, numbers)
    sides = {text: profiles.side(text, lang) for pair, _ in pairs for text in (pair.a, pair.b)}
    both = [(sides[pair.a], sides[pair.b]) for pair, _ in pairs]
    full = {id(side): seat.__wrapped__(side, numbers, cohort) for side in sides.values()}
    known = [likenesses(a, b, numbers, None) | between(full[id(a)], full[id(b)]) for a, b in both]
    slim = {name: replace(one, families={}) for name, one in full.items()}
    among = agreement(*(np.array([full[id(pair[k])].standing for pair in both]) for k in (0, 1)))
    alone = agreement(*(np.array([standing(pair[k], numbers, None) for pair in both]) for k in (0, 1)))
    return Table(
        tuple(known[0]),
        np.array([list(values.values()) for values in known]),
        among,
        alone,
        np.array([pair.same for pair, _ in pairs]),
        np.array([min(a.words, b.words) for a, b in both]),
        np.array([min(a.posts, b.posts) for a, b in both]),
        np.array([pair.hands for pair, _ in pairs]),
        np.array([HARD_WEIGHT[tasks[0].lang][len(pair.a) > 1] if hard else 1.0 for pair, hard in pairs]),
        np.array([[slim[id(a)], slim[id(b)]] for a, b in both], dtype=object),
        np.array([near] * len(pairs), dtype=object),
    )


def joined(tables: list[Table]) -> Table:
    """Return the rows of all tables."""
    fields = [name for name in Table.__dataclass_fields__ if name != "names"]
    return Table(tables[0].names, *(np.concatenate([getattr(t, name) for t in tables]) for name in fields))


def regress(columns: Matrix, scale: Matrix, same: NDArray[np.bool_], weight: Matrix) -> tuple[Matrix, float]:
    """Return raw slopes and intercept of a logistic regression whose penalty is weaker where `scale` is larger."""
    mean, spread = columns.mean(axis=0), np.maximum(1e-6, columns.std(axis=0))
    model = LogisticRegression(C=PENALTY, solver="newton-cholesky")
    model.fit((columns - mean) / spread * scale, same, weight)
    slopes = model.coef_[0] * scale / spread
    return slopes, float(model.intercept_[0] - mean @ slopes)


def learn_habits(likeness: Matrix, pairs: Matrix, same: NDArray[np.bool_], weight: Matrix, start: Start) -> Learnt:
    """Return the slopes of likenesses, the weights of habits and the intercept, all learnt together.

    likeness: pairs × likenesses; pairs: rows of `agreement`.
    """
    extra = np.empty((len(pairs), 0)) if start.prior is None else (pairs @ start.prior)[:, None]
    columns = np.hstack([likeness, alikeness(pairs)[:, None], extra, pairs])
    scale = np.ones(columns.shape[1])
    scale[-pairs.shape[1] :] = start.trust
    slopes, intercept = regress(columns, scale, same, weight)
    habits, count = slopes[-pairs.shape[1] :], likeness.shape[1] + 1
    if start.prior is not None:
        habits = habits + slopes[count] * start.prior
    return slopes[:count], habits, intercept


def learn(known: Table, start: Start) -> Model:
    """Return the model with a cohort: likenesses and habits learnt together."""
    slopes, habits, intercept = learn_habits(known.likeness, known.habits, known.same, known.weight, start)
    names = (*known.names, "z_habits")
    weights = dict(zip(names, slopes, strict=True)) | {"habits": 1.0, "intercept": intercept}
    return Model(weights, {}, habits, {})


def moved_most(
    tasks: Sequence[Task], numbers: Fitted, profiles: Profiles, start: Start, count: int
) -> NDArray[np.int_]:
    """Return the `count` habits, of all in `numbers`, whose weights move the scores of pairs most, ascending."""
    pairs = [(pair, task.name.endswith("!")) for task in tasks for pair in task.pairs]
    sides = [[standing(profiles.side(side, tasks[0].lang), numbers, None) for side in (p.a, p.b)] for p, _ in pairs]
    rows = agreement(*np.array(sides).swapaxes(0, 1))
    same = np.array([pair.same for pair, _ in pairs])
    weight = np.array([HARD_IN_CHOICE[tasks[0].lang][len(pair.a) > 1] if hard else 1.0 for pair, hard in pairs])
    _, habits, _ = learn_habits(np.empty((len(rows), 0)), rows, same, weight, start)
    product, difference = np.split(abs(habits) * rows.std(axis=0), 2)
    return np.sort(np.argsort(-(product + difference))[:count])


def score(known: Table, model: Model) -> tuple[Matrix, Matrix]:
    """Return the log-odds of every pair with a cohort, and how far they lie above those with strangers."""
    own = weighed(dict(zip(known.names, known.likeness.T, strict=True)), known.habits, model, model.weights)
    reached = {}
    for pair, near in zip(known.seats, known.near, strict=True):
        for side in pair:
            if id(side) not in reached:
                reached[id(side)] = with_strangers(side, near, model)
    above = [above_strangers(s, reached[id(a)], reached[id(b)]) for s, (a, b) in zip(own, known.seats, strict=True)]
    return own, np.array(above)


def learn_final(known: Table, outcomes: Matrix) -> dict[str, float]:
    """Return how much the outcome with a cohort counts, its distance from strangers, and the outcome without."""
    slopes, intercept = regress(outcomes, np.ones(len(FINAL)), known.same, known.weight)
    return dict(zip(FINAL, map(float, slopes), strict=True)) | {"intercept": intercept}


def final(model: Model, outcomes: Matrix) -> Matrix:
    """Return the outcome of every pair with a cohort, from its parts in the order of `FINAL`."""
    return outcomes @ np.array([model.final[name] for name in FINAL]) + model.final["intercept"]


def outcomes_of(known: Table, model: Model) -> Matrix:
    """Return the parts of the outcome of every pair, in the order of `FINAL`."""
    return np.stack([*score(known, model), score_alone(known, model.alone, known.alone @ model.habits)], axis=1)


def score_alone(known: Table, weights: dict[str, float], habits: Matrix) -> Matrix:
    """Return the log-odds of every pair without a cohort."""
    plain = sum(weights[name] * known.likeness[:, at] for at, name in enumerate(known.names) if name in weights)
    rest = weights["alike"] * alikeness(known.alone) + weights["habits"] * habits + weights["intercept"]
    return np.asarray(plain + rest)


def learn_alone(known: Table, habits: Matrix) -> dict[str, float]:
    """Return the weights without a cohort; habits: what models that saw neither hand say of the pairs."""
    names = [name for name in known.names if not name.startswith("z_")]
    plain = known.likeness[:, [known.names.index(name) for name in names]]
    columns = np.hstack([plain, alikeness(known.alone)[:, None], habits[:, None]])
    slopes, intercept = regress(columns, np.full(columns.shape[1], 0.3), known.same, known.weight)
    return dict(zip([*names, "alike", "habits"], slopes, strict=True)) | {"intercept": intercept}


def long_side(known: Table) -> NDArray[np.bool_]:
    """Return which pairs the long model judges."""
    return known.words >= LONG


def curves(calibrate: Table, scores: Matrix, check: Table, checked: Matrix) -> list[dict[str, float]]:
    """Return a Platt curve for every bucket with enough pairs, with its errors on pairs of other authors."""
    result, several = [], calibrate.posts > 1
    weight = np.where(calibrate.weight < 1, np.where(several, HARD_IN_CURVES[1], HARD_IN_CURVES[0]), 1.0)
    for bucket, (words, posts) in enumerate(BUCKETS):
        own, other = calibrate.bucket == bucket, check.bucket == bucket
        same, truth = calibrate.same[own], check.same[other]
        if min(same.sum(), (~same).sum(), truth.sum(), (~truth).sum()) < 30:
            continue
        model = LogisticRegression(C=10.0).fit(scores[own, None], same, weight[own])
        chance = model.predict_proba(checked[other, None])[:, 1]
        said = abs(chance - 0.5) >= 0.15
        numbers = {"slope": float(model.coef_[0, 0]), "offset": float(model.intercept_[0])}
        wrong = float(((chance > 0.5) != truth)[said].mean())
        result.append(
            {"words": words, "posts": posts, **numbers, "error_rate": wrong, "strangers": int((~truth).sum())}
        )
    return result
