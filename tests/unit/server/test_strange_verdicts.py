"""Whatever strangers wrote: pages hold no markup of theirs, terminals obey nothing, documents and links are whole."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detectors.model import Verdict
from server.bundle import read_bundle, write_bundle
from server.report.document import core_of, document
from server.report.text import print_verdict
from server.signing import Signer
from server.store import new_id
from tests.unit.server.making import capture
from tests.unit.server.strange import verdicts
from tests.unit.server.web.test_pages import Outline

OURS = re.compile(r"\x1b\[[0-9;]*m")  # rich sets colours and weight, and nothing else
LINKS = re.compile(r"(?:https?://|/|\?|#)")
ELEMENTS = (
    "html head meta title link body a header span main article section p b h1 h2 h3 h4 dl dt dd div ul ol li details "
    "summary blockquote footer form input button label table caption tbody tr th td time figure figcaption svg g path "
    "circle rect text tspan defs marker textarea nav aside code thead script"
)
many = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@many
@given(core=verdicts(), lang=st.sampled_from(["en", "fr"]))
def test_pages(service, client, lang: str, core: Verdict) -> None:
    identifier = service.store.verdicts.save(new_id(), core, capture(), owner="local", private=False).id
    answer = client.get(f"/checks/{identifier}?lang={lang}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    outline = Outline(answer.text)
    assert {tag for tag, _ in outline.tags} <= set(ELEMENTS.split())
    assert [attrs for tag, attrs in outline.tags if tag == "script"] == [{"src": "/static/masthead.js", "defer": None}]
    for tag, attributes in outline.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], tag
        for name in ("href", "src", "action", "formaction"):
            assert LINKS.match(attributes.get(name) or "/"), attributes
    shown = answer.text.replace("\n", "").replace("\u00a0", "")
    assert [char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs")] == []


@many
@given(core=verdicts(), lang=st.sampled_from(["en", "fr"]))
def test_terminals(lang: str, core: Verdict) -> None:
    printed(core, lang)


def printed(core: Verdict, lang: str) -> None:
    """Print a verdict and hold what every terminal may rely on."""
    for stream in (io.StringIO(), Terminal()):
        print_verdict("id-of-it", core, lang, stream)
        left = OURS.sub("", stream.getvalue()).replace("\n", "")
        assert [char for char in left if unicodedata.category(char) in ("Cc", "Cf", "Cs")] == []


@many
@given(core=verdicts())
def test_documents_and_bundles(tmp_path, core: Verdict) -> None:
    bundled(core, tmp_path / "signing.pem")


def bundled(core: Verdict, key: Path) -> None:
    """Write a verdict's document and evidence, and read them again."""
    shown = document("id-of-it", core, "fr")
    written = json.dumps(shown)
    assert written.isascii()
    found = read_bundle(write_bundle(shown, capture(), Signer(key)))
    assert core_of(found.verdict) == core_of(json.loads(written))
