"""Measure the comparison of hands beside four baselines. Run: ``python -m bench.style [TASK ...]``.

BENCH_DATA/style gives the texts; every author here is of the third that `bench.style_fit` does not fit on. Fits of the
baselines' thresholds use the pairs of even number, their figures the odd ones; ours needs no fit here.
"""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, f1_score, roc_auc_score

from bench.style_baselines import BASELINES
from bench.style_cohort import retyped
from bench.style_pairs import Pair, Task, Texts, hands, load, nearest_strangers, part, random_pairs, shortened
from detectors.style import Comparison, compare
from detectors.style.comparing import MIN_COHORT
from detectors.style.fitted import fitted as numbers
from detectors.style.fitted import logistic
from detectors.style.profile import profile

FLOORS = Path(__file__).resolve().parent / "floors.toml"
DRAWS = 500
Vector = NDArray[np.float64]


def english(blogs: Texts) -> list[Task]:
    """Return the English tasks, from the third of the bloggers that is held out."""
    others = dict(sorted(blogs.items())[::3])
    own = {author: posts for author, posts in blogs.items() if author not in others}
    one, four = hands(others, 1, 60), hands(others, 4, 60)
    many = random_pairs(own, 4, 150)
    return [
        Task("en_one", "en", random_pairs(own, 1, 200), one),
        Task("en_far", "en", nearest_strangers(own, 1, far=True), one),
        Task("en_four", "en", many, four),
        Task("en_four_near", "en", nearest_strangers(own, 4), four),
        Task("en_four_short", "en", shortened(many, 500), four),
        Task("en_four_1000", "en", shortened(many, 1000), four),
        Task("en_four_one", "en", many, one),
    ]


def essays(texts: Texts) -> list[Task]:
    """Return essays of learners among essays, a collection that nothing is fitted on."""
    others, own = halves(texts)
    return [Task("en_essays", "en", random_pairs(own, 1, 100), hands(others, 1, 60))]


def halves(texts: Texts) -> tuple[Texts, Texts]:
    """Return a cohort's third of the authors, and the others."""
    others = {author: own for at, (author, own) in enumerate(sorted(texts.items())) if at % 3 == 0}
    return others, {author: own for author, own in texts.items() if author not in others}


def kinds(lang: str, collections: dict[str, Texts]) -> list[Task]:
    """Return for every two collections of a language pairs of the one among hands of the other, or of the same."""
    tasks, split = [], {name: halves(texts) for name, texts in collections.items()}
    for name, (_, own) in split.items():
        pairs = random_pairs(own, 1, 40)
        for other, (among, _) in split.items():
            cohort = hands(among, 1, 60) if len(among) >= MIN_COHORT else tuple(map(tuple, among.values()))
            tasks.append(Task(f"{lang}_{name}_among_{other}", lang, pairs, cohort))
    return tasks


def french(name: str, own: Texts, others: Texts, posts: tuple[int, ...]) -> list[Task]:
    """Return the tasks of a French collection, with the other hands that are the cohort."""
    cohort = tuple(tuple(rows) for rows in others.values())
    return [Task(f"fr_{name}_{k}", "fr", random_pairs(own, k, 100), cohort) for k in posts]


def shipped(collections: dict[str, Texts]) -> list[Task]:
    """Return French pairs without a cohort, which only the one that ships may serve, and only for its own kind."""
    tasks = []
    for name, own in collections.items():
        several = sum(len(posts) >= 6 for posts in own.values()) > 1
        tasks += [
            Task(f"shipped_{name}_{k}", "fr", random_pairs(own, k, 50), ()) for k in ((1, 3) if several else (1,))
        ]
    return tasks


def calibration_error(chance: Vector, same: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten equal bins."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [abs(chance[bins == k].mean() - same[bins == k].mean()) * (bins == k).sum() for k in np.unique(bins)]
    return float(sum(gaps) / len(chance))


def luck(chance: Vector) -> float:
    """Return the calibration error that probabilities which are all true show in the mean, on so few answers."""
    draws = np.random.default_rng(0).random((200, len(chance))) < chance
    return float(np.mean([calibration_error(chance, same) for same in draws]))


def interval(task: Task, scores: Vector, same: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the AUC's limits in 95 of 100 draws of as many hands, with replacement: pairs of few hands are no crowd.

    A pair of one hand counts as often as the hand was drawn, a pair of two as often as the draws of both together.
    """
    names, places = np.unique([pair.hands for pair in task.pairs], return_inverse=True)
    sides = places.reshape(-1, 2)
    dice, found = np.random.default_rng(0), []
    for _ in range(DRAWS):
        drawn = np.bincount(dice.integers(0, len(names), len(names)), minlength=len(names))
        weight = np.where(same, drawn[sides[:, 0]], drawn[sides[:, 0]] * drawn[sides[:, 1]])
        if weight[same].any() and weight[~same].any():
            found.append(roc_auc_score(same, scores, sample_weight=weight))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def figures(scores: Vector, chance: Vector, same: NDArray[np.bool_]) -> dict[str, float]:
    """Return the PAN figures; `chance` is .5 where nothing was said."""
    said, right = chance != 0.5, (chance > 0.5) == same
    count, correct = len(same), int((said & right).sum())
    positive = np.where(said, chance > 0.5, False)
    hits = int((positive & same).sum())
    wrong, missed = int((positive & ~same).sum()), int((~positive & said & same).sum())
    result = {
        "auc": float(roc_auc_score(same, scores)),
        "c@1": (correct + (count - said.sum()) * correct / count) / count,
        "f05u": 1.25 * hits / max(1e-9, 1.25 * hits + 0.25 * (missed + (~said).sum()) + wrong),
        "f1": float(f1_score(same[said], positive[said], zero_division=0)) if said.any() else 0.0,
        "brier": 1 - float(brier_score_loss(same, chance)),
        "alarms": float((chance[~same] > 0.9).mean()),
        "said": float(said.mean()),
    }
    return result | {"ece": calibration_error(chance[said], same[said]) if said.any() else 0.0}


def ours(task: Task, *, alone: bool = False) -> dict[str, float]:
    """Return the figures of the product.

    `refused` is the share of pairs called another kind than the cohort, `served` that of pairs set among a cohort that
    ships. `bare` is the calibration error of what the curves say, before a weak indication is cut to .8 and few hands
    to .9: `ece` less `bare` is what those limits cost, and `luck` is what of `bare` so few answers explain. `auc_low`
    and `auc_high` are the AUC's `interval`.
    """
    found = [compare(pair.a, pair.b, task.lang, None if alone else task.cohort) for pair in task.pairs]
    chance = np.array([0.5 if c.same_author is None else c.same_author for c in found])
    same = np.array([pair.same for pair in task.pairs])
    refused = float(np.mean([c.reason.startswith("other_kind") for c in found]))
    rest = {"refused": refused, "served": float(np.mean([bool(c.shipped) for c in found]))}
    said = np.array([c.same_author is not None and not c.shipped for c in found])
    bare = np.array([uncapped(c) for c in found])
    rest["bare"] = calibration_error(bare[said], same[said]) if said.any() else 0.0
    rest["luck"] = luck(bare[said]) if said.any() else 0.0
    scores = np.array([c.score for c in found])
    rest["auc_low"], rest["auc_high"] = interval(task, scores, same)
    return figures(scores, chance, same) | rest


def uncapped(found: Comparison) -> float:
    """Return what the curve of a comparison says, whatever may be said of it; .5 without one."""
    curve = numbers(found.lang).curve(min(found.words), min(found.posts))
    inside = min(max(found.score, 1e-12), 1 - 1e-12)
    return logistic(curve.slope * log(inside / (1 - inside)) + curve.offset) if curve else 0.5


def fitted(scores: Vector, same: NDArray[np.bool_]) -> Vector:
    """Return what a logistic curve fitted on even pairs says of all; .5 between .35 and .65, as ours."""
    even = np.arange(len(scores)) // 2 % 2 == 0
    model = LogisticRegression(C=100.0).fit(scores[even, None], same[even])
    chance = model.predict_proba(scores[:, None])[:, 1]
    return np.where(abs(chance - 0.5) < 0.15, 0.5, chance)


def line(name: str, values: dict[str, float]) -> None:
    """Print one row of figures."""
    print(f"  {name:<22}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()), flush=True)


def measure(task: Task) -> dict[str, float]:
    """Print the figures of one task, ours and the baselines', and return ours."""
    same = np.array([pair.same for pair in task.pairs])
    print(f"{task.name}: {len(same)} pairs, cohort of {len(task.cohort)}")
    own = ours(task)
    line("ours", own)
    bare = ours(task, alone=True)
    line("no cohort", bare)
    for name, baseline in BASELINES.items():
        score = baseline(task)
        scores = np.array([score(pair) for pair in task.pairs])
        line(name, figures(scores, fitted(scores, same), same))
    return own | {"alone": bare["auc"]}


def told(task: Task) -> dict[str, float]:
    """Print and return what is said of pairs of one kind among hands of another or of the same."""
    values = ours(task)
    line(task.name, values)
    return values


def cost(task: Task) -> dict[str, float]:
    """Return the time of a pair as a multiple of the naive baseline's, with fresh and with kept profiles."""
    pairs, score = task.pairs[:100], BASELINES["naive"](task)
    compare(pairs[0].a, pairs[0].b, task.lang, task.cohort)
    fresh = [Pair((pair.a[0] + " ",), (pair.b[0] + " ",), pair.same) for pair in pairs]
    base = min(_timed(score, pairs) for _ in range(3))
    first = _timed(lambda pair: compare(pair.a, pair.b, task.lang, task.cohort), fresh)
    kept = min(_timed(lambda pair: compare(pair.a, pair.b, task.lang, task.cohort), fresh) for _ in range(3))
    return {"cost": first / base, "cost_kept": kept / base}


def _timed(function: Callable[[Pair], object], pairs: tuple[Pair, ...] | list[Pair]) -> float:
    start = time.process_time()
    for pair in pairs:
        function(pair)
    return time.process_time() - start


def tasks_of(folder: Path) -> tuple[list[Task], list[Task]]:
    """Return the tasks to measure beside the baselines, and those that tell what is said of several kinds."""
    blogs, novels, fan, posts = (load(folder, name) for name in ("en_blogs", "fr_novels", "fr_fan", "fr_blogs"))
    held = part(blogs, 2, 3)
    learners = load(folder, "en_essays")
    tasks = english(held) + essays(learners) + french("fan", part(fan, 1, 2), part(fan, 0, 2), (1, 3))
    tasks += french("blogs", part(posts, 0, 2), part(posts, 1, 2), (1,))
    tasks += french("novels", part(novels, 2, 3), part(novels, 1, 3), (1, 3))
    sorts = kinds("en", {"blogs": held, "essays": learners})
    sorts += kinds("fr", {"novels": part(novels, 2, 3), "fan": part(fan, 1, 2), "blogs": posts})
    sorts += shipped(
        {
            "novels": part(novels, 2, 3),
            "fan": part(fan, 1, 2),
            "fan_retyped": retyped(part(fan, 1, 2)),
            "blogs": posts,
            "blogs_retyped": retyped(posts),
        }
    )
    novelists = tuple(tuple(own[:6]) for own in part(novels, 1, 3).values())
    sorts.append(Task("fr_fan_among_novels_3", "fr", random_pairs(part(fan, 1, 2), 3, 50), novelists))
    return tasks, sorts


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    data = os.environ.get("BENCH_DATA")
    if not data:
        print("skipped: BENCH_DATA is not set")
        return int(bool(os.environ.get("CI")))
    tasks, sorts = tasks_of(Path(data) / "style")
    profile.cache_clear()
    wanted = sys.argv[1:]
    found: dict[str, float] = {}
    for task in tasks + sorts:
        if not wanted or task.name in wanted:
            values = measure(task) if task in tasks else told(task)
            found |= {f"{task.name}.{name}": value for name, value in values.items()}
    found |= cost(tasks[0])
    line("cost", {name: found[name] for name in ("cost", "cost_kept")})
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["style"]
    low = [name for name, floor in floors["at_least"].items() if found.get(name, floor) < floor]
    high = [name for name, ceiling in floors["at_most"].items() if found.get(name, ceiling) > ceiling]
    print("beyond the floors:" if low or high else "floors held", *(f"{name} {found[name]:.3f}" for name in low + high))
    return int(bool(low or high))


if __name__ == "__main__":
    sys.exit(main())
