from __future__ import annotations

from server.collect.dns import _anonymous, _kept_text, _soa, joined


def test_strings_of_one_record_are_one_text() -> None:
    assert joined('"v=spf1 include:a" "cme.example -all"') == "v=spf1 include:acme.example -all"
    assert joined('"a \\"b\\""') == 'a "b"'


def test_what_is_kept_of_texts() -> None:
    assert _kept_text("V=SPF1 -all") == "V=SPF1 -all"
    assert _kept_text("google-site-verification=abc") == "google-site-verification=abc"
    assert _kept_text("Ann Smith, 1 High Street") == ""
    assert _kept_text("contact=ann@smith.example") == ""
    assert _kept_text("k=" + "a" * 300) == ""


def test_local_parts_are_dropped() -> None:
    text = _anonymous("v=DMARC1; rua=mailto:ann.smith@acme.example,mailto:bob@b.example")
    assert text == "v=DMARC1; rua=mailto:_@acme.example,mailto:_@b.example"


def test_soa_mailbox_may_hold_a_dot() -> None:
    assert _soa(("ns1.Acme.example. ann\\.smith.acme.example. 1 2 3 4 5",)) == ("ns1.acme.example", "acme.example")
    assert _soa(()) == ()
