"""Independence claimed by a site whose owner it praises, and by sites that nobody owns."""

from detectors.model import Grade, Role

from ..ownership.captures import WORDS, abouts, found, page, whois

ID = "relate/claims_independence"
CLAIM = "<p>Ici, blog de consommatrice : des avis indépendants, rien d'autre.</p>"
VICHY = "<h1>Ma crème</h1><p>La crème de Vichy est douce. Avec Vichy, ma peau revit. Merci Vichy !</p>"
HELD = whois("Domain Name: carnet.example\nRegistrant Organization: L'OREAL\nRegistrant Email: dns@loreal.com\n")


def test_the_owners_own_line() -> None:
    (evidence,) = found(ID, page(VICHY + CLAIM + WORDS), HELD)
    assert (evidence.role, evidence.grade) == (Role.PROMOTED, Grade.C)
    assert evidence.quote in CLAIM


def test_nobody_owns_it() -> None:
    assert abouts(ID, page(VICHY + CLAIM + WORDS)) == []


def test_an_owner_that_the_pages_do_not_promote() -> None:
    assert abouts(ID, page(CLAIM + WORDS), HELD) == []


def test_the_bare_word_claims_nothing() -> None:
    assert abouts(ID, page(f"{VICHY}<p>Une brasserie indépendante a ouvert au coin de la rue.</p>{WORDS}"), HELD) == []
