from __future__ import annotations

import pytest

from detectors.legal.described import is_described_as_organisation


def is_described(name: str, text: str) -> bool:
    before, _, after = text.partition(name)
    return is_described_as_organisation(before, after)


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
        ("Vélo-Cité Brestois", "Vélo-Cité Brestois\nAssociation loi 1901"),
        ("Cranford Green", "Cranford Green is registered in England (no. 02345678)"),
        ("Les Amis du Four", "édité par l'association Les Amis du Four"),
    ],
)
def test_words_beside_a_name_show_an_organisation(name: str, quote: str) -> None:
    assert is_described(name, quote)


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("Moulin Vert", "édité par Moulin Vert"),
        ("Jean Dupont", "Éditeur : Jean Dupont, photographe à Lyon"),
        ("Jean Dupont", "édité par l'entreprise Jean Dupont"),
        ("Jean Dupont", "La société reste libre. Éditeur : Jean Dupont"),
        ("Moulin Vert", "Moulin Vert\nAssociation des commerçants"),
    ],
)
def test_other_words_show_nothing(name: str, quote: str) -> None:
    assert not is_described(name, quote)
