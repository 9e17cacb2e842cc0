"""The private internet itself, asked by independent clients: dnspython, requests, sockets."""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest
import requests
from cryptography import x509
from cryptography.x509.oid import NameOID

from tests.functional.internet import Internet, PrivateInternet, Registration, Site, Zone
from tests.functional.internet.private import allocate

pytestmark = pytest.mark.network

SECONDS = 60.0  # the longest that anything may take here
PAGES = {"index.html": b"<p>home</p>", "about/index.html": b"<p>about</p>", "robots.txt": b"User-agent: *\n"}
LATIN = "Domain: latin.example\r\nholder: L'Oréal\r\n".encode("latin-1")
WORLD = Internet(
    sites=(
        Site("blog.example", PAGES, names=("www.blog.example",), mobile={"index.html": b"<p>small</p>"}),
        Site("firm.com", PAGES, organization="Firm SA", headers={"X-Kind": "firm"}, redirects={"/old": "/about/"}),
        Site("refused.com", PAGES, status=403),
        Site("closed.com", mode="closed"),
        Site("expired.com", PAGES, mode="expired"),
        Site("wrong.com", PAGES, mode="wrong_name"),
        Site("plain.com", PAGES, mode="plain"),
        Site("beside.com", PAGES, beside="firm.com"),
    ),
    zones=(
        Zone("firm.com", mx=("mx.firm.com",), txt=("v=spf1 mx -all", "x" * 300)),
        Zone("alias.firm.com", cname="firm.com"),
        Zone("broken.com", mode="servfail"),
        Zone("silent.com", mode="timeout"),
        Zone("long.com", txt=tuple(f"record {n} " + "y" * 200 for n in range(20))),
    ),
    registrations=(
        Registration("blog.example", whois=LATIN, rdap_mode="none"),
        Registration("firm.com", organization="Firm SA", email="dns@firm.com", created="2001-02-03"),
        Registration("closed.com", rdap_mode="throttled", whois_mode="throttled"),
        Registration("wrong.com", rdap_mode="down", whois_mode="refused"),
    ),
)


@pytest.fixture(scope="module")
def small() -> Iterator[PrivateInternet]:
    private = PrivateInternet(WORLD, network=2)
    with private:
        yield private


def ask(internet: PrivateInternet, name: str, kind: str, seconds: float = SECONDS) -> dns.message.Message:
    host, port = internet.env["MASTHEAD_RESOLVER"].split(":")
    answer, _ = dns.query.udp_with_fallback(dns.message.make_query(name, kind), host, seconds, int(port))
    return answer


def whois(internet: PrivateInternet, domain: str) -> bytes:
    host, port = internet.env["MASTHEAD_WHOIS_SERVER"].split(":")
    with socket.create_connection((host, int(port)), SECONDS) as connection:
        connection.sendall(f"{domain}\r\n".encode())
        return b"".join(iter(lambda: connection.recv(4096), b""))


def get(internet: PrivateInternet, url: str, agent: str = "test", **headers: str) -> requests.Response:
    """Fetch through the private resolver's addresses, with the name kept for TLS."""
    session = requests.Session()
    session.trust_env = False
    resolved = socket.getaddrinfo

    def lookup(host: str, *args: object, **kwargs: object) -> object:
        address = str(ask(internet, host, "A").answer[-1][0])
        return resolved(address, *args, **kwargs)  # type: ignore[arg-type]

    socket.getaddrinfo = lookup  # type: ignore[assignment]
    try:
        bundle = internet.env["MASTHEAD_CA_BUNDLE"]
        return session.get(url, timeout=SECONDS, verify=bundle, headers={"User-Agent": agent, **headers})
    finally:
        socket.getaddrinfo = resolved
        session.close()


def certificate(internet: PrivateInternet, host: str) -> x509.Certificate:
    context = ssl.create_default_context(cafile=internet.env["MASTHEAD_CA_BUNDLE"])
    with (
        socket.create_connection((internet.addresses[host], 443), SECONDS) as raw,
        context.wrap_socket(raw, server_hostname=host) as secure,
    ):
        return x509.load_der_x509_certificate(secure.getpeercert(True) or b"")


def test_addresses_depend_on_names_only():
    first = allocate(WORLD.sites)
    assert first == allocate(tuple(reversed(WORLD.sites)))
    assert first["www.blog.example"] == first["blog.example"]
    assert first["beside.com"] == first["firm.com"]
    assert all(address.startswith("127.") for address in first.values())


def test_dns_answers(small):
    assert str(ask(small, "blog.example", "A").answer[0][0]) == small.addresses["blog.example"]
    assert str(ask(small, "firm.com", "MX").answer[0][0]) == "10 mx.firm.com."
    assert b"".join(ask(small, "firm.com", "TXT").answer[0][1].strings) == b"x" * 300
    assert [record.rdtype.name for record in ask(small, "alias.firm.com", "A").answer] == ["CNAME", "A"]
    assert ask(small, "firm.com", "SOA").answer
    assert ask(small, "firm.com", "NS").answer
    assert not ask(small, "firm.com", "AAAA").answer


def test_dns_refusals(small):
    assert ask(small, "nowhere.example", "A").rcode() == dns.rcode.NXDOMAIN
    assert ask(small, "broken.com", "A").rcode() == dns.rcode.SERVFAIL
    with pytest.raises(dns.exception.Timeout):
        ask(small, "silent.com", "A", 1)


def test_long_answers_come_over_tcp(small):
    assert len(ask(small, "long.com", "TXT").answer[0]) == 20


def test_whois(small):
    assert whois(small, "blog.example") == LATIN
    assert b"Registrant Organization: Firm SA" in whois(small, "firm.com")
    assert b"REDACTED FOR PRIVACY" in whois(small, "refused.com")
    assert b"No match" in whois(small, "nowhere.example")
    assert b"limit exceeded" in whois(small, "closed.com")
    with pytest.raises(ConnectionResetError):
        whois(small, "wrong.com")


def test_rdap(small):
    bootstrap = json.loads(Path(small.env["MASTHEAD_RDAP_BOOTSTRAP"]).read_text())
    assert bootstrap["services"][0][0] == ["com"]
    base = bootstrap["services"][0][1][0]
    document = get(small, f"{base}domain/firm.com").json()
    assert document["ldhName"] == "firm.com"
    assert document["entities"][1]["vcardArray"][1][-2][3] == "Firm SA"
    assert get(small, f"{base}domain/nowhere.com").status_code == 404
    assert get(small, f"{base}domain/closed.com").status_code == 429
    with pytest.raises(requests.ConnectionError):
        get(small, f"{base}domain/wrong.com")


def test_sites(small):
    assert get(small, "https://blog.example/").text == "<p>home</p>"
    assert get(small, "https://www.blog.example/", "X (iPhone) Mobile").text == "<p>small</p>"
    assert get(small, "https://blog.example/about").text == "<p>about</p>"
    assert get(small, "https://blog.example/nothing").status_code == 404
    assert get(small, "http://firm.com/old").url == "https://firm.com/about/"
    assert get(small, "https://firm.com/").headers["X-Kind"] == "firm"
    assert get(small, "https://refused.com/").status_code == 403
    assert get(small, "http://plain.com/").status_code == 200
    assert get(small, "https://beside.com/robots.txt").headers["Content-Type"].startswith("text/plain")


def test_conditional_requests(small):
    tag = get(small, "https://blog.example/").headers["ETag"]
    assert tag.strip('"') == hashlib.sha256(b"<p>home</p>").hexdigest()[:16]
    assert get(small, "https://blog.example/", **{"If-None-Match": tag}).status_code == 304


def test_certificates(small):
    subject = certificate(small, "firm.com").subject
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == "Firm SA"
    lone = certificate(small, "blog.example")
    assert not lone.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    names = lone.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["blog.example", "www.blog.example"]
    for host in ("expired.com", "wrong.com"):
        with pytest.raises(ssl.SSLCertVerificationError):
            certificate(small, host)


def test_closed_doors(small):
    for port in (80, 443):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((small.addresses["closed.com"], port), SECONDS).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((small.addresses["plain.com"], 443), SECONDS).close()


def test_a_name_defined_twice_is_refused():
    with pytest.raises(ValueError, match="defined twice"):
        WORLD + Internet((Site("firm.com"),))


def test_hundreds_of_sites_start_at_once():
    many = Internet(tuple(Site(f"site{n}.example", PAGES) for n in range(400)))
    begin = time.process_time()
    with PrivateInternet(many, network=3) as env:
        assert env
    assert time.process_time() - begin < 10
