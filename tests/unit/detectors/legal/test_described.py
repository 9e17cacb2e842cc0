from __future__ import annotations

import pytest

from detectors.legal.described import is_described_as_organisation
from detectors.legal.mention import LegalMention
from detectors.model import Role


def mention(name: str, quote: str) -> LegalMention:
    return LegalMention(Role.PUBLISHER, name, (), quote, 0, len(quote))


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("Moulin Vert", "édité par la société Moulin Vert, dont le siège est à Brézel"),
        ("Moulin Vert", "Éditeur : Moulin Vert, SARL au capital de 12 000 €"),
        ("Moulin Vert", "Éditeur : Moulin Vert (SAS)"),
        ("Green Mill", "operated by Green Mill, a company registered in England"),
        ("Grünmühle", "Herausgeber: die Gesellschaft Grünmühle"),
        ("Molino Verde", "titular: la mercantil Molino Verde"),
        ("Mulino Verde", "titolare: Mulino Verde, società con sede legale a Pisa"),
        ("Les Amis du Four", "édité par l'association Les Amis du Four"),
    ],
)
def test_words_beside_a_name_show_an_organisation(name: str, quote: str) -> None:
    assert is_described_as_organisation(mention(name, quote))


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("Moulin Vert", "édité par Moulin Vert"),
        ("Jean Dupont", "Éditeur : Jean Dupont, photographe à Lyon"),
        ("Jean Dupont", "édité par l'entreprise Jean Dupont"),
        ("Jean Dupont", "La société reste libre. Éditeur : Jean Dupont"),
        ("", "édité par la société"),
        ("Absent", "édité par la société Moulin Vert"),
    ],
)
def test_other_words_show_nothing(name: str, quote: str) -> None:
    assert not is_described_as_organisation(mention(name, quote))
