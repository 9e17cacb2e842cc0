"""Sellers of record: organisations that own what they sell, and nobody else."""

import json

import pytest

from detectors import load_knowledge
from detectors.knowledge.sellers import Seller
from server.errors import UsageError
from server.imports import importing
from server.imports.compiling import compile_imports
from server.imports.importing import import_file
from server.imports.sellers import reader
from server.imports.staging import Staging
from tests.unit.server.imports.reading import read


def seller(account, name="Olivar SARL", kind="PUBLISHER", **more):
    return {"seller_id": account, "name": name, "domain": "olivar.example", "seller_type": kind, **more}


def listed(*sellers) -> str:
    return json.dumps({"contact_email": "jane@ads.example", "version": "1.0", "identifiers": [], "sellers": sellers})


def test_organisations_that_own_what_they_sell(tmp_path):
    said, bad, out = read(
        tmp_path / "ads.example.json",
        listed(
            seller("pub-1", comment="sold by Jane Doe"),
            seller(2, "Vichy", "both", domain="https://www.vichy.fr/"),
            seller("3", "Jane Doe", domain="loreal.com"),
            seller("4", "  Orval   GmbH ", domain=None, is_confidential=0),
            seller("5", domain="not a domain"),
        ),
        reader,
    )
    assert said == [
        Seller(system="ads.example", account="pub-1", name="Olivar SARL", kind="PUBLISHER", domain="olivar.example"),
        Seller(system="ads.example", account="2", name="Vichy", kind="BOTH", domain="vichy.fr"),
        Seller(system="ads.example", account="3", kind="PUBLISHER", domain="loreal.com"),
        Seller(system="ads.example", account="4", name="Orval GmbH", kind="PUBLISHER"),
        Seller(system="ads.example", account="5", name="Olivar SARL", kind="PUBLISHER"),
    ]
    assert (bad, out) == ({}, {})


def test_who_sells_for_others_hides_or_may_be_a_person_is_left_out(tmp_path):
    said, bad, out = read(
        tmp_path / "ads.example.json",
        listed(
            seller("1", kind="INTERMEDIARY"),
            seller("2", is_confidential=1),
            seller("3", "Jane Doe", domain="janedoe.example"),
            seller("4", "Marie Curie-Kervran"),
            seller("5", None),
            seller("6", "x" * 300 + " SARL"),
            seller("7", kind=""),
            seller("8", is_confidential=True),
            seller(""),
            {"name": "Olivar SARL"},
            "Olivar SARL",
        ),
        reader,
    )
    assert said == []
    assert out == {
        1: "sells for others",
        2: "confidential",
        3: "may be a natural person",
        4: "may be a natural person",
        5: "no name",
        6: "no name",
        7: "sells for others",
        8: "confidential",
    }
    assert bad.keys() == {9, 10, 11}
    assert "Olivar" not in repr(bad)


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("google.com.json", "google.com"),
        ("Rubiconproject.COM.sellers.json", "rubiconproject.com"),
        ("ads.co.uk.json.gz", "ads.co.uk"),
        ("sellers.json", None),
        ("sellers.json.gz", None),
        ("google.com", None),
    ],
)
def test_a_file_is_called_by_the_system_that_it_is_of(tmp_path, name, system):
    path = tmp_path / name
    path.write_text(listed(seller("1")))
    with importing.Packed(path) as packed:
        if system is None:
            with pytest.raises(UsageError, match=r"google\.com\.json"):
                reader(packed)
        else:
            assert reader(packed).part == system


def test_another_file_is_said(tmp_path):
    with pytest.raises(UsageError, match="not a sellers"):
        read(tmp_path / "ads.example.json", '{"sets": []}', reader)


def test_an_account_finds_its_seller_and_a_seller_finds_nothing(tmp_path):
    path = tmp_path / "ads.example.json"
    path.write_text(listed(seller("Pub-1"), seller("2", "Orval GmbH", domain="orval.example")))
    with Staging(tmp_path) as staging:
        import_file("sellers", path, staging)
        header = compile_imports("sellers", tmp_path, staging)
        assert (header.records, [i.source for i in header.imports]) == (2, ["sellers: ads.example"])
        assert compile_imports("gleif", tmp_path, staging).imports == ()  # the other file has no sellers
    known = load_knowledge((tmp_path,))
    assert known.version != load_knowledge().version
    assert known.seller("Ads.Example", "Pub-1").name == "Olivar SARL"
    assert known.seller("ads.example", "Pub-1").read
    assert known.seller("ads.example", "pub-1") is None
    assert known.seller("other.example", "Pub-1") is None
    assert known.registers.match_name("Orval GmbH") is None
    assert known.registers.match_domain("orval.example") is None


def test_a_newer_list_of_the_same_system_replaces_the_older_when_asked(tmp_path):
    (tmp_path / "old").mkdir()
    old, new, other = (tmp_path / name for name in ("old/a.example.json", "a.example.json", "b.example.json"))
    old.write_text(listed(seller("1"), seller("2")))
    new.write_text(listed(seller("1", "Orval GmbH"), seller("3"), seller("4")))
    other.write_text(listed(seller("2")))
    with Staging(tmp_path) as staging:
        import_file("sellers", old, staging)
        import_file("sellers", other, staging)
        progress = import_file("sellers", new, staging)
        staging.forget_older(progress)
        compile_imports("sellers", tmp_path, staging)
    known = load_knowledge((tmp_path,))
    assert known.seller("a.example", "1").name == "Orval GmbH"
    assert known.seller("a.example", "2") is None
    assert known.seller("b.example", "2") is not None


class Killed(BaseException):
    """As if the process ended."""


def test_an_interrupted_import_goes_on_and_stages_nothing_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 10)
    path = tmp_path / "ads.example.json"
    path.write_text(listed(*(seller(f"pub-{n}", f"Company {n} SA") for n in range(95))))
    seen = []

    def killed(progress, share):
        seen.append(progress.rows)
        if progress.rows == 50:
            raise Killed

    with Staging(tmp_path) as staging, pytest.raises(Killed):
        import_file("sellers", path, staging, killed)
    with Staging(tmp_path) as staging:
        done = import_file("sellers", path, staging, lambda progress, _: seen.append(progress.rows), only_resume=True)
        assert (done.rows, done.done) == (95, True)
        assert seen == [10, 20, 30, 40, 50, 60, 70, 80, 90, 95]
        assert compile_imports("sellers", tmp_path, staging).records == 95
