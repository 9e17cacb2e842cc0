"""Related website sets: one owner's sites are its own, affiliated ones are only shown, and contacts are not read."""

import json

import pytest

from server.errors import UsageError
from server.imports.related_sets import reader
from tests.unit.server.imports.reading import read

SET = {
    "contact": "jane.doe@kervran.example",
    "primary": "https://www.kervran.example",
    "associatedSites": ["https://friend.example"],
    "serviceSites": ["https://cdn-kervran.example"],
    "ccTLDs": {
        "https://www.kervran.example": ["https://kervran.test"],
        "https://friend.example": ["https://friend.test"],
    },
    "rationaleBySite": {"https://friend.example": "Jane says so"},
}


def test_sites_are_told_apart_by_their_use(tmp_path):
    said, bad, _ = read(tmp_path / "f", json.dumps({"sets": [SET, {"primary": "https://"}, {"contact": "x"}]}), reader)
    (found,) = said
    assert (found.id, found.name) == ("set:kervran.example", "kervran.example")
    assert dict(found.domains) == {
        "kervran.example": "own",
        "friend.example": "associated",
        "cdn-kervran.example": "service",
        "kervran.test": "own",
        "friend.test": "associated",
    }
    assert bad.keys() == {2, 3}
    assert "jane" not in repr((said, bad)).lower()


def test_another_file_is_said(tmp_path):
    with pytest.raises(UsageError, match="related website sets"):
        read(tmp_path / "f", "[]", reader)
