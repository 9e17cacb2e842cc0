"""Every sentence that a detector can say has words in every language."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from server.report.claims import account_in_words, claim_in_words
from server.report.messages import LANGUAGES, messages

DETECTORS = Path(__file__).parents[4] / "detectors"
FR = messages("fr")


def sentences(path: Path) -> set[str]:
    """Return the string literals of a module that are sentences, with "x" in each place that is filled."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.add("".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            found.add(node.value)
    return {text for text in found if text.count(" ") >= 3 and text[:1].isalpha() and not {"\\", "\n"} & set(text)}


FILES = [
    path for room in ("disclosure", "ownership", "relate", "style") for path in sorted((DETECTORS / room).glob("*.py"))
]
MODULES = [path for path in FILES if "@detector(" in path.read_text(encoding="utf-8")]
CLAIMS = sorted((path.stem, text) for path in MODULES for text in sentences(path))


def test_the_claims_of_all_detectors_are_found():
    assert not {path.stem for path in MODULES} - dict(CLAIMS).keys()
    assert len(CLAIMS) >= 30


@pytest.mark.parametrize(("detector", "claim"), CLAIMS)
def test_every_claim_is_said_in_french(detector, claim):
    whole = (claim, f"{claim} shop.example")  # some are completed by a domain
    assert any(claim_in_words(text, FR) != text for text in whole), f"[claim] lacks a sentence of {detector}: {claim}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_account_is_said(lang):
    data = tomllib.loads((DETECTORS / "data" / "indicators.toml").read_text(encoding="utf-8"))
    labels = {entry["label"] for entry in data["indicator"]}
    assert labels
    say = messages(lang)
    for label in labels:
        if lang == "en":
            assert account_in_words(label, say) == label
        else:
            assert account_in_words(label, say) != label, f"[account] lacks the kind of {label}"


def test_what_was_read_stays_in_its_place():
    claim = "The site carries the same Google Ads account as a (b).example"
    assert claim_in_words(claim, FR).endswith("a (b).example : compte Google Ads")
    assert claim_in_words("A sentence of tomorrow", FR) == "A sentence of tomorrow"
    assert claim_in_words(claim, messages("en")) == claim
