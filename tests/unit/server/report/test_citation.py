"""A reference for a bibliography."""

from __future__ import annotations

from detectors.model import Level
from server.report.citation import citation
from server.report.messages import messages
from tests.unit.server.making import verdict


def test_it_names_what_was_read_and_when():
    made = citation("abc", verdict(Level.DISCLOSED), "https://masthead.example/checks/abc", messages("fr"))
    assert made["type"] == "webpage"
    assert made["URL"] == "https://masthead.example/checks/abc"
    assert made["issued"] == {"date-parts": [[2026, 11, 23]]}
    assert made["language"] == "fr"
    assert "https://blog.example/post" in made["note"]
    assert "standin" in made["note"]
    assert made["title"]
