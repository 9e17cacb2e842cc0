"""What people say of verdicts, end to end: a proven reply (A21), a dispute, a withdrawal that reaches all (A22)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.functional.command import run
from tests.functional.internet import PrivateInternet
from tests.functional.serving import READY_SECONDS, call, checked, served

pytestmark = pytest.mark.network
DOMAIN = "journaldemapeau.example"
SITE = f"http://{DOMAIN}/"
SAID = {"text": "The brand's team writes this journal.", "contact": "team@vichy.example"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("statements")


@pytest.fixture(scope="module")
def base(internet: PrivateInternet, home: Path) -> Iterator[str]:
    with served(internet.env, home) as (address, _):
        yield address


@pytest.fixture(scope="module")
def verdict(base: str, home: Path) -> dict[str, Any]:
    """A listed verdict on the persona blog."""
    document = checked(base, SITE)
    assert document["verdict"] == "undisclosed_control"
    store = {"MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite"}
    assert review(home, store, document["id"], "--uphold", "Read by hand.").status == 0
    return document


def review(home: Path, env: dict[str, str], identifier: str, decision: str, reason: str):
    return run(env, home, "review", identifier, decision, "--reason", reason)


def get(base: str, path: str, **headers: str) -> Any:
    status, _, body = call(base, path, **headers)
    assert status == 200, body
    return json.loads(body)


def entry(base: str) -> dict[str, Any]:
    return next(site for site in get(base, "/v1/snapshot")["sites"] if site["host"] == DOMAIN)


def test_a_reply_is_shown_when_it_is_proven_in_dns_and_the_site_is_read_again(
    base: str, internet: PrivateInternet, verdict: dict[str, Any]
):
    status, _, body = call(base, "/v1/replies", {"domain": f"www.{DOMAIN}", **SAID})
    reply = json.loads(body)
    assert (status, reply["domain"]) == (202, DOMAIN)
    status, _, body = call(base, f"/v1/replies/{reply['id']}/verify", {})
    assert (status, json.loads(body)["type"]) == (409, "/problems/not-verified")
    assert get(base, f"/v1/checks/{verdict['id']}")["reply"] is None
    internet.publish_text(f"_masthead.{DOMAIN}", "something else", reply["token"])
    status, _, body = call(base, f"/v1/replies/{reply['id']}/verify", {})
    verified = json.loads(body)
    assert (status, verified["status"], verified["proven_by"]) == (200, "verified", "dns")
    shown = get(base, f"/v1/checks/{verdict['id']}")["reply"]
    assert (shown["text"], shown["site"], shown["proven_by"]) == (SAID["text"], DOMAIN, "dns")
    page = call(base, f"/checks/{verdict['id']}", Accept="text/html")[2].decode()
    assert "The brand&#39;s team writes this journal." in page
    assert SAID["contact"] not in page
    (again,) = verified["rechecks"]
    until = time.monotonic() + READY_SECONDS
    while "verdict" not in get(base, f"/v1/checks/{again}") and time.monotonic() < until:
        time.sleep(0.3)
    assert get(base, f"/v1/checks/{again}")["url"] == SITE


def test_a_reply_is_proven_by_a_file_on_the_site_itself(base: str, internet: PrivateInternet):
    domain = "carnetdepeau.example"
    reply = json.loads(call(base, "/v1/replies", {"domain": domain, **SAID})[2])
    internet.publish_file(domain, ".well-known/masthead.txt", f"hello\n{reply['token']}x\n".encode())
    assert call(base, f"/v1/replies/{reply['id']}/verify", {})[0] == 409
    internet.publish_file(domain, ".well-known/masthead.txt", f"hello\n {reply['token']} \n".encode())
    status, _, body = call(base, f"/v1/replies/{reply['id']}/verify", {})
    assert (status, json.loads(body)["proven_by"]) == (200, "file")


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-name.example", "localhost", "169.254.169.254"])
def test_nothing_is_proven_where_no_owner_can_publish(base: str, host: str):
    status, _, body = call(base, "/v1/replies", {"domain": host, **SAID})
    if status == 202:
        status, _, body = call(base, f"/v1/replies/{json.loads(body)['id']}/verify", {})
    assert status in (409, 422)
    assert json.loads(body)["type"].startswith("/problems/")


def test_a_dispute_turns_grey_in_page_api_and_list_until_it_is_reviewed(base: str, home: Path, verdict: dict[str, Any]):
    identifier = verdict["id"]
    assert call(base, f"/v1/verdicts/{identifier}/disputes", {"reason": "We have left the group."})[0] == 202
    assert get(base, f"/v1/checks/{identifier}")["status"] == "disputed"
    assert entry(base)["status"] == "disputed"
    store = {"MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite"}
    assert review(home, store, identifier, "--uphold", "The register names the group.").status == 0
    assert entry(base)["status"] == "current"
    other = checked(base, "https://carnetdepeau.example/")["id"]
    assert call(base, f"/v1/verdicts/{other}/disputes", {"reason": "Not our client."})[0] == 202
    assert get(base, f"/v1/checks/{other}")["status"] == "disputed"
    assert 'class="badge grey"' in call(base, f"/checks/{other}", Accept="text/html")[2].decode()
    store = {"MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite"}
    assert review(home, store, other, "--uphold", "The registration names the agency.").status == 0
    assert get(base, f"/v1/checks/{other}")["status"] == "current"
    listed = next(site for site in get(base, "/v1/snapshot")["sites"] if site["host"] == "carnetdepeau.example")
    assert (listed["level"], listed["status"], listed["owner"]) == ("agency_run", "current", None)


def test_a_withdrawal_reaches_list_api_export_and_the_old_permalink(base: str, home: Path, verdict: dict[str, Any]):
    identifier = verdict["id"]
    assert (entry(base)["level"], entry(base)["status"]) == ("undisclosed_control", "current")
    tag = call(base, f"/v1/checks/{identifier}")[1]["etag"]
    serial = get(base, "/v1/snapshot")["serial"]
    store = {"MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite", "MASTHEAD_SIGNING_KEY": f"{home}/signing.pem"}
    assert review(home, store, identifier, "--withdraw", "The registration was misread.").status == 0
    status, _, body = call(base, f"/v1/checks/{identifier}", If_None_Match=tag)  # the first answer, without a wait
    assert (status, json.loads(body)["status"]) == (200, "withdrawn")
    assert json.loads(body)["withdrawn"]["reason"] == "The registration was misread."
    assert (entry(base)["status"], entry(base)["owner"]) == ("withdrawn", None)
    assert get(base, "/v1/snapshot")["serial"] > serial
    assert "The registration was misread." in call(base, f"/checks/{identifier}", Accept="text/html")[2].decode()
    assert run(store, home, "export-snapshot", "out").status == 0
    exported = json.loads((home / "out" / "snapshot.json").read_bytes())["sites"]
    assert next(site["status"] for site in exported if site["host"] == DOMAIN) == "withdrawn"
    (line,) = [line for line in get(base, "/v1/corrections")["items"] if line["action"] == "withdrawn"]
    assert line["verdict"] == identifier
