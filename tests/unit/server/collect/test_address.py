from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.collect.address import host_port, judge, read_host
from server.errors import UsageError

FORBIDDEN = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254 168.63.129.16 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::8.8.8.8
64:ff9b:1::7f00:1 100::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
2002:808:808:: 2600::5efe:7f00:1 2600::200:5efe:a00:1
3fff::1 5f00::1 fc00::1 fd00:ec2::254 fd20:ce::254 fe80::1 fec0::1 ff02::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 168.63.129.15 172.15.255.255 172.32.0.1 192.0.1.1
198.17.255.255 198.20.0.1 223.255.255.255 2001:200::1 2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450::1 3ffe::1
"""


@pytest.mark.parametrize("text", FORBIDDEN.split())
def test_forbidden(text: str) -> None:
    assert judge(ip_address(text), 443)


@pytest.mark.parametrize("text", PUBLIC.split())
def test_public(text: str) -> None:
    assert judge(ip_address(text), 443) is None


@given(st.ip_addresses())
def test_nothing_is_allowed_that_the_standard_library_calls_private(address: object) -> None:
    assert judge(address, 443) or address.is_global  # type: ignore[arg-type, attr-defined]


def test_ports_and_allowed_networks() -> None:
    allowed = (ip_network("127.0.0.0/8"), ip_network("fd00::/8"))
    assert judge(ip_address("8.8.8.8"), 22) == "port 22"
    assert judge(ip_address("8.8.8.8"), 43, ports=(43,)) is None
    assert judge(ip_address("8.8.8.8"), 8080, allowed) == "port 8080"
    assert judge(ip_address("127.0.0.1"), 8080, allowed) is None
    assert judge(ip_address("fd00::1"), 8080, allowed) is None
    assert judge(ip_address("::ffff:127.0.0.1"), 80, allowed)
    assert judge(ip_address("10.0.0.1"), 80, allowed)


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0X7F.0.0.1",
        "127.0.0.1.",
        "１２７.0.0.1",
        "127。0。0。1",
        "①27.0.0.1",
    ],
)
def test_every_spelling_of_one_address(text: str) -> None:
    assert read_host(text) == ("127.0.0.1", ip_address("127.0.0.1"))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Blog.Example", "blog.example"),
        ("blog.example.", "blog.example"),
        ("l'été.example", None),
        ("München.de", "xn--mnchen-3ya.de"),
        ("STRASSE.de", "strasse.de"),
        ("a_b.example", "a_b.example"),
        ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
        ("0x7f.example", "0x7f.example"),
    ],
)
def test_names(text: str, host: str | None) -> None:
    if host is None:
        with pytest.raises(UsageError):
            read_host(text)
    else:
        assert read_host(text) == (host, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a..b",
        ".a",
        "-a.example",
        "a b",
        "a%2eb",
        "127.0.0.256",
        "256.1",
        "1.2.3.4.5",
        "08.1",
        "1.2.3.0x100",
        "[::1",
        "::1",
        "[::1%25lo]",
        "[127.0.0.1]",
        "a" * 64 + ".example",
        "a." * 130 + "example",
        "a/b",
        "a#b",
        "\u202e.example",
        "9" * 400,
        "99999999999",
    ],
)
def test_hosts_that_are_none(text: str) -> None:
    with pytest.raises(UsageError):
        read_host(text)


def test_an_empty_hexadecimal_number_is_zero() -> None:
    assert read_host("0x") == ("0.0.0.0", ip_address("0.0.0.0"))


@given(st.text())
def test_read_host_raises_nothing_else(text: str) -> None:
    try:
        host, _ = read_host(text)
    except UsageError:
        return
    assert host.isascii()
    assert host == host.lower()


def test_host_port() -> None:
    assert host_port("127.0.0.1:5353", 53) == ("127.0.0.1", 5353)
    assert host_port("dns.example", 53) == ("dns.example", 53)
    assert host_port("[::1]:5353", 53) == ("::1", 5353)
    assert host_port("[::1]", 53) == ("::1", 53)
    assert host_port("::1", 53) == ("::1", 53)
    with pytest.raises(UsageError):
        host_port("dns.example:x", 53)
    with pytest.raises(UsageError):
        host_port("dns.example:70000", 53)
