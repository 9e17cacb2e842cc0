"""The hostile list against the served product: nothing forbidden touched, nothing broken, late or swollen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.hostile.cases import REFUSED, Asked, Cases, Typed, Visited
from tests.hostile.driver import GROWTH, Memory, Reply, Service, served
from tests.hostile.world import World

pytestmark = [pytest.mark.network, pytest.mark.timeout(3600)]
CHECK_SECONDS = 240.0
AT_ONCE = 6
OUR_SCRIPT = b'<script src="/static/masthead.js" defer>'
ACCUSING = {"undisclosed_control", "strong_indicators", "agency_run"}


@pytest.fixture(scope="module")
def service(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with served(world.settings(), tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_forbidden_is_touched(world: World) -> Iterator[None]:
    yield
    assert world.touched == []


def test_there_are_enough_cases(cases: Cases) -> None:
    assert len(cases) > 900
    assert len({typed.url for typed in cases.typed}) == len(cases.typed)


def test_addresses_as_typed(service: Service, cases: Cases) -> None:
    assert [said for typed in cases.typed if (said := _wrong_refusal(service, typed))] == []


def _wrong_refusal(service: Service, typed: Typed) -> str:
    reply = service.post(typed.url)
    kind = reply.json().get("type", "").rpartition("/")[2]
    right = reply.status == 422 and (typed.problem in (REFUSED, kind)) and not reply.late
    return "" if right else f"{typed.url[:100]!a}: {reply.status} {kind} after {reply.seconds:.1f} s"


def test_requests_to_the_service_itself(service: Service, cases: Cases) -> None:
    assert [said for asked in cases.asked if (said := _wrong_answer(service, asked))] == []


def _wrong_answer(service: Service, asked: Asked) -> str:
    reply = service.send(asked)
    right = reply.status < 500 and asked.status in (0, reply.status) and not reply.late
    safe = b"<script>alert" not in reply.body and b"root:" not in reply.body and "Set-Cookie" not in reply.headers
    kept = reply.headers.get("content-security-policy", "").startswith("default-src 'none'")
    home = reply.headers.get("location", "/").startswith(("/", f"http://127.0.0.1:{service.address[1]}/"))
    return "" if right and safe and kept and home else f"{asked.why}: {reply.status} {dict(reply.headers)}"


def test_sites(service: Service, cases: Cases) -> None:
    """Check every site, several at once; then look at what was said, how fast, and how big the service grew."""
    _checked(service, "http://length-too-short.example/")  # what is loaded once is no growth
    with Memory(service.process.pid) as memory, ThreadPoolExecutor(AT_ONCE) as pool:
        said = [
            line
            for lines in pool.map(lambda visited: list(complaints(service, visited)), cases.visited)
            for line in lines
        ]
    said += [str(memory)] if memory.growth > GROWTH else []
    assert said == []
    assert service.get("/readyz").status == 200
    log = (service.home / "log").read_text()
    assert "Traceback" not in log
    assert [site.name for site in cases.sites if f"{site.name}." in log] == [], "the log names whom we looked at"


def complaints(service: Service, visited: Visited) -> Iterator[str]:
    name = visited.site.name
    document, replies = _checked(service, visited.site.url)
    if slow := [reply for reply in replies if reply.late]:
        yield f"{name}: an answer after {slow[0].seconds:.0f} s"
    if broken := [reply for reply in replies if reply.status >= 500]:
        yield f"{name}: {broken[0].status}"
    if visited.problem:
        if not document.get("type", "").endswith(visited.problem):
            yield f"{name}: not refused as {visited.problem}: {document}"
        return
    if "verdict" not in document:
        yield f"{name}: no verdict: {document}"
    elif document["verdict"] in ACCUSING:
        yield f"{name}: {document['verdict']}"
    elif visited.reason:
        missing = {one["source"]: one["reason"] for one in document["coverage"]["missing"]}
        if missing.get("page:checked") != visited.reason:
            yield f"{name}: {missing.get('page:checked')}, not {visited.reason}"


def _checked(service: Service, url: str) -> tuple[dict[str, Any], list[Reply]]:
    """Ask for a check, wait for its end, then take its page and its evidence."""
    replies = [service.post(url)]
    document = replies[0].json()
    if replies[0].status != 202:
        return document, replies
    identifier, until = document["id"], time.monotonic() + CHECK_SECONDS
    while time.monotonic() < until and document.get("status") in ("queued", "running"):
        time.sleep(0.2)
        replies.append(service.get(f"/v1/checks/{identifier}"))
        document = replies[-1].json()
    replies.append(service.get(f"/checks/{identifier}", Accept="text/html"))
    assert b"<script" not in replies[-1].body.replace(OUR_SCRIPT, b"")
    replies.append(service.get(f"/v1/checks/{identifier}/bundle"))
    return document, replies
