"""The four habits of formats: separators, sections, blocks, comments."""

from __future__ import annotations

import pytest

from detectors.registration.tokens import MAX_LINES, is_handle, split_pair, tokenize
from detectors.registration.vocabulary import Key, resolve


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Registrant Name: Acme", ("Registrant Name", "Acme")),
        ("name...............: Acme", ("name", "Acme")),
        ("Registrant# .......... Acme", ("Registrant", "Acme")),
        ("[Registrant]      Acme", ("Registrant", "Acme")),
        ("a. [Domain Name]  ACME.CO.JP", ("Domain Name", "ACME.CO.JP")),
        ("Registrant    Acme", ("Registrant", "Acme")),
        ("Owner\tAcme", ("Owner", "Acme")),
        ("등록인 : 예시", ("등록인", "예시")),
        ("Record created on 2000-08-29", ("Record created on", "2000-08-29")),
        ("Record created on 2000-08-29 23:16:40 (UTC+8)", ("Record created on", "2000-08-29 23:16:40 (UTC+8)")),
        ("Created on: 2000-08-29 23:16:40", ("Created on", "2000-08-29 23:16:40")),
        ("registrant: !Contact", ("registrant", "")),
        ('created: "2011-01-13"', ("created", "2011-01-13")),
        ("https://acme.example/", None),
        ("Acme Widgets Ltd", None),
        ("cordelia@acme.example: hello", None),
    ],
)
def test_labels_are_set_off(line: str, pair: tuple[str, str] | None) -> None:
    assert split_pair(line) == pair


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Registrant Organization", Key("registrant", "organization")),
        ("registrant_contact_name", Key("registrant", "name")),
        ("Owner OrgName", Key("registrant", "organization")),
        ("Titulaire", Key("registrant", "self")),
        ("owner-c", Key("registrant", "self")),
        ("Registry Registrant ID", Key("registrant", "handle")),
        ("Registrant's address", Key("registrant", "other")),
        ("Sponsoring Registrar Organization", Key("registrar", "organization")),
        ("Registrar Abuse Contact Email", Key("contact", "email")),
        ("Administrative Contact(AC)", Key("contact", "self")),
        ("Data de registo / Creation Date (dd/mm/yyyy)", Key("domain", "created")),
        ("Domain server 2", Key("domain", "name_server")),
        ("org", Key("", "organization")),
        ("Owner Created", Key("registrant", "created")),
        ("TERMS OF USE", Key("", "")),
    ],
)
def test_labels_have_meanings(label: str, key: Key) -> None:
    assert resolve(label) == key


def test_a_section_ends_where_its_indent_ends() -> None:
    text = "Registrant:\n  Acme Ltd\n  1 Road\nRegistrar: Nine\nName: Other"
    mine = [t.value for t in tokenize(text) if t.role == "registrant" and t.value]
    assert mine == ["Acme Ltd", "1 Road"]


def test_a_section_that_stays_empty_takes_nothing() -> None:
    tokens = tokenize("Domain Name: a.es\nRegistrant:\nRegistrar Name: Nine\nCreation Date: 2001-01-01")
    assert [(t.role, t.field) for t in tokens if t.value][1:] == [("registrar", "name"), ("domain", "created")]


def test_a_holder_may_stand_below_its_code() -> None:
    text = "[Registrant Code]   C00001\n                    Acme Bhd\n                    1 Road\n\n[Admin]  A1"
    mine = [(t.field, t.value) for t in tokenize(text) if t.role == "registrant" and t.bare]
    assert mine == [("self", "Acme Bhd"), ("line", "1 Road")]


def test_comments_are_no_fields_but_may_head_sections() -> None:
    tokens = tokenize("% Registrant Name: Nobody\n\n% Registrant:\n% ======\norganization: Acme Ltd")
    assert [(t.role, t.value) for t in tokens if t.value] == [("registrant", "Acme Ltd")]


def test_answers_are_bounded() -> None:
    assert len(tokenize("a: b\n" * 5000)) == MAX_LINES


@pytest.mark.parametrize(
    ("value", "expected"), [("APEM2-FRNIC", True), ("as10780-irnic", True), ("Acme 24", False), ("12", False)]
)
def test_handles(value: str, expected: bool) -> None:
    assert is_handle(value) == expected
