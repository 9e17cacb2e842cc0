"""The document is the contract's."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from detectors.model import Level
from server.api.schemas import verdict_schema
from server.report.document import CORE_FIELDS, core_of, document
from tests.unit.server.making import verdict

CONTRACT = (
    *("schema", "id", "url", "site", "checked_at", "expires_at", "status", "supersedes", "superseded_by", "withdrawn"),
    *("fetched", "verdict", "scope", "site_verdict", "headline", "notes", "presentation", "promotes", "control"),
    *("disclosure", "style", "coverage", "findings", "what_would_change_this", "private_party", "reply", "versions"),
    "links",
)


@pytest.mark.parametrize("level", Level)
def test_it_has_every_field_and_meets_its_schema(level):
    shown = document("x", verdict(level), "en", withdrawn=("2026-11-23T10:00:00Z", "why"))
    assert set(shown) == set(CONTRACT)
    schema, definitions = verdict_schema()
    jsonschema.validate(json.loads(json.dumps(shown)), {**schema, "$defs": definitions})


def test_the_core_is_what_a_replay_reproduces():
    outside = {"id", "links", "reply", "status", "withdrawn", "supersedes", "superseded_by", "headline"}
    assert set(CORE_FIELDS) == set(CONTRACT) - outside - {"what_would_change_this"}
    core = verdict()
    assert core_of(document("x", core, "fr")) == msgspec.to_builtins(core)


def test_steps_of_the_chain_have_the_names_of_the_contract():
    shown = document("x", verdict(Level.UNDISCLOSED_CONTROL), "en", base_url="https://masthead.example")
    assert {"from", "to", "relation", "evidence"} <= set(shown["control"]["chain"][0])
    assert shown["links"]["self"] == "https://masthead.example/v1/checks/x"
