"""Why two hands look alike: habits that count, with rates and examples."""

from __future__ import annotations

from detectors.style.comparing import explained
from detectors.style.explaining import example
from detectors.style.habits import habits_of
from tests.unit.detectors.style.writers import cohort, posts

ENDING = "We walked home -- it was late... and then it rained. " * 60


def test_habits_for_and_against_are_told_apart() -> None:
    for others in (None, cohort(40)):
        found = explained([ENDING], posts(1, 0, 1), "en", others)
        assert found.traits
        counts = [trait.counts for trait in found.traits]
        assert counts == sorted((c for c in counts if c > 0), reverse=True) + sorted(c for c in counts if c < 0)
        assert len(found.families) == 5


def test_an_example_shows_the_habit() -> None:
    names = habits_of("en").names
    assert "--" in example([ENDING], names.index("two dashes for one"), "en")
    assert example([ENDING], names.index("tildes"), "en") == ""
    assert example([ENDING], names.index("the mean length of words"), "en") == ""
    assert "late." in example([ENDING], names.index("“.” between a letter and another mark"), "en")
    assert "slowly" in example(["They went slowly home"], names.index("words in -ly"), "en")
    assert "ppl" in example(["Two ppl left"], names.index("short forms of messages"), "en")
