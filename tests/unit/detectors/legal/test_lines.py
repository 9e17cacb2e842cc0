"""What a line of a notice is."""

import pytest

from detectors.legal import Site, read_notice
from detectors.model import Role


def publishers(text: str, lang: str, site: Site | str = "") -> list[str]:
    return [mention.name for mention in read_notice(text, lang, site) if mention.role is Role.PUBLISHER]


@pytest.mark.parametrize(
    ("text", "lang", "names"),
    [
        ("Ce site est la propriété de :\nMoulin SARL\nRCS Brest 303 265 045", "fr", ["Moulin SARL"]),
        ("Impressum\nDiese Seite wird betrieben von:\nMühle GmbH\n12345 Jena", "de", ["Mühle GmbH"]),
        ("Medieninhaber & Herausgeber:\nKulturverein Süd\nZVR-Zahl: 123", "de", ["Kulturverein Süd"]),
        ('The Mill Trust ("we", "us") respects your privacy.', "en", ["Mill Trust"]),
        ('Green Holdings Ltd ("Green") is a bank.', "en", []),
        ("Moulin Vert\nSARL Durand - RCS Brest 303 265 045", "fr", ["SARL Durand"]),
        ("Razón social: Molino S.L.\nNombre comercial: El Molino", "es", ["Molino S.L."]),
        ("Nombre comercial: El Molino\nRazón social: Harinas S.L.", "es", ["Harinas S.L."]),
    ],
)
def test_lines_that_announce_and_lines_that_name(text: str, lang: str, names: list[str]) -> None:
    assert publishers(text, lang) == names


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        (
            "Organisme certifié par : Bureau Foo SAS\nMoulin, SAS au capital de 10 €\nRCS Brest 303 265 045",
            "fr",
            "Moulin",
        ),
        ("Published by Mill Ltd.\nOur shops are run by Mill Trading Ltd.", "en", "Mill Ltd"),
        ("This site is published by Mill Ltd, which is majority-owned by Grain plc.", "en", "Mill Ltd"),
        ("Boutique exploitée par Moulin SARL. La marque Grain appartient à Grain France SAS.", "fr", "Moulin SARL"),
    ],
)
def test_other_companies_are_not_the_publisher(text: str, lang: str, name: str) -> None:
    assert publishers(text, lang) == [name]


def test_a_company_called_as_the_host_of_its_terms_publishes_them() -> None:
    text = "These conditions apply to all deliveries of flour by Green Mill Ltd to its customers."
    assert publishers(text, "en", Site("greenmill.example", legal=True)) == ["Green Mill Ltd"]
    assert publishers(text, "en", Site("greenmill.example")) == []
    assert publishers(text, "en", Site("other.example", ("Green Mill",), legal=True)) == []
