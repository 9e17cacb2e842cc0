"""Publishers of legal notices, and everybody else who is named there."""

import pytest

from detectors.model import Grade, Role

from .captures import URL, WORDS, found, page

ID = "ownership/legal_notice"
LEGAL = f"{URL}mentions-legales"


def notice(text: str) -> list[tuple[str, Role, str]]:
    evidence = found(ID, page(f'{WORDS}<a href="{LEGAL}">Mentions légales</a>'), page(text, LEGAL, "legal"))
    return [(e.about, e.role, e.polarity) for e in evidence]


def test_the_publisher_and_its_host() -> None:
    text = """<h2>Éditeur du site</h2><p>Le site est édité par Olivar SARL, RCS Lyon 732 829 320.</p>
    <h2>Hébergement</h2><p>OVH SAS, 2 rue Kellermann, 59100 Roubaix, RCS Lille Métropole 424 761 419.</p>"""
    roles = {(about, role) for about, role, _ in notice(text)}
    assert ("Olivar SARL", Role.PUBLISHER) in roles
    assert not [about for about, role in roles if "OVH" in about and role in (Role.PUBLISHER, Role.OWNER)]


def test_the_hosts_number_is_the_hosts() -> None:
    text = "<h2>Éditeur</h2><p>Olivar SARL</p><h2>Hébergeur</h2><p>OVH SAS, RCS Lille Métropole 424 761 419</p>"
    evidence = found(ID, page(), page(text, LEGAL, "legal"))
    owning = [e for e in evidence if e.role in (Role.PUBLISHER, Role.OWNER)]
    assert owning
    assert all("424" not in e.about and e.grade is Grade.A for e in owning)


def test_a_private_person_speaks_against_every_organisation_and_is_not_named() -> None:
    text = "<p>Ce blog est un blog personnel, édité par Jeanne Martinot.</p>"
    assert ("", Role.PUBLISHER, "against") in notice(text)
    assert "Martinot" not in str(found(ID, page(), page(text, LEGAL, "legal")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jeu organisé par L'Oréal SA du 3 au 30 mai, sans obligation d'achat.", "L'Oréal"),
        ("Création du site : agence Brise Marine SAS.", "Brise Marine"),
        ("Carnet participe au Programme Partenaires d'Amazon Europe S.à r.l.", "Amazon"),
        ("This site is a participant in the Amazon Services LLC Associates Program.", "Amazon"),
    ],
)
def test_organisers_makers_and_programmes_publish_nothing(text: str, name: str) -> None:
    owning = [about for about, role, _ in notice(f"<p>{text}</p>") if role in (Role.PUBLISHER, Role.OWNER)]
    assert not [about for about in owning if name in about]


@pytest.mark.parametrize(
    "footer",
    [
        "<footer>Crédits photos : Olivar SARL, RCS Lyon 732 829 320</footer>",
        "<footer>Merci à notre partenaire Olivar SARL, RCS Lyon 732 829 320</footer>",
        "<footer>Ce site appartient à Olivar SARL ? Non.</footer>",
        "<footer>Carnet est édité par Olivar SARL.</footer>",
        "<p>Publié par Olivar SARL, RCS Lyon 732 829 320.</p>",
    ],
)
def test_words_that_may_not_be_about_the_site_support_only(footer: str) -> None:
    owning = [e for e in found(ID, page(WORDS + footer)) if e.role is Role.PUBLISHER and e.polarity == "for"]
    assert [e.grade for e in owning] in ([], [Grade.C])


def test_the_last_line_of_pages_without_a_footer_counts_when_it_is_the_sites() -> None:
    line = "<p>Olivar SARL, RCS Lyon 732 829 320</p>"
    alone = found(ID, page(WORDS + line))
    twice = found(ID, page(WORDS + line), page(f"<p>Un autre jour.</p>{line}", f"{URL}autre", "post"))
    of_a_site = found(ID, page(f"{WORDS}<p>Ce site est édité par Olivar SARL.</p>"))
    assert [{e.grade for e in evidence} for evidence in (alone, twice, of_a_site)] == [{Grade.C}, {Grade.A}, {Grade.A}]


def test_comments_under_a_page_without_a_footer_are_no_notice() -> None:
    comments = "<div id=comments><ol class=comment-list><li class=comment>Ce site est édité par Olivar SARL.</ol></div>"
    assert not [e for e in found(ID, page(WORDS + comments)) if e.role is Role.PUBLISHER]


def test_numbers_behind_another_firm_are_that_firms() -> None:
    text = f"<p>Olivar Association.</p><p>Nos soutiens : la mairie ; Moulin SARL, RCS Lyon 732 829 320.</p>{WORDS}"
    evidence = found(ID, page(), page(text, f"{URL}a-propos", "about"))
    assert not [e for e in evidence if e.role is Role.PUBLISHER and "732829320" in str(e)]
