"""Hands on the pages: of a verdict, and of an audit as a table, with what they rest on."""

from __future__ import annotations

import msgspec
import pytest

from detectors.model import (
    Family,
    FindingState,
    Grade,
    HandsCompared,
    Level,
    Question,
    Role,
    Seen,
    StyleResult,
    WeighedEvidence,
    WeighedFinding,
)
from server.api import create_app
from server.store import Audit, Line, new_id
from tests.unit.server.making import capture, verdict

OWNER = "local"  # who runs a service without a public address
ALIKE = HandsCompared(
    "b.example", "google-analytics", 0.97, 0.93, "consistent with one hand", (900, 1200), (3, 4), 34, 41, 800, 0.05, 143
)
OTHER = {"site": "<i>c.example", "score": 0.411, "same_author": None, "reason": "no_cohort: few", "error_rate": None}
OPEN = msgspec.structs.replace(ALIKE, **OTHER)
WHERE = Seen("index://hands/blog.example", "2026-11-23T10:00:00Z", "1" * 64)
PIECE = WeighedEvidence("claim", "score 0.970", "b.example", Role.OPERATOR, "for", Grade.D, 0.3, WHERE)


@pytest.fixture
def shown(service):
    """Return a client and the addresses of an audit's page and of its one verdict's."""
    finding = WeighedFinding("style/one_hand", Question.STYLE, Family.TEXT, FindingState.FOUND, "", (PIECE,))
    style = StyleResult("similar", 0.93, "b.example", ALIKE.reason, (ALIKE, OPEN))
    core = msgspec.structs.replace(
        verdict(Level.NO_FINDING), style=style, findings=(finding,), notes=("similar_style",)
    )
    kept = service.store.verdicts.save(new_id(), core, capture(), owner=OWNER, private=False)
    audit = Audit(new_id(), OWNER, False, "service", "0" * 64, "done")
    line = Line(1, core.url, {}, core.url, False, "blog.example", "judged", capture=kept.capture, verdict=kept.id)
    service.store.audits.add(audit, [line])
    return create_app(service).test_client(), f"/audits/{audit.id}", f"/checks/{kept.id}"


@pytest.mark.parametrize(("lang", "hand"), [("en", "onsistent with one hand"), ("fr", "ompatible avec une même plume")])
def test_an_audit_lists_its_pairs_with_their_figures(shown, lang, hand):
    client, audit, _ = shown
    text = client.get(f"{audit}?lang={lang}").text
    assert hand in text
    assert all(figure in text for figure in ("b.example", "0.93", "0.970", "900 / 1200", "3 / 4", "34", "5.0%", "41"))
    assert "<i>c.example" not in text
    assert f"/v1{audit}/hands.csv" in text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_verdict_tells_of_every_hand_once_and_where_it_was_known(shown, lang):
    client, _, check = shown
    text = client.get(f"{check}?lang={lang}").text
    assert (text.count("0.970"), text.count("0.411")) == (1, 1)
    assert "5.0%" in text
    assert "no_cohort" not in text
    assert "<i>c.example" not in text
    assert 'class="badge grey"' in text


def test_the_lines_of_an_audit_name_who_is_alike(shown):
    client, audit, _ = shown
    table = client.get(f"/v1{audit}/results.csv").text
    assert "b.example (0.93)" in table
    pairs = client.get(f"/v1{audit}/hands.csv").text.splitlines()
    assert len(pairs) == 3
    assert "google-analytics" in pairs[1]
