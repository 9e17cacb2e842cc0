"""Results of SPARQL queries: rows of one item are one item."""

import json

import pytest

from detectors import load_knowledge
from server.errors import UsageError
from server.imports import importing
from server.imports.compiling import compile_imports
from server.imports.staging import Staging
from server.imports.statements import Held, Organisation
from server.imports.wikidata_query import reader
from tests.unit.server.imports.reading import read

ITEM = "http://www.wikidata.org/entity/"


def result(*rows) -> str:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": bindings}})


ONE = {"item": f"{ITEM}Q1", "itemLabel": "Kervran", "itemAltLabel": "Kervran SAS, Biscuits Kervran"}
ROWS = (
    {**ONE, "P856": "https://kervran.example/", "P749": f"{ITEM}Q2", "start": "2005-11-21T00:00:00Z"},
    {"item": f"{ITEM}Q3", "itemLabel": "Q3", "P127": f"{ITEM}Q1"},
    {"itemLabel": "nobody"},
    {**ONE, "itemAltLabel": "Kervran & Fils", "P856": "https://kervran.test/", "P1616": "552 081 317"},
)


def test_each_row_says_what_it_says_of_its_item(tmp_path):
    said, bad, out = read(tmp_path / "f", result(*ROWS), reader)
    names = ("Kervran SAS", "Biscuits Kervran")
    assert said == [
        Organisation("wikidata:Q1", "Kervran", names, "", (), (("kervran.example", "own"),)),
        Held("wikidata:Q1", "wikidata:Q2", "controls", "wikidata Q1 P749 Q2", False, "2005-11-21", ""),
        Organisation(
            "wikidata:Q1",
            "Kervran",
            ("Kervran & Fils",),
            "",
            (("siren", "552081317"),),
            (("kervran.test", "own"),),
        ),
    ]
    assert (out, bad) == ({2: "no name"}, {3: "no item"})


@pytest.mark.parametrize("batch", [1, 100])
def test_the_rows_of_an_item_add_up_wherever_they_stand(tmp_path, monkeypatch, batch):
    monkeypatch.setattr(importing, "BATCH", batch)
    path = tmp_path / "query.json"
    for again in (False, True):  # read over again, nothing is there twice
        path.write_text(result(*ROWS))
        with Staging(tmp_path) as staging:
            importing.import_file("wikidata", path, staging, again=again)
            compile_imports("wikidata", tmp_path, staging)
        (record,) = load_knowledge((tmp_path,)).registers.find("i:wikidata:Q1")
        assert record.forms == ("Kervran", "Kervran SAS", "Biscuits Kervran", "Kervran & Fils")
        assert record.domains == (("kervran.example", "own"), ("kervran.test", "own"))
        assert record.numbers == (("siren", "552081317"),)


def test_another_document_is_said(tmp_path):
    with pytest.raises(UsageError, match="SPARQL"):
        read(tmp_path / "f", '{"head": {"vars": []}, "results": 1}', reader)
