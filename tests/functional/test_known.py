"""What the product remembers, over real sockets: neighbours, registers, and bundles under later knowledge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.unit.server.imports.test_gleif import ONE, TWO, A, B, company, relation, table

pytestmark = pytest.mark.network
SHOP, BLOG = "https://www.biscuiterie-kervran.fr/", "https://gouterdujeudi.fr/"
PERSONA, TABLE = "http://journaldemapeau.example/", "https://latabledecampagne-de-solene.fr/"
LATER = """
[group]
id = "loreal"
name = "Somebody Else"
country = "FR"

[[entity]]
name = "Somebody Else SA"
distinctive = true
uncited = true
"""


def check(env: dict[str, str], home: Path, url: str, *more: str) -> dict:
    done = run(env, home, "check", url, "--json", *more)
    assert done.status == 0, done.stderr
    return json.loads(done.stdout)


def finding(document: dict, detector: str) -> dict:
    return next(found for found in document["findings"] if found["detector"] == detector)


def test_a_listed_site_with_the_same_account_becomes_a_neighbour(internet, tmp_path):
    shop = check(internet.env, tmp_path, SHOP)
    before = check(internet.env, tmp_path, BLOG)
    assert finding(before, "ownership/neighbours")["state"] == "clear"  # the shop is not listed yet
    upheld = run(internet.env, tmp_path, "review", shop["id"], "--uphold", "--reason", "read by a person")
    assert upheld.status == 0, upheld.stderr
    after = check(internet.env, tmp_path, BLOG, "--fresh", "--save", str(tmp_path / "saved"))
    found = finding(after, "ownership/neighbours")
    assert {e["about"] for e in found["evidence"]} == {"biscuiterie-kervran.fr"}
    assert all((e["role"], e["seen"]["where"][:8]) == ("operator", "index://") for e in found["evidence"])
    assert after["verdict"] == before["verdict"]
    known = json.loads(run(internet.env, tmp_path, "domain", "gouterdujeudi.fr", "--json").stdout)
    assert known["neighbours"][0]["site"] == "biscuiterie-kervran.fr"
    (bundle,) = (tmp_path / "saved").glob("*.wacz")
    assert json.loads(run({}, tmp_path, "replay", str(bundle), "--json").stdout)["same"]


def test_a_bundle_replays_whatever_is_known_later(internet, tmp_path):
    document = check(internet.env, tmp_path, PERSONA, "--save", str(tmp_path / "saved"))
    assert document["control"]["group"]["id"] == "loreal"
    later = tmp_path / "later"
    later.mkdir()
    (later / "loreal.toml").write_text(LATER)
    env = {"MASTHEAD_KNOWLEDGE": str(later)}
    (bundle,) = (tmp_path / "saved").glob("*.wacz")
    assert json.loads(run(env, tmp_path, "replay", str(bundle), "--json").stdout)["same"]
    again = check({**internet.env, **env}, tmp_path / "again", PERSONA)
    assert again["versions"]["knowledge"] != document["versions"]["knowledge"]
    assert (again["control"]["group"] or {}).get("id") != "loreal" or again["control"]["group"]["name"] != "L'Oréal"


def test_an_imported_register_leads_from_a_number_to_the_holding(internet, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    mill = company(A, "MINOTERIE DU BLAVET", "RA000189", "529001133")
    one.write_text(table(ONE, mill, company(B, "KERBASTIC HOLDING SA")))
    two.write_text(table(TWO, relation()))
    imported = run({}, tmp_path, "knowledge", "import", "gleif", str(one), str(two))
    assert imported.status == 0, imported.stderr
    document = check(internet.env, tmp_path, TABLE, "--save", str(tmp_path / "saved"))
    assert document["verdict"] == "weakly_disclosed"
    assert document["control"]["group"] == {"id": f"lei:{B}", "name": "KERBASTIC HOLDING SA"}
    steps = [(s["from"], s["to"]) for s in document["control"]["chain"] if s["relation"] == "member_of"]
    assert ("MINOTERIE DU BLAVET", "KERBASTIC HOLDING SA") in steps
    (bundle,) = (tmp_path / "saved").glob("*.wacz")
    replayed = run({}, tmp_path / "elsewhere", "replay", str(bundle), "--json")  # where no register was imported
    assert json.loads(replayed.stdout)["same"]


def test_an_imported_list_of_sellers_says_who_is_paid_for_a_sites_account(internet, tmp_path):
    sellers = tmp_path / "adsystem.example.json"
    mill = {"seller_id": "884417", "name": "Minoterie du Blavet SAS", "domain": "www.moulin-de-kerbastic.fr"}
    person = {"seller_id": "884418", "name": "Jane Doe", "domain": "janedoe.example", "seller_type": "PUBLISHER"}
    sellers.write_text(json.dumps({"version": "1.0", "sellers": [{**mill, "seller_type": "PUBLISHER"}, person]}))
    before = check(internet.env, tmp_path, TABLE)
    assert finding(before, "ownership/seller_of_record")["state"] == "clear"
    imported = run({}, tmp_path, "knowledge", "import", "sellers", str(sellers))
    assert imported.status == 0, imported.stderr
    assert "1 may be a natural person" in imported.stdout
    listed = json.loads(run({}, tmp_path, "knowledge", "list", "--json").stdout)["sellers"]
    assert [(found["source"], found["rows"]) for found in listed["imports"]] == [("sellers: adsystem.example", 2)]
    after = check(internet.env, tmp_path, TABLE, "--fresh", "--save", str(tmp_path / "saved"))
    (evidence,) = finding(after, "ownership/seller_of_record")["evidence"]
    assert (evidence["about"], evidence["grade"]) == ("Minoterie du Blavet SAS", "B")
    assert evidence["quote"] == "adsystem.example, 884417, DIRECT"
    assert after["verdict"] == before["verdict"]
    assert after["versions"]["knowledge"] != before["versions"]["knowledge"]
    (bundle,) = (tmp_path / "saved").glob("*.wacz")
    replayed = run({}, tmp_path / "elsewhere", "replay", str(bundle), "--json")  # where nothing was imported
    assert json.loads(replayed.stdout)["same"]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data" / "masthead").rglob("*") if path.is_file())
    assert b"Minoterie" in kept
    assert b"janedoe" not in kept.lower().replace(b" ", b"")
