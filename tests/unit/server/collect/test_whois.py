from __future__ import annotations

import pytest

from server.collect.whois import WhoisServer, _table, referred_server, registry_server
from server.settings import Settings


@pytest.mark.parametrize(
    ("domain", "host"),
    [
        ("blog.com", "whois.verisign-grs.com"),
        ("blog.fr", "whois.nic.fr"),
        ("blog.co.uk", "whois.nic.uk"),
        ("blog.com.au", "whois.auda.org.au"),
        ("blog.madrid", "whois.nic.madrid"),  # python-whois asks Indonesia
        ("blog.by", "whois.cctld.by"),
        ("blog.cf", "whois.dot.cf"),
        ("blog.uk.com", "whois.centralnic.com"),
        ("blog.xn--p1ai", "whois.tcinet.ru"),
        ("blog.paris", "whois.nic.paris"),
    ],
)
def test_registry_server(domain: str, host: str) -> None:
    server = registry_server(domain, Settings())
    assert server is not None
    assert (server.host, server.port, server.trusted) == (host, 43, False)


def test_unknown_country_has_no_server() -> None:
    assert registry_server("blog.zz", Settings()) is None


def test_the_setting_answers_for_every_name() -> None:
    settings = Settings(whois_server="127.0.0.1:4343")
    assert registry_server("blog.zz", settings) == WhoisServer("127.0.0.1", 4343, trusted=True)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("whois.registrar.example", WhoisServer("whois.registrar.example")),
        ("WHOIS://Whois.Registrar.example/", WhoisServer("whois.registrar.example")),
        ("rwhois://whois.registrar.example:4321/a", WhoisServer("whois.registrar.example", 4321)),
        ("https://www.registrar.example/whois", WhoisServer("www.registrar.example")),
        ("127.1", WhoisServer("127.0.0.1")),
        ("", None),
        ("localhost", None),
        ("not a host", None),
        ("a@b.example", None),
        ("a.example:99999", None),
    ],
)
def test_referred_server(text: str, server: WhoisServer | None) -> None:
    assert referred_server(text) == server


def test_table_is_well_formed() -> None:
    for suffix, entry in _table().items():
        assert suffix == suffix.lower()
        assert set(entry) <= {"suffixes", "host", "query", "uncited"}
        assert entry.get("query", "{domain}").count("{domain}") == 1
