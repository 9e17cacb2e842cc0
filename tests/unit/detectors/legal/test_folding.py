"""Folded text and its units."""

from detectors.legal.folding import LONGEST, units


def test_a_text_without_stops_is_cut_into_units_that_miss_nothing():
    text = "Ce site est un site de " * 1_000 + "x" * (2 * LONGEST)
    cut = units(text)
    assert "".join(text[unit.start : unit.end] for unit in cut) == text
    assert max(unit.end - unit.start for unit in cut) == LONGEST
