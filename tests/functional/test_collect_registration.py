"""Registrations from hostile registries: the order of questions, what is recorded, and what is never connected."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from detectors.model import Attempt, Missing, MissingReason, Registration, RegistrationState, Source, Want
from tests.functional.collecting import CANARY, OPEN, OTHER, RawServer, World, http_answer, redirect, trickle

pytestmark = pytest.mark.network

HELD = b"""Domain Name: BLOG.TEST
Registrar: Acme Registrar
Creation Date: 2014-03-18T09:24:11Z
Registrant Organization: Acme Cosmetics SAS
Registrant Country: FR
"""
HIDDEN = b"""Domain Name: BLOG.TEST
Registrar: Acme Registrar
Creation Date: 2014-03-18T09:24:11Z
Registrant Organization: REDACTED FOR PRIVACY
"""


def whois(world: World, *answers: bytes, address: str = OPEN, port: int = 4343) -> RawServer:
    """Serve one answer per question, the last for ever."""
    server: list[RawServer] = []

    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(answers[min(len(server[0].requests), len(answers)) - 1])
        connection.shutdown(socket.SHUT_RDWR)

    server.append(world.listen(address, port, serve))
    return server[0]


def rdap(world: World, answers: dict[str, Any], tmp_path: Path) -> str:
    """Serve RDAP at http://rdap.test/ and return the path of a bootstrap file that says so."""
    world.site("rdap.test", answers)
    file = tmp_path / "dns.json"
    file.write_text(json.dumps({"version": "1.0", "services": [[["test"], ["http://rdap.test/"]]]}))
    return str(file)


def nothing(tmp_path: Path) -> str:
    file = tmp_path / "dns.json"
    file.write_text('{"version": "1.0", "services": []}')
    return str(file)


def document(name: str = "", related: str = "") -> bytes:
    card = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", ""], ["org", {}, "text", name]]]
    entities = [{"objectClassName": "entity", "roles": ["registrant"], "vcardArray": card}] if name else []
    links = [{"rel": "related", "type": "application/rdap+json", "href": related}] if related else []
    events = [{"eventAction": "registration", "eventDate": "2014-03-18T09:24:11Z"}]
    body = {"objectClassName": "domain", "ldhName": "blog.test", "status": ["active"], "events": events}
    body |= {"entities": entities, "links": links}
    return http_answer(json.dumps(body).encode(), content_type="application/rdap+json")


def read(world: World, domain: str = "blog.test", seconds: float = 20, **settings: Any) -> Source:
    collector = world.collector(**settings)
    return collector.read([Want("registration", domain)], time.monotonic() + seconds)[0].value


def attempts(value: Source) -> list[tuple[str, str]]:
    assert isinstance(value, Registration | Missing), value
    return [(attempt.service, attempt.state) for attempt in value.attempts]


def test_rdap_answer_is_enough(world: World, tmp_path: Path) -> None:
    server = whois(world, HELD)
    bootstrap = rdap(world, {"/domain/blog.test": document("Acme Cosmetics SAS")}, tmp_path)
    value = read(world, rdap_bootstrap=bootstrap, whois_server=f"{OPEN}:{server.port}")
    assert isinstance(value, Registration)
    assert value.organization == "Acme Cosmetics SAS"
    assert value.redacted
    assert value.attempts == (Attempt("rdap registry", "found"),)
    assert value.seen is not None
    assert value.seen.where == "http://rdap.test/domain/blog.test"
    assert server.connections == 0


def test_registrar_is_asked_when_the_registry_names_nobody(world: World, tmp_path: Path) -> None:
    answers = {
        "/domain/blog.test": document(related="http://rdap.test/registrar/blog.test"),
        "/registrar/blog.test": document("Acme Cosmetics SAS"),
    }
    value = read(world, rdap_bootstrap=rdap(world, answers, tmp_path), whois_server=f"{OPEN}:1")
    assert isinstance(value, Registration)
    assert value.organization == "Acme Cosmetics SAS"
    assert [service for service, _ in attempts(value)] == ["rdap registry", "rdap registrar"]


def test_whois_is_asked_when_rdap_fails(world: World, tmp_path: Path) -> None:
    server = whois(world, HELD)
    bootstrap = rdap(world, {"/domain/blog.test": http_answer(b"", "500 Oops")}, tmp_path)
    value = read(world, rdap_bootstrap=bootstrap, whois_server=f"{OPEN}:{server.port}")
    assert attempts(value) == [("rdap registry", "http_error"), ("whois registry", "found")]
    assert isinstance(value, Registration)
    assert value.seen is not None
    assert value.seen.where == f"whois://{OPEN}/blog.test"
    assert server.requests == [b"blog.test\r\n"]


def test_hidden_is_better_than_nothing_and_asked_further(world: World, tmp_path: Path) -> None:
    world.names.addresses["whois.registrar.test"] = [[OTHER]]
    registrar = whois(world, HELD, address=OTHER, port=43)
    registry = whois(world, HIDDEN + b"Registrar WHOIS Server: whois.registrar.test\n")
    value = read(world, rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{registry.port}")
    assert attempts(value) == [
        ("rdap registry", "no_service"),
        ("whois registry", "hidden"),
        ("whois registrar", "found"),
    ]
    assert registrar.requests == [b"blog.test\r\n"]
    assert isinstance(value, Registration)
    assert value.organization == "Acme Cosmetics SAS"


@pytest.mark.parametrize(
    "referral",
    [CANARY, "inside.test", "whois://127.0.0.66/", "127.66", "2130706498", "inside.test:43", "rwhois://127.0.0.66:43/"],
)
def test_whois_referral_inside_is_not_followed(world: World, tmp_path: Path, referral: str) -> None:
    canary = world.canary(43)
    world.names.addresses["inside.test"] = [[CANARY]]
    server = whois(world, HIDDEN + f"Registrar WHOIS Server: {referral}\n".encode())
    value = read(world, rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{server.port}")
    assert isinstance(value, Registration)
    assert value.state is RegistrationState.HIDDEN
    assert canary.connections == 0


@pytest.mark.parametrize("where", [f"http://{CANARY}/d", "http://inside.test/d", "http://inside.test:8081/d"])
def test_rdap_referral_and_redirect_inside_are_not_followed(world: World, tmp_path: Path, where: str) -> None:
    canaries = [world.canary(80), world.canary(8081)]
    world.names.addresses["inside.test"] = [[CANARY]]
    answers = {"/domain/blog.test": document(related=where), "/domain/moved.test": redirect(where)}
    bootstrap = rdap(world, answers, tmp_path)
    for domain in ("blog.test", "moved.test"):
        value = read(world, domain, rdap_bootstrap=bootstrap, whois_server="127.20.0.9:1")
        assert "forbidden_address" in str(attempts(value))
    assert [canary.connections for canary in canaries] == [0, 0]


def test_servers_named_in_settings_are_exempt(world: World) -> None:
    server = world.listen(CANARY, 4300, lambda connection, _: (connection.sendall(HELD), connection.close()))  # type: ignore[func-returns-value]
    services = http_answer(b'{"services": []}', content_type="application/json")
    world.listen(CANARY, 8080, lambda connection, _: connection.sendall(services))
    settings = {"whois_server": f"{CANARY}:{server.port}", "rdap_bootstrap": f"http://{CANARY}:8080/dns.json"}
    value = read(world, **settings)
    assert attempts(value) == [("rdap registry", "no_service"), ("whois registry", "found")]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"x" * 70_000, "too_large"),
        (b" \r\n", "empty"),
        (b"Quota exceeded, please try again later\r\n", "throttled"),
    ],
)
def test_whois_answers_that_are_none(world: World, tmp_path: Path, answer: bytes, state: str) -> None:
    server = whois(world, answer)
    value = read(world, rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{server.port}")
    assert isinstance(value, Missing)
    assert value.reason == state
    assert attempts(value) == [("rdap registry", "no_service"), ("whois registry", state)]


def test_trickling_whois_server_is_cut_off(world: World, tmp_path: Path) -> None:
    server = world.listen(OPEN, 4343, trickle(b"Domain Name: BLOG.TEST\n"))
    value = read(world, seconds=2, rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{server.port}")
    assert isinstance(value, Missing)
    assert value.reason is MissingReason.TIMEOUT


def test_throttling_server_is_left_alone_by_later_checks(world: World, tmp_path: Path) -> None:
    server = whois(world, b"Quota exceeded, please try again later\r\n")
    collector = world.collector(rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{server.port}")
    for domain in ("one.test", "two.test"):
        value = collector.read([Want("registration", domain)], time.monotonic() + 20)[0].value
        assert isinstance(value, Missing)
        assert value.reason is MissingReason.THROTTLED
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "domain", ["blog.test\r\nother", "blog test", "-h blog.test", "bl*g.test", "-h.test", "127.0.0.66", "a/../b.test"]
)
def test_only_plain_names_are_asked(world: World, tmp_path: Path, domain: str) -> None:
    server = whois(world, HELD)
    value = read(world, domain, rdap_bootstrap=nothing(tmp_path), whois_server=f"{OPEN}:{server.port}")
    assert isinstance(value, Missing)
    assert server.requests == []


def test_hostile_rdap_documents(world: World, tmp_path: Path) -> None:
    deep = b"[" * 100_000
    big_number = b'{"objectClassName": "domain", "x": ' + b"9" * 20_000 + b"}"
    bodies = {"deep": deep, "number": big_number, "text": b"<html>", "long": b"{" + b" " * 600_000 + b"}"}
    answers = {
        f"/domain/{name}.test": http_answer(body, content_type="application/json") for name, body in bodies.items()
    }
    bootstrap = rdap(world, answers, tmp_path)
    for name in bodies:
        value = read(world, f"{name}.test", rdap_bootstrap=bootstrap, whois_server="127.20.0.9:1")
        assert isinstance(value, Missing)
        assert value.reason in (MissingReason.UNPARSABLE, MissingReason.TOO_LARGE)


def test_unknown_domain_is_available(world: World, tmp_path: Path) -> None:
    value = read(world, rdap_bootstrap=rdap(world, {}, tmp_path), whois_server="127.20.0.9:1")
    assert isinstance(value, Registration)
    assert value.state is RegistrationState.AVAILABLE
    assert attempts(value) == [("rdap registry", "available"), ("whois registry", "unreachable")]
