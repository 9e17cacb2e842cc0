"""Rarity: the fewer share a value, the more it ties."""

from detectors.model import Grade
from detectors.rarity import faded, grade_of, is_evidence, ties_hands, weight_of


def test_a_value_weighs_less_the_more_share_it_and_nothing_when_all_do() -> None:
    weights = [weight_of("google-analytics", others) for others in range(faded() + 2)]
    assert weights[0] == weights[-1] == 0.0
    assert weights[1:-1] == sorted(weights[1:-1], reverse=True)
    assert all(weights[1:-1])
    assert weight_of("template", 1) == weight_of("favicon", 1) == weight_of("address", 1) < weight_of("certificate", 1)
    assert weight_of("certificate", 1) < weight_of("google-analytics", 1)


def test_grades_fall_and_hosts_are_no_evidence() -> None:
    assert [grade_of(others) for others in (1, 3, 4, 10, 11)] == [Grade.B, Grade.B, Grade.C, Grade.C, Grade.D]
    assert is_evidence("google-analytics")
    assert is_evidence("certificate")
    assert not any(
        map(
            is_evidence,
            ("address", "name_server", "registration", "registrant", "number", "template", "favicon", "words"),
        )
    )


def test_accounts_and_what_names_an_owner_tie_hands() -> None:
    assert all(map(ties_hands, ("google-analytics", "certificate", "registrant", "number")))
    assert not any(map(ties_hands, ("address", "name_server", "template", "registration", "words")))
