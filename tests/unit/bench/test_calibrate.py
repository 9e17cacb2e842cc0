"""Weights from counts, and the bounds of what a bench may claim."""

import pytest

from bench.calibrate import MOST, Counts, fitted, table_with
from bench.judged import bins, upper_bound


def test_what_strangers_bear_weighs_less_and_what_is_not_seen_keeps_its_weight() -> None:
    counts = Counts(owners=100, strangers=2000)
    counts.of_owners.update({"clean": 50, "borne": 50, "rare": 2})
    counts.of_strangers.update({"borne": 400})
    found = fitted(counts, {"clean": 2.0, "borne": 2.0, "rare": 2.0, "never": 2.0})
    assert found.keys() == {"clean", "borne"}
    assert 2.0 < found["clean"] <= MOST
    assert found["borne"] < 1.0


def test_only_the_weights_and_their_name_are_written() -> None:
    old = 'calibration = "none"\nprior = -2.0\n\n[stated]\n"a/b" = 1.0\n\n[weights]\n"x/y" = 9\n'
    assert table_with(old, {"a/b": 1.5}, "some sites") == (
        'calibration = "some sites"\nprior = -2.0\n\n[stated]\n"a/b" = 1.0\n\n[weights]\n"a/b" = 1.5\n'
    )


@pytest.mark.parametrize(
    ("events", "trials", "bound"), [(0, 3000, 0.001229), (0, 100, 0.036217), (1, 100, 0.054459), (5, 20, 0.491046)]
)
def test_the_bound_is_that_of_clopper_and_pearson(events: int, trials: int, bound: float) -> None:
    assert upper_bound(events, trials) == pytest.approx(bound, abs=2e-6)


def test_bins_keep_every_pair() -> None:
    rows = bins([(0.0, False)] * 90 + [(4.0, True)] * 10)
    assert sum(row.pairs for row in rows) == 100
    assert [row.true for row in rows] == [0.0, 1.0]
