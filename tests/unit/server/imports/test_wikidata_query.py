"""Results of SPARQL queries: rows of one item are one item."""

import json

import pytest

from server.errors import UsageError
from server.imports.statements import Held, Organisation
from server.imports.wikidata_query import reader
from tests.unit.server.imports.reading import read

ITEM = "http://www.wikidata.org/entity/"


def result(*rows) -> str:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": bindings}})


def test_the_rows_of_an_item_are_joined(tmp_path):
    one = {"item": f"{ITEM}Q1", "itemLabel": "Kervran", "itemAltLabel": "Kervran SAS, Biscuits Kervran"}
    said, bad, out = read(
        tmp_path / "f",
        result(
            {**one, "P856": "https://kervran.example/", "P749": f"{ITEM}Q2", "start": "2005-11-21T00:00:00Z"},
            {**one, "P856": "https://kervran.test/", "P1616": "552 081 317"},
            {"item": f"{ITEM}Q3", "itemLabel": "Q3", "P127": f"{ITEM}Q1"},
            {"itemLabel": "nobody"},
        ),
        reader,
    )
    assert said == [
        Organisation(
            "wikidata:Q1",
            "Kervran",
            ("Kervran SAS", "Biscuits Kervran"),
            "",
            (("siren", "552081317"),),
            (("kervran.example", "own"), ("kervran.test", "own")),
        ),
        Held("wikidata:Q1", "wikidata:Q2", "controls", "wikidata Q1 P749 Q2", False, "2005-11-21", ""),
    ]
    assert (out, bad) == ({2: "no name"}, {3: "no item"})


def test_another_document_is_said(tmp_path):
    with pytest.raises(UsageError, match="SPARQL"):
        read(tmp_path / "f", '{"head": {"vars": []}, "results": 1}', reader)
