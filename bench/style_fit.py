"""Fit the numbers of the comparison of hands. Run: ``python -m bench.style_fit`` (rewrites the shipped data file).

Authors are split by the SHA-256 of their name. A third is left for `bench.style` and only gives the error rates printed
beside an answer. The others are learnt from in four groups: in turn one group is the cohort and the pairs are of the
rest; curves, and the weights without a cohort, are fitted on scores of models that saw neither hand of a pair.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.style_learning import (
    Matrix,
    Profiles,
    Start,
    Table,
    curves,
    final,
    joined,
    learn,
    learn_alone,
    learn_final,
    long_side,
    moved_most,
    outcomes_of,
    score,
    score_alone,
    table,
)
from bench.style_pairs import Task, Texts, hands, load, nearest_strangers, part, random_pairs, shortened, split_pairs
from detectors.style.comparing import MIN_COHORT
from detectors.style.fitted import Fitted, Model
from detectors.style.habits import habits_of
from detectors.style.profile import profile

TARGET = Path(__file__).resolve().parent.parent / "detectors" / "data" / "style" / "fitted.toml"
SMALLEST = 0.02  # spread of a habit that the texts for fitting hardly show
GROUPS = 4
FEW = 40  # authors of a collection below which halves, not quarters, are calibrated with
COHORTS = (0, 2)  # the groups that are a cohort when the weights are learnt
HABITS = {"en": 90, "fr": 90}  # how many habits each model chooses
# How far each habit is trusted, in short sides and in long ones, whose habits are told with less noise: novels and fan
# fiction are of few hands and another kind than posts.
TRUST = {"en": (0.04, 0.08), "fr": (0.001, 0.001)}
HEADER = """# Coefficients and calibration curves of detectors.style, made by `python -m bench.style_fit`; do not edit.
# Fitted on the Blog Authorship Corpus (Schler et al. 2006, English), and on ELTeC-fra novels (public domain) and the
# French fan fiction of PAN 2019; the collections of research licence leave nothing here but these numbers.
# habits: mean, spread, then weights of product and squared difference in the short model and in the long one;
# weights, alone: logistic regression with a cohort of other hands and without;
# final: how much the outcome with a cohort counts, and its distance from the outcomes with strangers;
# curves: probability = logistic(slope * score + offset) from `words` words and `posts` posts a side on.
"""


def group(author: str) -> int:
    """Return the group of an author, independent of the thirds."""
    return hashlib.sha256(author.encode()).digest()[1] % GROUPS


def without(texts: Texts, which: int) -> Texts:
    """Return the authors of the other groups."""
    return {author: own for author, own in texts.items() if group(author) != which}


def only(texts: Texts, which: int) -> Texts:
    """Return the authors of a group."""
    return {author: own for author, own in texts.items() if group(author) == which}


def english(own: Texts, others: Texts, seed: int) -> list[list[Task]]:
    """Return pairs of `own` with `others` as the cohort: short and long sides, strangers at random and near."""
    one, two, four = (hands(others, posts, 60, seed) for posts in (1, 2, 4))
    some = dict(sorted(own.items())[::4])
    return [
        [
            Task("one", "en", random_pairs(own, 1, 8 * len(own), seed), one),
            Task("far!", "en", nearest_strangers(own, 1, seed, far=True, each=4), one),
            Task("near!", "en", nearest_strangers(own, 1, seed, each=2), one),
        ],
        [
            Task("two", "en", split_pairs(own, 2, 1, seed), two),
            Task("two, near!", "en", split_pairs(own, 2, 1, seed, near=True), two),
        ],
        [
            Task("four", "en", split_pairs(own, 4, 3, seed), four),
            Task("four, near!", "en", split_pairs(own, 4, 2, seed, near=True), four),
            Task("four, short", "en", shortened(split_pairs(some, 4, 1, seed), 600), four),
        ],
    ]


def french(own: Texts, others: Texts, seed: int) -> list[list[Task]]:
    """Return pairs of `own` with all texts of `others` as the cohort."""
    cohort = tuple(tuple(posts) for posts in others.values())
    return [
        [
            Task("one", "fr", random_pairs(own, 1, 8 * len(own), seed), cohort),
            Task("far!", "fr", nearest_strangers(own, 1, seed, far=True, each=4), cohort),
        ],
        [Task("two", "fr", split_pairs(own, 2, 2, seed), cohort)],
        [
            Task("three", "fr", split_pairs(own, 3, 4, seed), cohort),
            Task("three, near!", "fr", split_pairs(own, 3, 4, seed, near=True), cohort),
            Task("short", "fr", shortened(split_pairs(own, 3, 1, seed), 600), cohort),
        ],
    ]


MAKERS = {"en": english, "fr": french}


def normal(texts: Texts, lang: str) -> Fitted:
    """Return every habit of a language with its mean and spread, and nothing else."""
    rows = np.array([profile(text, lang).habits for own in texts.values() for text in own[:6]], float)
    spread = np.where(rows.std(0) < SMALLEST, 1.0, rows.std(0))
    nothing = Model({}, {}, np.empty(0), {})
    everything = np.arange(rows.shape[1])
    return Fitted(everything, rows.mean(0).astype("f4"), spread.astype("f4"), nothing, nothing, ())


def fit_size(known: Table, held: Table, start: Start) -> tuple[Model, Matrix]:
    """Return the model of one size, and the outcomes of held pairs by models that saw neither of their hands."""
    model = learn(known, start)
    own, above, alone = (np.empty(len(held.same)) for _ in range(3))
    known_groups, held_groups = (np.vectorize(group)(t.hands) for t in (known, held))
    for both in np.unique(np.sort(held_groups, axis=1), axis=0):
        of = (np.sort(held_groups, axis=1) == both).all(axis=1)
        apart = learn(known.of(~np.isin(known_groups, both).any(axis=1)), start)
        own[of], above[of] = score(held.of(of), apart)
        alone[of] = held.alone[of] @ apart.habits
    model = replace(model, alone=learn_alone(held, alone))
    outcomes = np.stack([own, above, score_alone(held, model.alone, alone)], axis=1)
    model = replace(model, final=learn_final(held, outcomes))
    return model, final(model, outcomes)


def fit(lang: str, collections: list[Texts], checks: list[Texts], prior: dict[str, Any] | None) -> dict[str, Any]:
    """Return the table of one language; prior: the habits of another one."""
    everything, profiles = normal({a: t for texts in collections for a, t in texts.items()}, lang), Profiles()
    names = habits_of(lang).names
    first = MAKERS[lang](collections[0], {}, 0)
    chosen = np.unique(
        np.concatenate(
            [
                moved_most(tasks, everything, profiles, Start(TRUST[lang][0], prior_of(prior, names, at)), HABITS[lang])
                for tasks, at in zip((first[0], first[-1]), (2, 4), strict=True)
            ]
        )
    )
    numbers = replace(everything, places=chosen, mean=everything.mean[chosen], spread=everything.spread[chosen])
    known, held, check = tables(lang, collections, checks, numbers, profiles)
    return fitted_to(known, held, check, numbers, [names[place] for place in chosen], TRUST[lang], prior)


def fitted_to(
    known: Table, held: Table, check: Table, numbers: Fitted, names: list[str], trust: tuple[float, float], prior: Any
) -> dict[str, Any]:
    """Return the table of a language from its pairs."""
    models, outcomes, seen = [], np.empty(len(held.same)), np.empty(len(check.same))
    for at, (k, h, c) in enumerate(zip(sizes(known), sizes(held), sizes(check), strict=True)):
        model, own = fit_size(known.of(k), held.of(h), Start(trust[at], prior_of(prior, names, 2 + 2 * at)))
        models.append(model)
        outcomes[h], seen[c] = own, final(model, outcomes_of(check.of(c), model))
    columns = [numbers.mean, numbers.spread, *(half for model in models for half in np.split(model.habits, 2))]
    rows = {name: [float(c[at]) for c in columns] for at, name in enumerate(names)}
    named = {
        size: {"weights": m.weights, "alone": m.alone, "final": m.final}
        for size, m in zip(("short", "long"), models, strict=True)
    }
    return {"habits": rows, **named, "curves": curves(held, outcomes, check, seen)}


def sizes(known: Table) -> tuple[Any, Any]:
    """Return which pairs are short and which are long."""
    return ~long_side(known), long_side(known)


def prior_of(prior: dict[str, Any] | None, names: Sequence[str], at: int) -> Matrix | None:
    """Return the prior weights of the named habits, zero where the other language has none."""
    if prior is None:
        return None
    rows = [prior["habits"].get(name, [0.0] * 6) for name in names]
    return np.concatenate([[row[at] for row in rows], [row[at + 1] for row in rows]])


def tables(
    lang: str, collections: list[Texts], checks: list[Texts], numbers: Fitted, profiles: Profiles
) -> tuple[Table, Table, Table]:
    """Return the pairs to learn from, those to calibrate with (both hands of one group), and those to check with."""
    make, known, held, check = MAKERS[lang], [], [], []
    for texts in collections:
        for fold in range(GROUPS):
            others, neighbours = only(texts, fold), only(texts, (fold + 1) % GROUPS)
            if sum(map(len, others.values())) >= MIN_COHORT and fold in COHORTS:
                known += [table(tasks, numbers, profiles) for tasks in make(without(texts, fold), others, fold)]
            if len(texts) < FEW and fold in COHORTS:
                half, rest = others | neighbours, {a: t for a, t in texts.items() if a not in others | neighbours}
                held += [table(tasks, numbers, profiles) for tasks in make(half, rest, fold)]
            elif len(texts) >= FEW:
                held += [table(tasks, numbers, profiles) for tasks in make(others, neighbours, fold)]
            print(f"{lang}: group {fold} of {GROUPS} measured", flush=True)
    for texts in checks:
        check += [table(tasks, numbers, profiles) for tasks in make(without(texts, 0), only(texts, 0), 0)]
    return joined(known), joined(held), joined(check)


def quoted(name: str) -> str:
    """Return a name as a key of TOML."""
    return f"'{name}'" if '"' in name else f'"{name}"'


def written(lang: str, numbers: dict[str, Any]) -> str:
    """Return the TOML of one language."""
    lines = [f"[{lang}.habits]"]
    for name, row in numbers["habits"].items():
        lines.append(f"{quoted(name)} = [" + ", ".join(f"{v:.3g}" for v in row) + "]")
    for size in ("short", "long"):
        for kind, values in numbers[size].items():
            lines.append(f"[{lang}.{size}.{kind}]")
            lines += [f"{key} = {value:.4g}" for key, value in values.items()]
    for curve in numbers["curves"]:
        lines.append(f"[[{lang}.curves]]")
        lines += [f"{key} = {value:.4g}" for key, value in curve.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit both languages and write the file."""
    folder = Path(os.environ["BENCH_DATA"]) / "style"
    blogs, novels, fan = (load(folder, name) for name in ("en_blogs", "fr_novels", "fr_fan"))
    two_thirds = {name: part(texts, 0, 3) | part(texts, 1, 3) for name, texts in (("en", blogs), ("fr", novels))}
    found = {"en": fit("en", [two_thirds["en"]], [part(blogs, 2, 3)], None)}
    found["fr"] = fit("fr", [two_thirds["fr"], part(fan, 0, 2)], [part(novels, 2, 3)], found["en"])
    TARGET.write_text(HEADER + "".join(written(lang, table) for lang, table in found.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
