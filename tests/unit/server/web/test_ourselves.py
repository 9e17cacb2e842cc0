"""Pages about ourselves: figures are those that hold and were fitted, the statement is the operator's."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from detectors.style.fitted import fitted
from detectors.version import VERSION
from detectors.weigh import weights
from server.api import create_app
from server.operator import Operator
from server.web.ourselves import figures
from tests.unit.server.web.test_pages import Outline

FLOORS = tomllib.loads((Path(__file__).parents[4] / "bench" / "floors.toml").read_text(encoding="utf-8"))


def test_the_figures_are_the_floors_of_the_bench():
    for figure in figures():
        value = FLOORS
        for part in figure.floor.split("."):
            value = value[part]
        assert value == figure.at_least, figure.floor
        assert set(figure.words) == {"en", "fr"}
    assert len(figures()) > 15


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_method_shows_every_figure_and_version(client, lang):
    html = client.get(f"/method?lang={lang}").text
    Outline(html)
    assert html.count('<td class="figure">') == len(figures()) + 2 * sum(len(fitted(at).curves) for at in ("en", "fr"))
    for curve in fitted("en").curves:
        assert f"{100 * curve.error_rate:.1f}" in html
    assert VERSION in html
    assert str(weights()["prior"]) in html
    assert html.count('class="badge ') == 8
    assert "{" not in html


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_operator_is_quoted_in_its_own_words(serve, lang):
    said = Operator(
        "A <Trust>", "Charity 1", "desk@trust.example", "https://a.example/x.git", {"fr": "Cinq administrateurs."}
    )
    html = create_app(replace(serve(), operator=said)).test_client().get(f"/about?lang={lang}").text
    Outline(html)
    assert "A &lt;Trust&gt;" in html
    assert '<p lang="fr">Cinq administrateurs.</p>' in html
    assert 'href="mailto:desk@trust.example"' in html
    assert 'href="https://a.example/x.git"' in html
    assert ("has not stated this" if lang == "en" else "ne l’a pas indiqué") in html  # who pays


def test_what_is_not_stated_is_said_first(client):
    html = client.get("/about").text
    assert "<h1>The operator of this server has not stated who it is.</h1>" in html
