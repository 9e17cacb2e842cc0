"""Wikidata's dump: ranks, dates and shares are heeded, and natural persons are left out."""

import json

import pytest

from server.imports.statements import Held, Organisation
from server.imports.wikidata import home
from server.imports.wikidata_query import reader
from tests.unit.server.imports.reading import read


def claim(value, rank="normal", **qualifiers):
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
        "rank": rank,
        "qualifiers": {name: [{"snaktype": "value", "datavalue": {"value": v}}] for name, v in qualifiers.items()}
        or [],
    }


def entity(number):
    return {"entity-type": "item", "id": number}


def when(text, precision=11):
    return {"time": text, "precision": precision}


def item(number="Q1", label="Kervran", **claims):
    return {
        "type": "item",
        "id": number,
        "labels": {"fr": {"language": "fr", "value": label}} if label else [],
        "aliases": {"en": [{"language": "en", "value": "Kervran Biscuits"}]} if label else [],
        "claims": claims or [],
    }


def dump(*items) -> str:
    return "[\n" + ",\n".join(json.dumps(i) for i in items) + "\n]\n"


def said_of(tmp_path, *items):
    return read(tmp_path / "f", dump(*items), reader)


def ties(said):
    return [(s.held, s.holder, s.type, s.valid_from, s.valid_to) for s in said if isinstance(s, Held)]


def test_an_item_with_its_names_website_and_numbers(tmp_path):
    said, bad, out = said_of(
        tmp_path,
        item(
            P856=[claim("https://www.kervran.example/"), claim("https://social.example/kervran")],
            P1278=[claim("969500UP76J52A9OXU27")],
            P1616=[claim("552 081 317"), claim("552081318")],
        ),
    )
    assert (bad, out) == ({}, {})
    assert said == [
        Organisation(
            "wikidata:Q1",
            "Kervran",
            ("Kervran Biscuits",),
            "",
            (("lei", "969500UP76J52A9OXU27"), ("siren", "552081317")),
            (("kervran.example", "own"),),
        )
    ]


def test_ties_in_both_directions_with_dates_of_their_precision(tmp_path):
    said, _, _ = said_of(
        tmp_path,
        item(
            P749=[claim(entity("Q2"), P580=when("+2005-11-21T00:00:00Z"))],
            P127=[claim(entity("Q3"), P580=when("+2001-00-00T00:00:00Z", 9), P582=when("+2004-06-00T00:00:00Z", 10))],
            P355=[claim(entity("Q4"))],
            P1830=[claim(entity("Q5"))],
        ),
    )
    assert ties(said) == [
        ("wikidata:Q1", "wikidata:Q3", "owns", "2001", "2004-06"),
        ("wikidata:Q1", "wikidata:Q2", "controls", "2005-11-21", ""),
        ("wikidata:Q4", "wikidata:Q1", "controls", "", ""),
        ("wikidata:Q5", "wikidata:Q1", "owns", "", ""),
    ]
    assert next(s.statement for s in said if isinstance(s, Held)) == "wikidata Q1 P127 Q3"


def test_preferred_statements_come_first_and_deprecated_ones_never(tmp_path):
    said, _, _ = said_of(
        tmp_path,
        item(
            P749=[claim(entity("Q2")), claim(entity("Q3"), "preferred"), claim(entity("Q4"), "deprecated")],
            P127=[claim(entity("Q5"), "deprecated")],
        ),
    )
    assert [holder for _, holder, *_ in ties(said)] == ["wikidata:Q3"]


def test_a_share_of_at_most_half_and_an_unknown_end_are_no_tie(tmp_path):
    said, _, _ = said_of(
        tmp_path,
        item(
            P127=[
                claim(entity("Q2"), P1107={"amount": "+0.35"}),
                claim(entity("Q3"), P1107={"amount": "+0.51"}),
                claim(entity("Q4"), P582=""),
            ]
        ),
    )
    assert [holder for _, holder, *_ in ties(said)] == ["wikidata:Q3"]


def test_persons_closed_firms_and_the_rest_are_left_out(tmp_path):
    site = [claim("https://a.example/")]
    said, bad, out = said_of(
        tmp_path,
        item(label="Jane Doe", P31=[claim(entity("Q5"))], P856=site),
        item(P576=[claim(when("+1999-00-00T00:00:00Z", 9))], P856=site),
        item(P31=[claim(entity("Q4830453"))]),
        item(label="", P856=site),
    )
    assert (said, bad) == ([], {})
    assert out == {2: "natural person", 3: "closed", 4: "no owner, website or number", 5: "no name"}


def test_a_broken_line_is_named(tmp_path):
    data = '[\n{"id": "Q1", "P856": \n' + json.dumps(item(P856=[claim("https://a.example")])) + "\n]\n"
    said, bad, _ = read(tmp_path / "f", data, reader)
    assert bad.keys() == {2}
    assert len(said) == 1


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.kervran.example/", "kervran.example"),
        ("http://kervran.example/fr/", "kervran.example"),
        ("https://kervran.example/en-gb", "kervran.example"),
        ("https://social.example/kervran", ""),
        ("https://kervran.example/?id=1", ""),
        ("mailto:jane@kervran.example", ""),
        ("", ""),
    ],
)
def test_only_a_whole_site_is_a_website(address, host):
    assert home(address) == host
