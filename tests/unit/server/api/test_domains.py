"""Domains and groups over HTTP: listed readings only, by day, page by page, with every claim's source."""

from __future__ import annotations

import msgspec
import pytest

from detectors.model import Level
from detectors.sighting import Sighting
from server.store import new_id
from tests.unit.server.making import capture, verdict


def reading(service, host, *values, listed=True, level=Level.NO_FINDING, owner=""):
    url = f"https://{host}/"
    core = msgspec.structs.replace(verdict(level, url), site=host)
    stored = service.store.verdicts.save(
        new_id(), core, capture(level.value, url), owner=owner, private=False, listed=listed
    )
    seen = [Sighting(host, host, "account", value, "account") for value in values]
    service.store.indicators.save(stored.capture, seen)
    return stored


def test_a_domain_says_what_listed_readings_have_of_it(client, service):
    stored = reading(service, "blog.example", "UA-1", "UA-2")
    reading(service, "other.example", "UA-1")
    reading(service, "hidden.example", "UA-1", listed=False)
    known = client.get("/v1/domains/www.blog.example").get_json()
    assert (known["domain"], known["readings"]["count"]) == ("blog.example", 1)
    assert known["readings"]["last"] == "2026-11-23T00:00:00Z"
    assert [v["id"] for v in known["verdicts"]] == [stored.id]
    assert known["registration"]["organization"] == "Acme SA"
    assert known["registration"]["seen_at"].endswith("T00:00:00Z")
    assert [(i["value"], i["others"], i["weight"]) for i in known["indicators"]] == [("UA-1", 1, 1.0), ("UA-2", 0, 0.0)]
    assert [n["site"] for n in known["neighbours"]] == ["other.example"]


def test_nothing_is_known_of_a_domain_that_was_read_unlisted(client, service):
    reading(service, "hidden.example", "UA-1", listed=False, owner="local")
    known = client.get("/v1/domains/hidden.example").get_json()
    assert (known["readings"]["count"], known["registration"]) == (0, None)
    assert known["verdicts"] == known["indicators"] == known["neighbours"] == []
    assert client.get("/v1/domains/nowhere.example").status_code == 200


def test_a_domain_of_a_group_names_it(client):
    group = client.get("/v1/domains/mail.loreal.com").get_json()["group"]
    assert (group["id"], group["domain"], group["use"]) == ("loreal", "loreal.com", "own")


def test_neighbours_page_by_page(client, service):
    reading(service, "a.example", "UA-1", "UA-2")
    reading(service, "near.example", "UA-1")
    for number in range(3):
        reading(service, f"far{number}.example", "UA-2")
    found, cursor = [], ""
    while True:
        page = client.get(f"/v1/domains/a.example/neighbours?limit=2{cursor}").get_json()
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert [n["site"] for n in found] == ["near.example", "far0.example", "far1.example", "far2.example"]
    assert found[0]["shared"] == [{"kind": "account", "label": "account", "value": "UA-1", "others": 1}]


@pytest.mark.parametrize("path", ["/v1/domains/jane@x.example", "/v1/domains/jane@x.example/neighbours"])
def test_a_person_is_no_domain(client, path):
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.get_json()["type"].endswith("personal-query")


def test_groups_page_by_page(client):
    first = client.get("/v1/groups?limit=100").get_json()
    second = client.get(f"/v1/groups?limit=100&cursor={first['next']}").get_json()
    ids = [group["id"] for page in (first, second) for group in page["items"]]
    assert ids == sorted(set(ids))
    assert len(ids) == 200
    assert {"entities", "brands", "domains", "cited", "claims"} <= first["items"][0].keys()


def test_a_group_shows_its_claims_with_their_sources(client):
    group = client.get("/v1/groups/walmart").get_json()
    (front,) = [front for front in group["fronts"] if front["name"] == "Working Families for Wal-Mart"]
    assert front["quote"]
    assert front["source"].startswith("https://")
    assert any(relation["type"] == "front_for" for relation in group["relations"])
    assert client.get("/v1/groups/nobody").status_code == 404
    assert client.get("/v1/groups/nobody/domains").status_code == 404


def test_the_domains_of_a_group_are_listed_ones_then_found_ones(client, service):
    for host in ("one.example", "two.example"):
        core = msgspec.structs.replace(verdict(Level.UNDISCLOSED_CONTROL, f"https://{host}/"), site=host)
        group = msgspec.structs.replace(core.control.group, id="dell", name="Dell Technologies")
        core = msgspec.structs.replace(core, control=msgspec.structs.replace(core.control, group=group))
        taken = capture(url=f"https://{host}/")
        service.store.verdicts.save(new_id(), core, taken, owner="", private=False, listed=host == "one.example")
    found, cursor = [], ""
    while True:
        page = client.get(f"/v1/groups/dell/domains?limit=5{cursor}").get_json()
        found += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    sites = [item["site"] for item in found]
    assert "dell.com" in sites
    assert sites[-1] == "one.example"
    assert (found[-1]["verdict"], found[-1]["status"], found[-1]["use"]) == ("undisclosed_control", "current", None)
    assert sites[:-1] == sorted(sites[:-1])
