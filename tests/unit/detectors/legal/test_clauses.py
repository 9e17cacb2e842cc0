"""What a clause says of the site, and what it says of something else."""

import pytest

from detectors.legal import Site, read_notice
from detectors.model import Role

SITE = Site("sleepjournal.example", ("The Sleep Journal",))


def publishers(text: str, lang: str, site: Site = SITE) -> list[str]:
    return [found.name for found in read_notice(text, lang, site) if found.role is Role.PUBLISHER]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "This site is managed by Olivar Ltd.", "Olivar Ltd"),
        ("en", "The Sleep Journal was created by Olivar Ltd.", "Olivar Ltd"),
        ("en", "The Sleep Journal is a free online service created by Olivar Ltd.", "Olivar Ltd"),
        ("fr", "Ce site est administré par la Fondation Arcadie.", "Fondation Arcadie"),
        ("es", "Esta web está gestionada por Olivar S.L.", "Olivar S.L."),
        ("it", "Il sito è curato dalla Fondazione Arcadie.", "Fondazione Arcadie"),
        ("it", "A cura della Biblioteca comunale di Fontechiara", "Biblioteca comunale di Fontechiara"),
        ("de", "Diese Website wird von der Olivar GmbH betreut.", "Olivar GmbH"),
        ("de", "Diese Website wird von der Olivar GmbH betrieben.", "Olivar GmbH"),
        ("de", "Diese Seiten werden vom Verein Brückenfreunde e.V. herausgegeben.", "Verein Brückenfreunde e.V."),
    ],
)
def test_who_manages_the_whole_site_publishes_it_where_nobody_else_does(lang: str, text: str, name: str) -> None:
    assert publishers(text, lang) == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Payments on this site are managed by Olivar Ltd."),
        ("en", "Our newsletter is managed by Olivar Ltd."),
        ("en", "This site is managed by Olivar Web Design Ltd."),
        ("en", "The Sleep Journal loves the cream created by Olivar Ltd."),
        ("en", "The Sleep Journal is fond of the cream created by Olivar Ltd."),
        ("fr", "Ce site est administré par l'agence Olivar SARL."),
        ("fr", "Site créé par Olivar SARL"),
        ("it", "Sito web a cura di Olivar S.r.l."),
        ("de", "Die Analyse auf dieser Website wird von der Olivar GmbH bereitgestellt."),
        ("de", "Unsere Website nutzt Karten, die von der Olivar GmbH bereitgestellt werden."),
        ("de", "Der Newsletter wird von der Olivar GmbH betrieben."),
    ],
)
def test_who_manages_a_part_or_makes_sites_for_others_does_not(lang: str, text: str) -> None:
    assert not any("Olivar" in name for name in publishers(text, lang))


def test_who_manages_a_site_is_its_operator_where_somebody_publishes_it() -> None:
    found = read_notice("This site is managed by Kiwi Ltd.\nPublisher: Olivar Trust", "en", SITE)
    assert {(each.name, each.role) for each in found} == {
        ("Kiwi Ltd", Role.OPERATOR),
        ("Olivar Trust", Role.PUBLISHER),
    }


def test_the_owner_of_a_mark_is_the_licensor_where_somebody_else_publishes() -> None:
    text = "This website is published by Kiwi Ltd.\nThe Sleep Journal is a trademark of Olivar Ltd."
    assert publishers(text, "en") == ["Kiwi Ltd"]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("fr", "The Sleep Journal, un site de la société Olivar SAS", "Olivar SAS"),
        ("fr", "Une publication de l'association Les Amis du Pont", "Les Amis du Pont"),
        ("de", "The Sleep Journal – eine Marke der Olivar GmbH", "Olivar GmbH"),
        ("en", "The Sleep Journal is a brand of Olivar Ltd.", "Olivar Ltd"),
    ],
)
def test_a_caption_says_whose_site_it_is(lang: str, text: str, name: str) -> None:
    assert publishers(text, lang) == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le site de la société Olivar SAS"),
        ("fr", "Une marque de la société Olivar SAS"),
        ("fr", "J'aime Vichy, une marque de la société Olivar SAS"),
        ("en", "Vichy is a brand of Olivar Ltd."),
        ("fr", "Un site de la société Olivar SAS parle de la crème"),
    ],
)
def test_a_caption_of_something_else_names_nobody(lang: str, text: str) -> None:
    assert publishers(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "Verantwortlich: Kiwi GmbH, handelnd für Olivar GmbH", "Olivar GmbH"),
        ("de", "Diese Internetseiten werden im Auftrag der Stadt Rehna von der Kiwi GmbH betrieben.", "Stadt Rehna"),
        ("en", "This website is operated by Kiwi Ltd on behalf of the Olivar Trust.", "Olivar Trust"),
        ("en", "This website is maintained on behalf of the Olivar Trust by Kiwi Ltd.", "Olivar Trust"),
        ("fr", "Le site est géré pour le compte de la Ville de Brest par l'agence Kiwi.", "Ville de Brest"),
    ],
)
def test_the_one_in_whose_name_a_site_is_run_publishes_it(lang: str, text: str, name: str) -> None:
    assert publishers(text, lang) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Google Ireland Limited processes your data on behalf of Olivar Ltd.",
        "This website collects answers on behalf of Olivar Ltd.",
        "I write letters on behalf of Olivar Ltd.",
    ],
)
def test_the_one_for_whom_something_else_is_done_does_not(text: str) -> None:
    assert publishers(text, "en") == []


def test_the_organiser_publishes_only_where_the_sentence_goes_on_to_say_so() -> None:
    assert publishers("Le salon est organisé par l'association Granges, qui publie ce site.", "fr") == ["Granges"]
    assert publishers("Le jeu est organisé par la société Olivar SAS.", "fr") == []


@pytest.mark.parametrize(
    "said",
    [
        "Tefal ist eine Marke der SEB SA.",
        "Tefal ist eine Marke von SEB SA.",
        "Tefal est une marque commerciale de SEB SA.",
        "Tefal is a brand name of SEB SA.",
        "Tefal es una marca comercial de SEB SA.",
        "Tefal è un marchio di proprietà di SEB SA.",
    ],
)
def test_whose_a_brand_is_names_the_publisher_of_the_brands_own_site_alone(said):
    fan = Site("toast-und-tee.example", ("Toast und Tee",), legal=True)
    assert [mention.role for mention in read_notice(said, site=fan)] == [Role.LICENSOR]
    own = Site("tefal.example", ("Tefal",), legal=True)
    assert [mention.role for mention in read_notice(said, site=own)] == [Role.PUBLISHER]
