"""The page's own reading: bounded, about statements of the verdict only, and good for the asker alone."""

from __future__ import annotations

import msgspec
import pytest

from detectors.model import Disclosed, Disclosure, DisclosureLevel, Level, MarkerKind, ShownMarker
from server.api import create_app
from server.store import new_id
from tests.unit.server.making import URL, capture, verdict

SEEN = {"of": "owner", "index": 0, "shown": "yes", "size": 16, "colour": [0, 0, 0], "background": [255, 255, 255]}


@pytest.fixture
def stored(service):
    markers = (
        ShownMarker(MarkerKind.OWNERSHIP, "I work for Acme.", "checked:top", "A"),
        ShownMarker(MarkerKind.OWNERSHIP, "Published by Acme.", "about:body", "W"),
    )
    said = Disclosed(DisclosureLevel.CLEAR, (), markers)
    core = msgspec.structs.replace(
        verdict(Level.DISCLOSED), disclosure=Disclosure(said, Disclosed(DisclosureLevel.ABSENT))
    )
    return service.store.verdicts.save(new_id(), core, capture("disclosed"), owner="", private=False)


def ask(client, stored, *statements, width=1280, **more):
    return client.post(f"/v1/checks/{stored.id}/seen", json={"width": width, "statements": list(statements), **more})


def test_a_statement_that_is_not_shown_is_judged_so_for_the_asker(client, service, stored):
    answer = ask(client, stored, {"of": "owner", "index": 0, "shown": "no"}, width=390)
    assert answer.status_code == 200
    body = answer.get_json()
    assert (body["verdict"], body["differs"], body["narrow"]) == ("weakly_disclosed", True, True)
    assert body["statements"] == [{"of": "owner", "index": 0, "quote": "I work for Acme.", "shown": "no"}]
    assert answer.headers["Cache-Control"] == "no-store"
    kept = client.get(f"/v1/checks/{stored.id}").get_json()
    assert kept["verdict"] == "disclosed", "nobody else's verdict changes"
    assert service.store.verdicts.listed(before=None, limit=9, url=URL) == ()


def test_what_the_page_does_not_hold_was_not_measured(client, stored):
    body = ask(client, stored, {"of": "owner", "index": 0, "shown": "not_found"}).get_json()
    assert (body["verdict"], body["differs"]) == ("disclosed", False)
    assert body["owner"] == {"level": "clear", "reasons": []}


@pytest.mark.parametrize(
    "odd",
    [
        {"shown": "maybe"}, {"of": "style"}, {"index": -1}, {"index": 10**9}, {"size": -1}, {"size": "16px"},
        {"size": 1e9}, {"colour": [0, 0]}, {"colour": [0, 0, 256]}, {"colour": "red"}, {"html": "<p>"},
    ],
)  # fmt: skip
def test_looks_of_another_shape_are_refused(client, stored, odd):
    assert ask(client, stored, SEEN | odd).status_code == 422


@pytest.mark.parametrize("width", [0, 10**6, "wide", None])
def test_windows_of_another_shape_are_refused(client, stored, width):
    assert ask(client, stored, SEEN, width=width).status_code == 422


def test_no_more_than_is_asked_about_can_be_sent(client, stored):
    assert ask(client, stored).status_code == 422
    assert ask(client, stored, *[SEEN] * 21).status_code == 422
    assert ask(client, stored, SEEN, html="<p>the page</p>").status_code == 422


def test_statements_of_other_pages_and_unknown_ones_are_not_judged(client, stored):
    for index in (1, 2):
        assert ask(client, stored, SEEN | {"index": index}).status_code == 404
    assert ask(client, stored, SEEN | {"of": "material"}).status_code == 404
    assert client.post("/v1/checks/none/seen", json={"width": 390, "statements": [SEEN]}).status_code == 404


def test_it_is_limited_as_checks_are(serve):
    here = serve(rate_limit="2/hour")
    client = create_app(here).test_client()
    body = {"width": 390, "statements": [SEEN]}
    answers = [client.post("/v1/checks/none/seen", json=body).status_code for _ in range(3)]
    assert answers == [404, 404, 429]
