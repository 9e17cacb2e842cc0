"""Which domains can own a site."""

import pytest

from detectors.ownership.owning_domains import owning_domain

from .captures import knowledge


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("ns1.loreal.com", "loreal.com"),
        ("www.vichy.fr", "vichy.fr"),
        ("www.carnet.example", ""),
        ("stranger.example", ""),
        ("aspmx.l.google.com", ""),
        ("carnet.wordpress.com", ""),
        ("p16.tiktokcdn.com", ""),
        ("", ""),
    ],
)
def test_own_use_domains_of_groups_only(host: str, domain: str) -> None:
    assert owning_domain(host, "carnet.example", (), knowledge()) == domain
