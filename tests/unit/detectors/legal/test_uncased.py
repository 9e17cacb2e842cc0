"""Names in lines without any capital."""

import pytest

from detectors.legal import Site
from detectors.legal.uncased import is_name_without_capitals
from detectors.legal.vocabulary import vocabulary
from tests.unit.detectors.legal.reading import published

SITE = Site("lecarnet.example", ("le carnet",), legal=True)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("fr", "mentions légales\néditeur : olivar conseil sarl, 12 rue du four", "olivar conseil sarl"),
        ("fr", "ce site est édité par moulin de brest sarl.", "moulin de brest sarl"),
        ("fr", "mentions légales\nolivar conseil sarl\nsiret 303 265 045 00013", "olivar conseil sarl"),
        ("en", "this site is run by olivar trading ltd. registered in england no. 01234567", "olivar trading ltd."),
        ("de", "impressum\nolivar gmbh\nmusterweg 1, 12345 jena", "olivar gmbh"),
        ("es", "titular: olivar sur s.l., cif b12345674", "olivar sur s.l."),
        ("it", "titolare del sito: olivar s.r.l. - p.iva 00743110157", "olivar s.r.l."),
        ("nl", "uitgever: olivar b.v.\nkvk 17001910", "olivar b.v."),
        ("pt", "este site é propriedade da olivar comércio ltda.", "olivar comércio ltda"),
        ("pl", "właściciel serwisu: olivar sp. z o.o.\nnip 526-025-09-95", "olivar sp. z o.o."),
    ],
)
def test_the_form_tells_what_capitals_would(lang: str, text: str, name: str) -> None:
    assert published(lang, text, SITE) == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "ce site est édité par une petite sarl."),
        ("fr", "Ce site est édité par une petite sarl"),
        ("fr", "j'ai acheté chez olivar sarl, rcs brest 303 265 045, et c'est nul"),
        ("fr", "olivar sarl m'a déçue. siret 303 265 045 00013"),
        ("fr", "mentions légales\nhébergeur : olivar sarl"),
        ("fr", "mentions légales\néditeur : olivar sa"),  # "on en a sa claque"
        ("en", "this blog is run by a small ltd"),
        ("en", "i bought it from olivar ltd, company number 01234567, and it broke"),
        ("en", "website by olivar ltd"),
        ("en", "owned by: a nice little ltd"),
        ("de", "gestern bei olivar gmbh gewesen"),
    ],
)
def test_prose_without_capitals_names_nobody(lang: str, text: str) -> None:
    assert published(lang, text, SITE) == []


def test_a_line_with_capitals_needs_them_in_the_name() -> None:
    french = vocabulary("fr")
    assert is_name_without_capitals("éditeur : olivar sarl", 10, "olivar sarl", french)
    assert not is_name_without_capitals("Éditeur : olivar sarl", 10, "olivar sarl", french)
    assert not is_name_without_capitals("éditeur : olivar sarl, Brest", 10, "olivar sarl", french)
