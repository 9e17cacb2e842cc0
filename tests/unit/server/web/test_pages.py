"""The pages: whole, safe and in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import msgspec
import pytest

from detectors.model import Disclosed, Disclosure, DisclosureLevel, Level, MarkerKind, ShownMarker
from server.api import create_app
from server.operator import Operator
from server.store import Check, new_id
from server.web import quote_link
from tests.unit.server.making import Shelf, capture, page, registration, verdict

HERE = "http://127.0.0.1/post"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
VOID = {"meta", "link", "input", "br", "img"}


class Outline(HTMLParser):
    """Reads a page as strictly as HTML allows: every element is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def keep(service, level=Level.UNDISCLOSED_CONTROL, **more) -> str:
    taken = capture(level.value)
    return service.store.verdicts.save(
        new_id(), verdict(level, taken=taken), taken, owner="local", private=False, **more
    ).id


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_whole_page(client, service, level, lang):
    html = client.get(f"/checks/{keep(service, level)}?lang={lang}").text
    outline = Outline(html)
    assert sum(tag == "h1" for tag, _ in outline.tags) == 1
    assert f'<html lang="{lang}">' in html
    assert not any(tag in ("style", "iframe") for tag, _ in outline.tags)
    assert [attrs for tag, attrs in outline.tags if tag == "script"] == [{"src": "/static/masthead.js", "defer": None}]
    assert not any(name.startswith("on") or name == "style" for _, attrs in outline.tags for name in attrs)
    assert "{" not in re.sub(r"\\u\{\w+\}", "", html)


def test_what_strangers_wrote_is_escaped(client, service):
    html = client.get(f"/checks/{keep(service)}").text
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>" not in html
    assert "\x1b" not in html


def test_links_lead_to_web_pages_only(client, service):
    links = [attrs["href"] for tag, attrs in Outline(client.get(f"/checks/{keep(service)}").text).tags if tag == "a"]
    assert all(link.startswith(("/", "?", "#", "https://", "http://")) for link in links)
    assert any("#:~:text=" in link for link in links)
    assert quote_link("javascript:alert(1)", "words") is None
    assert quote_link("https://a.example/x#y", "some words-here") == "https://a.example/x#:~:text=some%20words%2Dhere"


def test_words_of_disclosure_lead_to_where_they_stand(client, service):
    taken = capture("said")
    core = verdict(Level.DISCLOSED, taken=taken)
    shown = [
        ShownMarker(kind, "Ad, said here", "checked:body", "A") for kind in (MarkerKind.AD_LABEL, MarkerKind.HIDDEN)
    ]
    said = Disclosed(DisclosureLevel.CLEAR, (), (shown[0],)), Disclosed(DisclosureLevel.WEAK, (), (shown[1],))
    core = msgspec.structs.replace(core, disclosure=Disclosure(*said))
    identifier = service.store.verdicts.save(new_id(), core, taken, owner="local", private=False).id
    links = [attrs["href"] for tag, attrs in Outline(client.get(f"/checks/{identifier}").text).tags if tag == "a"]
    assert sum("#:~:text=Ad%2C%20said%20here" in link for link in links) == 1


def test_an_address_is_taken_and_its_verdict_shown(client, service):
    answer = client.post("/check", data={"url": HERE})
    assert answer.status_code == 303
    assert re.fullmatch(r"/checks/[\w-]{22}", answer.headers["Location"])
    service.jobs.wait(answer.headers["Location"].rpartition("/")[2], 60)
    assert "Controlled by Acme" in client.get(answer.headers["Location"]).text


def test_the_page_of_a_running_check_asks_again(client, service):
    waiting, failed = (Check(new_id(), "https://blog.example/<b>", state=state) for state in ("running", "failed"))
    for check in (waiting, failed):
        service.store.checks.add(check)
    html = client.get(f"/checks/{waiting.id}").text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in html
    assert f'data-follow="/v1/checks/{waiting.id}/events"' in html
    assert "&lt;b&gt;" in html
    assert "http-equiv" not in client.get(f"/checks/{failed.id}").text


@pytest.mark.parametrize("url", ["", "jane@example.com", "Jane Doe", "http://10.0.0.1/", '"><script>alert(1)</script>'])
def test_what_cannot_be_checked_is_said_beside_the_field(client, url):
    answer = client.post("/check?lang=fr", data={"url": url})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script" not in answer.text
    Outline(answer.text)


def test_people_get_pages_and_programs_get_problems(client):
    assert client.get("/nowhere", headers=BROWSER).content_type.startswith("text/html")
    assert client.get("/checks/nobody", headers=BROWSER).status_code == 404
    assert client.get("/v1/nowhere", headers=BROWSER).content_type == "application/problem+json"


def test_a_withdrawn_verdict_says_so_and_shows_grey(client, service):
    identifier = keep(service)
    service.store.reviews.withdraw(identifier, "the <registration> was misread")
    html = client.get(f"/checks/{identifier}").text
    assert "the &lt;registration&gt; was misread" in html
    assert 'class="badge grey"' in html


def test_only_a_demo_lists_verdicts_on_its_front_page(serve):
    for demo in (False, True):
        here = serve(demo=demo, shelf=Shelf(page=page("words"), registration=registration()))
        identifier = keep(here, listed=True)
        unlisted = keep(here, Level.NO_FINDING)
        html = create_app(here).test_client().get("/").text
        assert (identifier in html) is demo
        assert unlisted not in html


def test_history_is_linked(client, service):
    old, new = keep(service), keep(service)
    assert f"/checks/{new}" in client.get(f"/checks/{old}").text
    assert f"/checks/{old}" in client.get(f"/checks/{new}").text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_verdict_can_be_cited_and_reached_by_keyboard(client, service, lang):
    identifier = keep(service)
    html = client.get(f"/checks/{identifier}?lang={lang}").text
    outline = Outline(html)
    assert f"http://localhost/checks/{identifier}" in html
    assert next(attrs["href"] for tag, attrs in outline.tags if tag == "a") == "#text"
    names = {attrs["id"] for _, attrs in outline.tags if attrs.get("id")}
    assert {"text"} | {attrs["aria-labelledby"] for _, attrs in outline.tags if "aria-labelledby" in attrs} <= names
    assert [tag for tag, _ in outline.tags if tag in ("header", "main", "article")][:3] == ["header", "main", "article"]


def test_the_chain_is_drawn_with_words_for_those_who_do_not_see_it(client, service):
    html = client.get(f"/checks/{keep(service)}?lang=fr").text
    assert html.count('<svg class="drawing') == 2
    assert "blog.example appartient à Acme SA" in re.sub(r"</?b>", "", html)
    assert 'aria-labelledby="chain-words"' in html
    assert 'class="drawing' not in client.get(f"/checks/{keep(service, Level.NO_FINDING)}").text


def test_evidence_is_told_in_the_language_of_the_page(client, service):
    html = client.get(f"/checks/{keep(service)}?lang=fr").text
    assert "Le domaine est enregistré au nom de cette organisation" in html
    assert "The domain is registered" not in html


def fetched(client, name: str) -> bytes:
    with client.get(f"/static/{name}") as answer:
        assert answer.status_code == 200
        return answer.data


def test_a_verdict_with_all_it_needs_is_light(client, service):
    html = client.get(f"/checks/{keep(service)}").data
    css = fetched(client, "masthead.css")
    needed = ["icon.svg", "masthead.js", *re.findall(r"fonts/[\w-]+\.woff2", css.decode())]
    assert len(html) + len(css) + sum(len(fetched(client, name)) for name in needed) < 100_000


def test_every_arrow_opens_the_quote_it_rests_on(client, service):
    outline = Outline(client.get(f"/checks/{keep(service)}").text)
    arrows = [attrs["href"] for tag, attrs in outline.tags if tag == "a" and (attrs["href"] or "").startswith("#step-")]
    steps = [attrs["id"] for tag, attrs in outline.tags if tag == "li" and (attrs.get("id") or "").startswith("step-")]
    assert len(arrows) == 2 * len(steps)  # the picture is drawn for wide and for narrow screens
    assert {arrow[1:] for arrow in arrows} == set(steps) == {"step-1"}


def test_where_a_statement_was_looked_for_is_listed(client, service):
    html = client.get(f"/checks/{keep(service)}").text
    assert "Looked for here:" in html
    assert ">the page itself</a>" in html.partition("Looked for here:")[2]


def test_the_money_and_the_owner_of_the_server_are_on_every_page(serve):
    unstated = create_app(serve()).test_client()
    stated = create_app(replace(serve(), operator=Operator("Example <Trust>"))).test_client()
    for path in ("/", "/about", "/method", "/compare", "/groups", "/corrections"):
        assert "has not stated who it is" in unstated.get(path).text
        html = stated.get(path).text
        assert "owned and published by Example &lt;Trust&gt;." in html
        assert "has not stated who it is" not in html


def test_the_other_language_of_a_refusal_is_the_field(client):
    refused = client.post("/check?lang=en", data={"url": "no address"})
    assert refused.status_code == 422
    assert 'href="?lang=fr"' in refused.text
    assert client.get("/check?lang=fr").headers["Location"].endswith("/?lang=fr")
