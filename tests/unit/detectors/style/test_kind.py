"""Pairs of another kind than the cohort are refused, pairs of its own kind hardly ever."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from detectors.style import compare
from detectors.style.fitted import fitted
from detectors.style.habits import LENGTHS
from detectors.style.kind import MOST, another_kind, strangeness, unmeasured_kind
from detectors.style.profile import hand
from detectors.style.similarity import Cohort, cohort_of
from tests.unit.detectors.style.writers import SUBJECTS, cohort, posts

ROLES = ["The Licensor", "The Licensee", "Each Contributor", "The Recipient", "Any Distributor"]
DUTIES = ["shall indemnify", "shall not sublicense", "hereby grants to", "is solely responsible to", "must notify"]


def clauses(seed: int, words: int = 500) -> str:
    """Return a contract: long numbered sentences of the law, without any hand's habit."""
    chance, parts, count = random.Random(seed), [], 0
    while count < words:
        tail = "; or ".join(
            f"({letter}) any {chance.choice(SUBJECTS)} thereof, whether in whole or in part" for letter in "abc"
        )
        clause = f"{len(parts) + 1}.{chance.randrange(1, 9)}. {chance.choice(ROLES)} {chance.choice(DUTIES)} "
        clause += f"{chance.choice(ROLES)}, subject to Section {chance.randrange(2, 20)} of this Agreement: {tail}."
        parts.append(clause)
        count += len(clause.split())
    return "\n\n".join(parts)


def others(each: int = 1) -> Cohort:
    """Return forty hands of the writers' own kind."""
    owners = [owner for owner in range(40) for _ in range(each)]
    texts = [text for texts in cohort(40, each) for text in texts]
    return cohort_of([hand((text,), "en") for text in texts], owners)


def test_pairs_of_the_cohorts_kind_are_hardly_ever_refused() -> None:
    among = others()
    pairs = [(k, k + 40) for k in range(40)] + [(k, k) for k in range(40)]
    refused = [
        strangeness((hand(tuple(posts(a, 0)), "en"), hand(tuple(posts(b, 1)), "en")), fitted("en"), among) > MOST
        for a, b in pairs
    ]
    assert sum(refused) <= 4  # of 80


@pytest.mark.parametrize("each", [1, 3])
def test_contracts_are_no_diaries(each: int) -> None:
    among = others(each)
    for seed in range(8):
        pair = hand((clauses(seed),), "en"), hand((clauses(seed + 100),), "en")
        assert strangeness(pair, fitted("en"), among) > MOST
        assert another_kind(pair, fitted("en"), among)


def test_one_strange_side_is_not_enough() -> None:
    among, strange = others(), hand((clauses(1),), "en")
    usual = hand(tuple(posts(1, 0)), "en")
    assert strangeness((strange, usual), fitted("en"), among) < strangeness((strange, strange), fitted("en"), among)


def test_a_kind_that_was_not_measured_is_told_by_its_lengths() -> None:
    numbers = fitted("en")
    contracts = cohort_of([hand((clauses(seed),), "en") for seed in range(30)])
    assert unmeasured_kind(numbers, contracts)
    usual = contracts.habits.copy()
    usual[numbers.places] = numbers.mean
    assert not unmeasured_kind(numbers, replace(contracts, habits=usual))
    usual[numbers.places[numbers.places >= len(LENGTHS)]] += 5  # another typography is no other kind
    assert not unmeasured_kind(numbers, replace(contracts, habits=usual))


def test_the_reason_is_said() -> None:
    result = compare([clauses(1)], [clauses(2)], "en", cohort(40))
    assert result.same_author is None
    assert result.reason.startswith("other_kind")
