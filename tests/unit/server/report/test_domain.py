"""What is known of a domain, in words: every line, in both languages, and no word of another page among them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from server.report import domain
from server.report.messages import LANGUAGES, messages

KNOWN = {
    "domain": "kervran.example",
    "readings": {"count": 2, "first": "2026-11-23T10:00:00Z", "last": "2026-11-24T10:00:00Z"},
    "registration": {
        "state": "hidden",
        "organization": None,
        "registrar": "Gandi SAS",
        "created": "2005-11-21",
        "updated": None,
        "expires": None,
        "name_servers": ["ns1.kervran.example"],
        "source": "whois://x/kervran.example",
        "seen_at": "2026-11-24T00:00:00Z",
    },
    "group": {"id": "k", "name": "Kervran", "domain": "kervran.example", "use": "own", "cited": False},
    "registers": [
        {"name": "Ads Network", "use": "associated", "owner": {"id": "x", "name": "X"}, "source": "set:ads.example"}
    ],
    "verdicts": [],
    "indicators": [{"label": "account", "value": "UA-1\x1b[31m", "others": 1}],
    "neighbours": [
        {"site": "other.example", "weight": 0.5, "shared": [{"label": "account", "value": "UA-1", "others": 2}]}
    ],
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_known_is_said(lang):
    out = io.StringIO()
    domain.print_domain(KNOWN, lang, out)
    text = out.getvalue()
    for words in ("Gandi SAS", "ns1.kervran.example", "Ads Network", "other.example  (0.5)", "UA-1"):
        assert words in text
    assert messages(lang)("domain", "nothing") in text  # no verdicts
    assert "\x1b" not in text


def test_the_words_of_this_page_are_its_own():
    source = Path(domain.__file__).read_text(encoding="utf-8")
    prefixes = ("state_", "group_", "register_")
    assert [k for k in messages("en").table("domain") if f'"{k}"' not in source and not k.startswith(prefixes)] == []
