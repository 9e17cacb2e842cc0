"""Sites inside a group's own-use domains."""

from detectors.model import Grade, Role

from .captures import abouts, found, page

ID = "ownership/group_domain"


def test_a_subdomain_of_a_groups_own_domain() -> None:
    url = "https://journal.vichy.fr/"
    (evidence,) = found(ID, page(url=url), url=url)
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.A)


def test_service_domains_and_platforms_host_others() -> None:
    for url in ("https://carnet.squarespace-cdn.com/", "https://carnet.squarespace.com/", "https://carnet.free.fr/"):
        assert abouts(ID, page(url=url), url=url) == []


def test_a_name_that_only_looks_like_it() -> None:
    for url in ("https://vichy.fr.carnet.example/", "https://notvichy.fr/", "https://vichy-passion.fr/"):
        assert abouts(ID, page(url=url), url=url) == []
