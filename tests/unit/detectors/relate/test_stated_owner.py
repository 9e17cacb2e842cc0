"""Owners that a site states in plain words."""

from detectors.model import Grade, Role

from ..ownership.captures import WORDS, abouts, found, page

ID = "relate/stated_owner"


def test_an_organisation_that_publishes_the_site() -> None:
    (evidence,) = found(ID, page(f"<p>Un blog de L'Oréal.</p><p>Ce blog est édité par L'Oréal.</p>{WORDS}"))
    assert (evidence.role, evidence.grade) == (Role.PUBLISHER, Grade.B)
    assert "Oréal" in evidence.about


def test_a_person_is_no_organisation() -> None:
    assert abouts(ID, page(f"<p>Ce blog est écrit par Jeanne Martinot.</p>{WORDS}")) == []


def test_praise_is_no_statement_of_ownership() -> None:
    assert abouts(ID, page(f"<p>J'adore L'Oréal, et la crème de Vichy aussi.</p>{WORDS}")) == []


def test_a_statement_about_a_thing_of_the_sites_name_supports_only() -> None:
    html = f"<p>Vichy est une marque de L'Oréal.</p>{WORDS}"
    (evidence,) = found(ID, page(html, head="<meta property='og:site_name' content='Vichy'>"))
    assert evidence.grade is Grade.C


def test_a_rumour_supports_only() -> None:
    (evidence,) = found(ID, page(f"<p>On me demande si ce blog appartient à L'Oréal SA. Non.</p>{WORDS}"))
    assert evidence.grade is Grade.C
