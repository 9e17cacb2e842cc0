"""Whatever a server sends: no crash, and after `redact` nothing of a natural person."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.model.sources import Registration
from detectors.registration import decode_whois, parse_rdap, parse_whois, redact

GIVEN = [
    "Apolline",
    "Cordelia",
    "Jiří",
    "Łucja",
    "Wanjiru",
    "Ólafur",
    "Thaddeus",
    "Яна",
    "José",
    "Nguyễn",
    "美咲",
    "Zoë",
]
FAMILY = [
    "Virevent",
    "Marsh-Holloway",
    "Novotný",
    "Kamau",
    "Birchwood",
    "Петренко",
    "Þorvaldsson",
    "Quispe",
    "藤原",
    "Brânză",
]
STREETS = ["17 Quillfeather Lane", "Rue des Œillets 4", "ul. Źródlana 9", "Хрещатик 1"]
PHONES = ["+33.145671234", "+1 617 5550199", "(020) 7946-0123"]
ROLES = ["Registrant", "Holder", "Owner", "Titulaire", "Admin", "Tech", "Billing", "Registrant Contact"]
CHARSETS = ["utf-8", "latin-1", "cp1252", "koi8-r", "iso2022_jp", "gb18030", "utf-16"]

people = st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY))
cases = st.sampled_from([str, str.upper, str.lower, str.title])


def secrets_of(name: str, street: str, phone: str, email: str) -> list[str]:
    return [name, street, phone, email]


def stands_in(secret: str, registration: Registration) -> bool:
    """Compare as a reader would: without case, accents' spelling or JSON escapes."""
    text = msgspec.json.encode(registration).decode().casefold()
    return any(
        unicodedata.normalize(form, secret.casefold()) in unicodedata.normalize(form, text) for form in ("NFC", "NFKD")
    )


@st.composite
def person_records(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A WHOIS answer of a natural person: labelled lines, an unlabelled block, or handle objects, in any order."""
    change = draw(cases)
    name = change(" ".join(draw(people)))
    street, phone = change(draw(st.sampled_from(STREETS))), draw(st.sampled_from(PHONES))
    email = change("x.mail77@" + draw(st.sampled_from(["gmail.com", "mailbox-of-one.example", "orange.fr"])))
    role = draw(st.sampled_from(ROLES))
    technical = ["Domain Name: quill-diary.example", "Registrar: Registrar Nine Inc.", "Creation Date: 2011-02-03"]
    layout = draw(st.sampled_from(["labelled", "block", "handle", "dots", "brackets", "descr", "inline"]))
    if layout == "labelled":
        own = [f"{role} Name: {name}", f"{role} Street: {street}", f"{role} Phone: {phone}", f"{role} Email: {email}"]
        if draw(st.booleans()):
            own.append(f"{role} Organization: {name}")
        lines = draw(st.permutations(technical + own))
    elif layout == "block":
        lines = [*technical, "", f"{role}:", *(f"   {x}" for x in draw(st.permutations([name, street, phone, email])))]
    elif layout == "handle":
        own = [f"person: {name}", f"address: {street}", f"phone: {phone}", f"e-mail: {email}", "nic-hdl: AB123-EX"]
        lines = [*technical, "holder-c: AB123-EX", "", *draw(st.permutations(own))]
    elif layout == "brackets":
        own = [f"[{role}] {name}", f"[Email] {email}", f"[Phone] {phone}", f"[Postal Address] {street}"]
        lines = [*technical, *draw(st.permutations(own))]
    elif layout == "descr":
        lines = [
            *technical,
            *draw(st.permutations([f"descr: {name}", f"descr: {street}", f"phone: {phone}", f"e-mail: {email}"])),
        ]
    elif layout == "inline":
        lines = [*technical, "", f"{role}:", f"   {name}  {email}", f"   {phone}", f"   {street}"]
    else:
        own = [f"name......: {name}", f"address...: {street}", f"phone.....: {phone}", f"email.....: {email}"]
        lines = [*technical, "", role, "", *draw(st.permutations(own))]
    return "\n".join(lines), secrets_of(name, street, phone, email)


@settings(max_examples=400, deadline=None)
@given(person_records(), st.sampled_from(CHARSETS))
def test_nothing_of_a_person_outlives_redaction(record: tuple[str, list[str]], charset: str) -> None:
    text, secrets = record
    kept = redact(parse_whois(decode_whois(text.encode(charset, errors="replace")), "quill-diary.example"))
    left = [secret for secret in secrets if stands_in(secret, kept)]
    assert left == []


@settings(max_examples=200, deadline=None)
@given(person_records())
def test_the_kept_extract_never_holds_contact_details(record: tuple[str, list[str]]) -> None:
    """Even before redaction the extract is built from an allow-list."""
    text, (_, street, phone, email) = record
    kept = parse_whois(text, "quill-diary.example").text
    assert street not in kept
    assert phone not in kept
    assert email not in kept


@settings(max_examples=300, deadline=None)
@given(people, cases, st.sampled_from(["individual", "", "person"]), st.booleans())
def test_nothing_of_a_person_outlives_redaction_in_rdap(who: Any, change: Any, kind: str, nested: bool) -> None:
    name, email, street = change(" ".join(who)), "x.mail77@gmail.com", "17 Quillfeather Lane"
    card = [
        ["fn", {}, "text", name],
        ["email", {}, "text", email],
        ["adr", {"label": street}, "text", ["", "", street]],
    ]
    card += [["kind", {}, "text", kind]] if kind else []
    entity: dict[str, Any] = {"roles": ["Registrant"], "vcardArray": ["vcard", card]}
    if nested:
        entity = {"roles": [], "entities": [entity]}
    document = {"objectClassName": "domain", "ldhName": "quill-diary.example", "entities": [entity]}
    kept = redact(parse_rdap(document, "quill-diary.example"))
    assert [s for s in (name, email, street) if stands_in(s, kept)] == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
RDAP_KEYS = ["entities", "roles", "vcardArray", "events", "eventAction", "eventDate", "links", "rel", "href", "status"]
RDAP_KEYS += ["nameservers", "ldhName", "redacted", "remarks", "errorCode", "title", "description", "objectClassName"]
documents = st.dictionaries(st.sampled_from(RDAP_KEYS), json_values, max_size=8)


@settings(max_examples=400, deadline=None)
@given(documents)
def test_no_document_raises(document: dict[str, Any]) -> None:
    redact(parse_rdap(document, "a.example"))
    redact(parse_rdap({"objectClassName": "domain", "entities": [document, {"entities": [document]}]}, "a.example"))


LINES = st.sampled_from(
    ["Registrant:", "  Acme Ltd", "", "%", "[Holder]", "domain: a.example", "nic-hdl: X1", ":", "::", "a" * 300]
)
PIECES = (
    LINES
    | st.text(max_size=60)
    | st.sampled_from(["Registrant Name: ", "holder-c: X1", "\x00\x1b$B", "....:", "\t\t:"])
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_text_raises(pieces: list[str]) -> None:
    redact(parse_whois("\n".join(pieces), "a.example"))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=10))
def test_no_bytes_raise(raw: bytes, domain: str) -> None:
    parse_whois(decode_whois(raw), domain)
