"""What a registration may keep."""

from __future__ import annotations

from detectors.model import Attempt, Registration, RegistrationState, Seen
from detectors.registration import parse_whois, redact

FIRM = """
domain:      lumibelle.example
holder-c:    LP1-FRNIC
registrar:   BUREAU NEUF
created:     05/10/1997
nserver:     ns1.lumibelle.example

nic-hdl:     LP1-FRNIC
type:        ORGANIZATION
contact:     L'ORÉTOILE
address:     Apolline Virelune
address:     1 avenue des Fleurs
e-mail:      Apolline.Virelune@LumiBelle.example
"""


def test_an_organisation_is_kept_verbatim_and_quotable() -> None:
    kept = redact(parse_whois(FIRM, "lumibelle.example"))
    assert kept.organization == kept.registrant == "L'ORÉTOILE"
    assert kept.email_domain == "lumibelle.example"
    assert "contact: L'ORÉTOILE" in kept.text.splitlines()
    assert "Apolline" not in str(kept)
    assert "Fleurs" not in str(kept)


def test_the_contact_beside_an_organisation_goes() -> None:
    kept = redact(Registration("acme.example", organization="Acme Ltd", registrant="Cordelia Marsh"))
    assert kept.registrant == "Acme Ltd"


def test_a_person_leaves_dates_and_technical_facts_only() -> None:
    seen, attempt = Seen("whois://w/d", "2024-01-01T00:00:00Z", "0"), Attempt("w", "found")
    full = Registration(
        domain="diary.example",
        state=RegistrationState.FOUND,
        registrant="Cordelia Marsh",
        person=True,
        email_domain="marsh-family.example",
        country="GB",
        registrar="Registrar Nine",
        created="2011-01-01",
        updated="2012-01-01",
        name_servers=("ns1.host.example", "ns.cordelia-marsh.example"),
        text="Registrant: Cordelia Marsh\nphone: 1",
        attempts=(attempt,),
        seen=seen,
    )
    kept = redact(full)
    assert (kept.registrant, kept.organization, kept.email_domain) == (None, None, None)
    assert (kept.state, kept.person, kept.created, kept.updated) == ("found", True, "2011-01-01", "2012-01-01")
    assert (kept.country, kept.registrar, kept.name_servers) == ("GB", "Registrar Nine", ("ns1.host.example",))
    assert (kept.seen, kept.attempts, kept.redacted) == (seen, (attempt,), True)
    assert "Marsh" not in kept.text


def test_free_mail_and_addresses_are_no_domain_of_a_firm() -> None:
    for host in ("gmail.com", "mail.yahoo.co.uk", "orange.fr", "someone@acme.example"):
        assert redact(Registration("a.example", organization="Acme Ltd", email_domain=host)).email_domain is None


def test_a_mail_host_that_could_name_the_person_goes() -> None:
    for person, host in (
        ("Li Wu", "liwu.example"),
        ("Cordelia Marsh", "cmarsh.example"),
        ("José Peña", "pena.example"),
    ):
        kept = redact(Registration("a.example", registrant=person, person=True, email_domain=host))
        assert kept.email_domain is None


def test_text_of_unknown_origin_is_not_kept() -> None:
    kept = redact(
        Registration("a.example", organization="Acme Ltd", text="Street: 1 Road\nHolder Cordelia Marsh: Acme Ltd")
    )
    assert "Road" not in kept.text
    assert "Cordelia" not in kept.text
    assert "Registrant Organization: Acme Ltd" in kept.text
