"""Apps that a site vouches for."""

import json

from detectors.model import Grade, Role

from .captures import PRAISE, abouts, file, found, page

ID = "ownership/app_links"
PATH = "/.well-known/assetlinks.json"


def links(*packages: str) -> str:
    targets = [{"target": {"namespace": "android_app", "package_name": name}} for name in packages]
    return json.dumps(targets)


def test_an_app_of_a_group() -> None:
    (evidence,) = found(ID, page(), file(PATH, links("fr.vichy.skinapp", "fr.vichy.other")))
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.B)


def test_an_app_of_a_promoted_site() -> None:
    (evidence,) = found(ID, page(PRAISE), file(PATH, links("example.olivar.shop")))
    assert (evidence.about, evidence.grade) == ("olivar.example", Grade.C)


def test_an_app_factorys_name_ties_nobody() -> None:
    assert abouts(ID, page(PRAISE), file(PATH, links("com.goodbarber.olivar", "com.google.android.x", "carnet"))) == []


def test_the_sites_own_app_says_nothing() -> None:
    assert abouts(ID, page(), file(PATH, links("example.carnet.app"))) == []
