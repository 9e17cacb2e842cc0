"""RDAP documents after the shapes of real registries, with their truth written by hand."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from detectors.registration import parse_rdap, redact

DOCUMENTS = tomllib.loads(Path(__file__).with_name("rdap_documents.toml").read_text(encoding="utf-8"))["document"]
KEYS = ("created", "updated", "expires", "registrar", "email_domain", "privacy", "country", "referral")


def document_of(case: dict[str, Any]) -> dict[str, Any]:
    if "json" in case:
        loaded: dict[str, Any] = json.loads(case["json"])
        return loaded
    entity = {"objectClassName": "entity", "roles": ["registrant"], "vcardArray": ["vcard", json.loads(case["card"])]}
    events = [{"eventAction": "registration", "eventDate": "2001-02-03T04:05:06Z"}]
    return {"objectClassName": "domain", "ldhName": "ACME.EXAMPLE", "entities": [entity], "events": events}


@pytest.mark.parametrize("case", DOCUMENTS, ids=[case["format"] for case in DOCUMENTS])
def test_the_document_is_read(case: dict[str, Any]) -> None:
    found = parse_rdap(document_of(case), "acme.example")
    assert (found.state, found.registrant) == (case.get("state", "found"), case.get("owner"))
    assert found.person == case.get("person", False)
    assert found.organization == (None if found.person else case.get("owner"))
    assert {key: getattr(found, key) for key in KEYS if key in case} == {key: case[key] for key in KEYS if key in case}


@pytest.mark.parametrize("case", DOCUMENTS, ids=[case["format"] for case in DOCUMENTS])
def test_redaction_leaves_the_organisation_quotable(case: dict[str, Any]) -> None:
    kept = redact(parse_rdap(document_of(case), "acme.example"))
    assert kept.registrant == kept.organization
    assert kept.organization is None or kept.organization in kept.text
    assert redact(kept) == kept


def test_there_are_at_least_a_hundred_documents() -> None:
    assert len({json.dumps(document_of(case)) for case in DOCUMENTS}) >= 100


def test_name_servers_are_hosts_in_lower_case() -> None:
    servers = [{"ldhName": "NS1.ACME.EXAMPLE."}, {"ldhName": "ns1.acme.example"}, {"ldhName": "not a host"}, {}]
    document = {"objectClassName": "domain", "nameservers": servers}
    assert parse_rdap(document, "acme.example").name_servers == ("ns1.acme.example",)
