"""The register of promotion: copy has it, diaries do not."""

from __future__ import annotations

import pytest

from detectors.style.register import register
from tests.unit.detectors.style.writers import post

COPY = (
    "Discover our new range of creams, designed to care for your skin. Clinically proven, dermatologist tested: our "
    "experts have formulated an innovative serum enriched with vitamin C. Order now and enjoy free shipping. Our "
    "customers love the award-winning HydraPlus™ line. Learn more about our mission, sign up today, and shop now for "
    "an exclusive offer. The XR200 is now available. "
)
COPIE = (
    "Découvrez notre nouvelle gamme de soins, conçue pour votre peau. Cliniquement prouvé et testé sous contrôle "
    "dermatologique, ce soin innovant est enrichi en vitamine C. Profitez de la livraison offerte et commandez dès "
    "aujourd’hui. Nos clients plébiscitent la ligne Hydra™. En savoir plus sur notre savoir-faire et nos experts. "
)


@pytest.mark.parametrize(("text", "lang"), [(COPY * 2, "en"), (COPIE * 3, "fr")])
def test_copy_is_promotional(text: str, lang: str) -> None:
    found = register(text, lang)
    assert found is not None
    assert found.promotional
    assert found.signs


def test_a_diary_is_not_even_one_that_praises() -> None:
    praise = "I love this cream and I bought it again because my skin feels new, and I told my sister about it. " * 12
    for text in (post(1, 0), praise):
        found = register(text, "en")
        assert found is not None
        assert not found.promotional


def test_few_words_say_nothing_of_a_register() -> None:
    found = register("Order now! Discover our new range.", "en")
    assert found is not None
    assert not found.promotional


def test_a_language_without_lists_has_none() -> None:
    assert register(COPY, "nl") is None
    assert register(COPY, "signs") is None
