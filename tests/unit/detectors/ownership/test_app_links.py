"""Apps that a site vouches for."""

import json

from detectors.model import FindingState, Grade, Role

from .captures import PRAISE, abouts, file, found, page, verdict

ID = "ownership/app_links"
PATH = "/.well-known/assetlinks.json"
APPLE = "/.well-known/apple-app-site-association"


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


def apple(*names: str) -> str:
    details = [{"appID": names[0], "paths": ["*"]}, {"appIDs": list(names[1:]), "components": [{"/": "/x/*"}]}]
    return json.dumps({"applinks": {"apps": [], "details": details}, "webcredentials": {"apps": list(names)}})


def test_an_app_for_apples_systems() -> None:
    text = apple("9JA89QQLNQ.fr.vichy.skinapp", "9JA89QQLNQ.com.goodbarber.carnet")
    (evidence,) = found(ID, page(), file(APPLE, text))
    assert (evidence.about, evidence.grade) == ("vichy.fr", Grade.B)
    assert evidence.quote == '"9JA89QQLNQ.fr.vichy.skinapp"'


def test_no_app_and_nothing_that_looks_like_one() -> None:
    text = apple("9JA89QQLNQ.com.goodbarber.carnet", "short.fr.vichy.skinapp", "9JA89QQLNQ.example.carnet.app")
    assert abouts(ID, page(PRAISE), file(APPLE, text)) == []
    assert abouts(ID, page(PRAISE), file(APPLE, '{"applinks": {"details": []}}')) == []


def test_neither_file_read_is_unknown() -> None:
    finding = next(f for f in verdict(page()).findings if f.detector == ID)
    assert finding.state is FindingState.UNKNOWN


def test_the_sites_own_app_says_nothing() -> None:
    assert abouts(ID, page(), file(PATH, links("example.carnet.app"))) == []
