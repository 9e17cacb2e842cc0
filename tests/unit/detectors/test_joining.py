"""A number on the notice and a name on another page: joined where nothing contradicts."""

import pytest

from detectors.legal import unclaimed_numbers
from detectors.mentions import mentions_of
from detectors.model import Want
from detectors.nouns import SeenMention
from detectors.ownership.legal_notice import detect
from detectors.subject import subject_of
from tests.unit.detectors.making import capture, knowledge, page

HOME = "https://grain.example/"
NOTICE, ABOUT = f"{HOME}mentions-legales", f"{HOME}a-propos"
NUMBER = "Mentions légales\nSIRET 303 265 045 00013\nHébergeur : OVH SAS, RCS Lille 424 761 419"
NAME = "À propos\nCe site est édité par Olivar SARL."


def found(notice: str, about: str, footer: str = "") -> tuple[SeenMention, ...]:
    bodies = ((HOME, "checked", "Bonjour"), (NOTICE, "legal", notice), (ABOUT, "about", about))
    reads = []
    for url, why, text in bodies:
        lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        body = f"<main>{lines}</main><footer>{footer}</footer>"
        reads.append((Want("page", url, why), page(url, body, lang="fr", title="Le Grain")))
    return mentions_of(subject_of(capture(HOME, *reads), knowledge()), knowledge())


def joined(notice: str, about: str, footer: str = "") -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(each.mention.name, each.mention.numbers) for each in found(notice, about, footer) if each.joined]


@pytest.mark.parametrize(
    "notice",
    [
        NUMBER,
        "Mentions légales\nSARL au capital de 8 000 € - RCS Brest 303 265 045",
        "Mentions légales\nTVA intracommunautaire : FR 40 303 265 045\nSIREN 303 265 045",
    ],
)
def test_a_number_without_a_name_is_the_one_publishers(notice: str) -> None:
    ((name, numbers),) = joined(notice, NAME)
    assert name == "Olivar SARL"
    assert ("siren", "303265045") in numbers


def test_the_joined_number_is_quoted_from_its_own_page_and_claimed_as_what_it_is() -> None:
    (evidence,) = [
        each for each in detect(found(NUMBER, NAME)) if each.about.numbers and each.role.value == "publisher"
    ]
    assert evidence.quote == "SIRET 303 265 045 00013"
    assert evidence.seen.where == NOTICE
    assert evidence.claim == "The site's notice gives this number, and another page of the site names its publisher"


@pytest.mark.parametrize(
    ("notice", "about", "footer"),
    [
        (NUMBER, "À propos\nJ'aime beaucoup Olivar SARL.", ""),
        (NUMBER, "À propos\nCe blog est édité par Jeanne Martin.", ""),
        (NUMBER, "À propos\nCe site est édité par Olivar.", ""),  # nothing shows a company
        (NUMBER, f"{NAME} Olivar SARL est une société du groupe Kiwi SA.", ""),
        (NUMBER, NAME, "© 2024 Kiwi SARL"),
        (NUMBER, f"{NAME}\nOlivar SARL, RCS Nice 552 100 554", ""),  # it has another number
        ("Mentions légales\nSIRET 303 265 045 00013\nAuto-entrepreneur", NAME, ""),
        ("Mentions légales\nHébergeur :\nRCS Lille 424 761 419", NAME, ""),
        ("Mentions légales\nConception :\nSIRET 303 265 045 00013", NAME, ""),
        ("Mentions légales\nAvec Kiwi SAS, SIRET 303 265 045 00013", NAME, ""),
        ("Mentions légales\nSIREN 303 265 045\nSIREN 552 100 554", NAME, ""),
        ("Mentions légales\nCommande n° 303 265 045", NAME, ""),
    ],
)
def test_whatever_contradicts_forbids_it(notice: str, about: str, footer: str) -> None:
    assert joined(notice, about, footer) == []


def test_a_number_that_is_known_under_another_name_is_not_joined() -> None:
    listed = "Mentions légales\nRCS Nanterre 632 012 100"  # L'Oréal's
    assert knowledge().match_number("siren", "632012100") is not None
    assert joined(listed, NAME) == []


def test_only_a_notice_that_names_nobody_has_unclaimed_numbers() -> None:
    assert [number.kind for number in unclaimed_numbers("Impressum\nUSt-IdNr.: DE 129 273 398", "de")] == ["vat"]
    assert unclaimed_numbers("Impressum\nOlivar GmbH\nUSt-IdNr.: DE 129 273 398", "de") == ()
    assert unclaimed_numbers("Impressum\nHosting:\nUSt-IdNr.: DE 129 273 398", "de") == ()
