"""The scenarios as data: complete, without dead links, and with the forbidden strings where a registry shows them."""

from __future__ import annotations

import json
from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.functional.internet import load, load_all
from tests.functional.internet.registry import rdap_document, whois_answer
from tests.functional.internet.sites import find
from tests.functional.internet.spec import Site
from tests.functional.scenario import ACCUSING, KEYS, SCENARIOS, Scenario, load_scenarios

ALL = load_scenarios()
EVERYTHING = load_all(SCENARIOS)
SITES = {host: site for site in EVERYTHING.sites for host in site.hosts}
LEVELS = ACCUSING | {
    "agency_run",
    "weakly_disclosed",
    "undisclosed_material_link",
    "disclosed",
    "no_finding",
    "cannot_say",
}
each = pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)


def parsed(body: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(body.decode())


def answers(scenario: Scenario) -> str:
    """Return all that the registries would say about the scenario's domains, as one text."""
    held = load(SCENARIOS / scenario.name / "scenario.toml").registrations
    whois = [whois_answer(registration.domain, registration) for registration in held]
    rdap = [json.dumps(dict(r.rdap or rdap_document(r)), ensure_ascii=False) for r in held]
    return "\n".join([*rdap, *(text.decode("utf-8", "replace") + text.decode("latin-1") for text in whois)])


@each
def test_a_scenario_is_complete(scenario: Scenario):
    assert scenario.title
    assert scenario.why
    assert set(scenario.expect) <= KEYS
    verdict = scenario.expect["verdict"]
    assert set(verdict if isinstance(verdict, list) else [verdict]) <= LEVELS
    assert urlsplit(scenario.url).hostname in SITES


@each
def test_the_checked_page_is_served_and_long_enough(scenario: Scenario):
    parts = urlsplit(scenario.url)
    site = SITES[parts.hostname or ""]
    if site.mode not in ("ok", "plain") or site.status != 200 or parts.path in site.redirects:
        return
    found = find(site.pages, parts.path)
    assert found, scenario.url
    page = parsed(found[1])
    assert page.body is not None
    assert len(page.body.text(separator=" ").split()) >= 150


@each
def test_forbidden_strings_stand_in_the_registry_and_not_on_the_pages(scenario: Scenario):
    shown = answers(scenario)
    parts = urlsplit(scenario.url)
    bodies = b"\n".join(SITES[parts.hostname or ""].pages.values()).decode("utf-8", "replace")
    for string in scenario.forbid:
        assert string in shown
        assert string.casefold() not in bodies.casefold()
    # the page itself may show the rest, which has to be left out of what is said
    for string in scenario.forbid_output:
        assert string.casefold() not in scenario.url.casefold()


def test_innocent_sites_are_never_expected_to_be_accused():
    innocent = [s for s in ALL if s.name.startswith(("innocent-", "more-"))]
    assert len([s for s in innocent if s.name.startswith("innocent-")]) >= 20
    for scenario in innocent:
        verdict = scenario.expect["verdict"]
        assert not ACCUSING & set(verdict if isinstance(verdict, list) else [verdict]), scenario.name


@pytest.mark.parametrize("site", EVERYTHING.sites, ids=lambda site: site.host)
def test_local_links_lead_somewhere(site: Site):
    for name, body in site.pages.items():
        if not name.endswith(".html"):
            continue
        page = parsed(body)
        base = f"https://{site.host}/{name}"
        selected = page.css("a[href], img[src], link[rel=stylesheet]")
        targets = [urljoin(base, node.attributes.get("href") or node.attributes.get("src") or "") for node in selected]
        local = {urlsplit(url).path for url in targets if urlsplit(url).hostname in site.hosts}
        dead = {path for path in local if not find(site.pages, path) and path not in site.redirects}
        assert not dead, f"{name} links to {sorted(dead)}"


@pytest.mark.parametrize("site", EVERYTHING.sites, ids=lambda site: site.host)
def test_pages_are_whole_documents(site: Site):
    for name, body in site.pages.items():
        if name.endswith(".html"):
            page = parsed(body)
            assert page.css_first("title") is not None, name
            assert page.root is not None
            assert page.root.attributes.get("lang"), name


def test_no_paragraph_is_used_by_two_sites():
    used: dict[str, set[str]] = defaultdict(set)
    for site in EVERYTHING.sites:
        for name, body in site.pages.items():
            if name.endswith(".html"):
                for node in parsed(body).css("p"):
                    words = node.text(separator=" ").split()
                    if len(words) >= 25:
                        used[" ".join(words)].add(site.host)
    assert not [hosts for hosts in used.values() if len(hosts) > 1]
