"""Answers of many registries, written for these tests, and what must be read from them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detectors.registration import parse_whois, redact

ANSWERS = sorted(Path(__file__).with_name("answers").glob("*.toml"))


def cases(key: str) -> list[Any]:
    found = []
    for path in ANSWERS:
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get(key, []):
            found.append(pytest.param(case, id=f"{path.stem}-{case['format']}"))
    return found


def test_there_are_at_least_two_hundred_formats() -> None:
    assert len({p.values[0]["format"].partition(":")[0] for p in cases("answer")}) >= 200


@pytest.mark.parametrize("case", cases("answer"))
def test_the_holder_is_read(case: dict[str, Any]) -> None:
    found = parse_whois(case["text"], case["domain"])
    assert found.state == case.get("state", "found")
    assert (found.organization or found.registrant) == case.get("owner")
    if "organization" in case:
        assert found.organization == case["owner"]
        assert not found.person
    if case.get("person"):
        assert found.person
        assert found.organization is None
    for name in ("created", "updated", "expires", "registrar", "email_domain", "privacy", "country", "referral"):
        if name in case:
            assert getattr(found, name) == case[name], name


@pytest.mark.parametrize("case", cases("answer"))
def test_redaction_keeps_only_organisations(case: dict[str, Any]) -> None:
    kept = redact(parse_whois(case["text"], case["domain"]))
    assert kept.redacted
    assert kept.registrant == kept.organization
    assert redact(kept) == kept
    if kept.organization:
        assert kept.organization in kept.text


@pytest.mark.parametrize("case", cases("statement"))
def test_free_and_throttled_answers_are_told_apart(case: dict[str, Any]) -> None:
    found = parse_whois(case["text"], case.get("domain", "zq7unregistered.example"))
    assert (found.state, found.organization, found.registrant) == (case["state"], None, None)
