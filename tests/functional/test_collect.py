"""Pages, files and names: what is read from where, and that no forbidden address is touched on the way."""

from __future__ import annotations

import socket
import time

import pytest

from detectors.model import Certificate, DnsRecords, MissingReason, Page, TextFile, Want
from server.collect import check_url
from server.errors import CannotTry, UsageError
from tests.functional.collecting import (
    BLOG,
    CANARY,
    OPEN,
    OTHER,
    PAGE,
    RawServer,
    World,
    http_answer,
    page,
    read,
    reason,
    redirect,
)

pytestmark = pytest.mark.network


def test_page_is_read_with_its_provenance(world: World) -> None:
    world.site("blog.test", {"/": http_answer(PAGE, server="nginx", set_cookie="a=b")})
    value = page(world)
    assert isinstance(value, Page)
    assert (value.url, value.final_url, value.status, value.redirects) == (BLOG, BLOG, 200, ())
    assert value.html == PAGE.decode()
    assert dict(value.headers) == {"content-type": "text/html; charset=utf-8", "server": "nginx"}


# --- addresses


def test_name_that_changes_its_address_is_connected_as_judged(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/": http_answer(), "/robots.txt": http_answer(b"")})
    world.names.addresses["blog.test"] = [[OPEN], [CANARY]]
    assert isinstance(page(world), Page)
    assert world.names.asked.count(("blog.test", "A")) == 1
    assert canary.connections == 0


def test_one_forbidden_address_among_several_refuses_the_name(world: World) -> None:
    canary = world.canary()
    server = world.site("blog.test", {"/": http_answer()})
    world.names.addresses["blog.test"] = [[OPEN, CANARY]]
    assert reason(page(world)) is MissingReason.FORBIDDEN_ADDRESS
    assert (server.connections, canary.connections) == (0, 0)


@pytest.mark.parametrize(
    "location",
    [
        f"http://{CANARY}/",
        f"//{CANARY}/",
        "http://127.66/",
        "http://0x7f000042/",
        "http://2130706498/",
        "http://0177.0.0.0102/",
        "http://127.0.0.66./",
        "http://１２７.0.0.66/",
        "http://127%2e0.0.66/",
        "http://[::ffff:127.0.0.66]/",
        "http://[::127.0.0.66]/",
        "http://[64:ff9b::127.0.0.66]/",
        "http://[::1]/",
        "http://localhost/",
        "http://inside.test/",
        "http://blog.test@127.0.0.66/",
        "http:\\\\127.0.0.66/",
        "http://127.0.0.66\\@blog.test/",
        "https://127.0.0.66/",
        "gopher://127.0.0.66/",
        "file:///etc/passwd",
    ],
)
def test_redirect_to_a_forbidden_place_is_not_followed(world: World, location: str) -> None:
    canaries = [world.canary(80), world.canary(443)]
    world.names.addresses["inside.test"] = [[CANARY]]
    world.site("blog.test", {"/": redirect(location)})
    assert reason(page(world)) in (MissingReason.FORBIDDEN_ADDRESS, MissingReason.UNPARSABLE)
    assert [canary.connections for canary in canaries] == [0, 0]


def test_other_ports_are_open_only_in_allowed_networks(world: World) -> None:
    canary = world.canary(8081)
    world.names.addresses |= {"inside.test": [[CANARY]], "blog.test": [[OPEN]]}
    world.listen(OPEN, 8081, lambda connection, _: connection.sendall(http_answer()))
    assert isinstance(page(world, "http://blog.test:8081/"), Page)
    assert reason(page(world, "http://inside.test:8081/")) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_robots_txt_and_files_are_judged_too(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/robots.txt": redirect(f"http://{CANARY}/robots.txt"), "/": http_answer()})
    assert reason(page(world)) is MissingReason.ROBOTS
    assert reason(read(world, Want("file", f"http://{CANARY}/ads.txt"))[0]) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_an_icon_at_a_forbidden_place_is_not_read(world: World) -> None:
    canary = world.canary()
    world.site("blog.test", {"/favicon.ico": redirect(f"http://{CANARY}/favicon.ico")})
    for address in (f"{BLOG}favicon.ico", f"http://{CANARY}/favicon.ico"):
        assert reason(read(world, Want("icon", address))[0]) is MissingReason.FORBIDDEN_ADDRESS
    assert canary.connections == 0


def test_proxies_of_the_environment_are_ignored(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    canary = world.canary()
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{CANARY}:80")
    world.site("blog.test", {"/": http_answer()})
    assert isinstance(page(world), Page)
    assert canary.connections == 0


def test_check_url_tells_forbidden_and_unknown_from_broken(world: World) -> None:
    settings = world.settings()
    world.names.addresses |= {"inside.test": [[CANARY]], "blog.test": [[OPEN]]}
    world.names.codes["broken.test"] = 2
    check_url(BLOG, settings)
    check_url("https://broken.test/", settings)
    for url, expected in {
        "http://inside.test/": MissingReason.FORBIDDEN_ADDRESS,
        "http://10.1.2.3/": MissingReason.FORBIDDEN_ADDRESS,
        "http://8.8.8.8:22/": MissingReason.FORBIDDEN_ADDRESS,
        "http://nowhere.test/": MissingReason.NO_SUCH_NAME,
    }.items():
        with pytest.raises(CannotTry) as caught:
            check_url(url, settings)
        assert caught.value.reason is expected
    with pytest.raises(UsageError):
        check_url("http://someone@blog.test/", settings)


# --- redirects and shapes


def test_redirects_end(world: World) -> None:
    def onward(connection: socket.socket, head: bytes) -> None:
        connection.sendall(redirect(f"{head.split(b' ')[1].decode()}x"))

    site = {f"/{'x' * number}": onward for number in range(20)}
    server = world.site("blog.test", site | {"/a": redirect("/b"), "/b": redirect("/a")})
    assert reason(page(world)) is MissingReason.REDIRECT_LOOP
    assert [path for path in server.paths() if path != "/robots.txt"] == ["/" + "x" * number for number in range(6)]
    assert reason(page(world, BLOG + "a")) is MissingReason.REDIRECT_LOOP


def test_redirects_are_recorded(world: World) -> None:
    world.site("blog.test", {"/": redirect("http://www.blog.test/new#part")})
    world.site("www.blog.test", {"/new": http_answer()}, OTHER)
    value = page(world)
    assert isinstance(value, Page)
    assert (value.final_url, value.redirects) == ("http://www.blog.test/new", ("http://www.blog.test/new",))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (http_answer(b"no", "403 Forbidden"), MissingReason.REFUSED),
        (http_answer(b"no", "451 Unavailable"), MissingReason.REFUSED),
        (http_answer(b"no", "503 Later"), MissingReason.REFUSED),
        (http_answer(b"no", "410 Gone"), MissingReason.NOT_FOUND),
        (http_answer(b"no", "500 Oops"), MissingReason.HTTP_ERROR),
        (http_answer(b" \n", "200 OK"), MissingReason.EMPTY),
        (http_answer(b"%PDF-1.4", content_type="application/pdf"), MissingReason.NOT_HTML),
        (http_answer(b"GIF89a", content_type=""), MissingReason.NOT_HTML),
        (b"nonsense\r\n\r\n", MissingReason.UNREACHABLE),
        (http_answer(PAGE, content_length="5000"), MissingReason.UNREACHABLE),
    ],
)
def test_answers_that_are_no_page(world: World, answer: bytes, expected: MissingReason) -> None:
    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)

    world.site("blog.test", {"/": serve})
    assert reason(page(world)) is expected


def test_undeclared_page_is_recognised_and_decoded(world: World) -> None:
    latin = "<!doctype html><p>L'Oréal à Paris\0, été</p>".encode("latin-1")
    world.site("blog.test", {"/": http_answer(latin, content_type="")})
    with world.collector().begin() as visit:
        (found,) = visit.read((Want("page", BLOG),), time.monotonic() + 20)
    assert isinstance(found.value, Page)
    assert "L'Oréal à Paris, été" in found.value.html
    assert visit.raw == {found.value.seen.sha256: latin}  # its text does not give the bytes back


def test_names_that_do_not_answer(world: World) -> None:
    world.names.codes["broken.test"] = 2
    world.names.addresses["empty.test"] = [[]]
    world.names.addresses["closed.test"] = [["127.20.0.9"]]
    assert reason(page(world, "http://nowhere.test/")) is MissingReason.NO_SUCH_NAME
    assert reason(page(world, "http://broken.test/")) is MissingReason.UNREACHABLE
    assert reason(page(world, "http://empty.test/")) is MissingReason.UNREACHABLE
    assert reason(page(world, "http://closed.test/")) is MissingReason.UNREACHABLE


# --- TLS


def tls_site(world: World, host: str, certificate_for: str) -> RawServer:
    world.names.addresses[host] = [[OPEN]]
    return world.listen(OPEN, 443, lambda connection, _: connection.sendall(http_answer()), certificate_for)


def test_certificate_of_another_name_ends_it(world: World) -> None:
    server = tls_site(world, "blog.test", "other.test")
    values = read(world, Want("page", "https://blog.test/"), Want("certificate", "blog.test"))
    assert [reason(value) for value in values] == [MissingReason.TLS_INVALID] * 2
    assert server.requests == []


def test_unknown_authority_ends_it(world: World) -> None:
    server = tls_site(world, "blog.test", "blog.test")
    value = read(world, Want("page", "https://blog.test/"), collector=world.collector(ca_bundle=None))[0]
    assert reason(value) is MissingReason.TLS_INVALID
    assert server.requests == []


def test_certificate_is_evidence(world: World) -> None:
    names = ["blog.test", *(f"n{number}.test" for number in range(150))]
    tls_site(world, "blog.test", " ".join(names))
    first, second = read(world, Want("page", "https://blog.test/"), Want("certificate", "blog.test"))
    assert isinstance(first, Page)
    assert isinstance(second, Certificate)
    assert second.organization == "Acme SAS"
    assert second.names == tuple(names[:100])
    assert second.not_after.endswith("Z")


# --- files and DNS


def test_files(world: World) -> None:
    plain = http_answer(b"OWNERDOMAIN=acme.test\n", content_type="text/plain")
    world.site(
        "blog.test",
        {
            "/ads.txt": plain,
            "/trust.txt": http_answer(),
            "/big.css": http_answer(b"a" * 300_000, content_type="text/css"),
        },
    )
    ads, trust, style = read(world, *(Want("file", BLOG + path) for path in ("ads.txt", "trust.txt", "big.css")))
    assert isinstance(ads, TextFile)
    assert ads.text == "OWNERDOMAIN=acme.test\n"
    assert reason(trust) is MissingReason.NOT_FOUND
    assert reason(style) is MissingReason.TOO_LARGE


def test_dns_records(world: World) -> None:
    world.names.addresses["blog.test"] = [[OPEN]]
    world.names.records |= {
        ("blog.test", "NS"): ["ns1.Acme.test."],
        ("blog.test", "MX"): ["10 mail.acme.test."],
        ("blog.test", "TXT"): ['"v=spf1 include:acme.test -all"', '"site-verification=abc"', '"call Ann on 555 0100"'],
        ("_dmarc.blog.test", "TXT"): ['"v=DMARC1; rua=mailto:ann.smith@acme.test"'],
        ("blog.test", "SOA"): ["ns1.acme.test. ann.acme.test. 1 2 3 4 5"],
    }
    value = read(world, Want("dns", "blog.test"))[0]
    assert isinstance(value, DnsRecords)
    assert (value.ns, value.mx) == (("ns1.acme.test",), ("mail.acme.test",))
    assert value.txt == ("v=spf1 include:acme.test -all", "site-verification=abc")
    assert value.dmarc == ("v=DMARC1; rua=mailto:_@acme.test",)
    assert value.soa == ("ns1.acme.test", "acme.test")
    assert value.addresses == (OPEN,)


def test_dns_failure_is_not_an_empty_answer(world: World) -> None:
    world.names.addresses["blog.test"] = [[OPEN]]
    world.names.codes["_dmarc.blog.test"] = 2
    assert reason(read(world, Want("dns", "blog.test"))[0]) is MissingReason.UNREACHABLE


def test_records_of_an_alias_are_not_its_targets(world: World) -> None:
    world.names.addresses["shops.test"] = [[OPEN]]
    world.names.records |= {
        ("shops.test", "MX"): ["10 mail.shops.test."],
        ("www.blog.test", "CNAME"): ["shops.test."],
    }
    value = read(world, Want("dns", "www.blog.test"))[0]
    assert isinstance(value, DnsRecords)
    assert (value.cname, value.mx, value.addresses) == (("shops.test",), (), (OPEN,))
