"""The sentence of each level, why nothing can be said, and what would change it."""

from __future__ import annotations

import msgspec
import pytest

from detectors.model import (
    Attempt,
    Control,
    ControlLevel,
    Disclosed,
    Disclosure,
    DisclosureLevel,
    Entity,
    Family,
    FindingState,
    GroupRef,
    Level,
    MarkerKind,
    MissingSource,
    ShownMarker,
    WeighedFinding,
)
from server.report.messages import LANGUAGES, messages
from server.report.words import (
    cause,
    changes,
    headline,
    missing_sources,
    place_in_words,
    source_in_words,
    source_name,
)
from tests.unit.server.making import verdict

EN, FR = messages("en"), messages("fr")
replace = msgspec.structs.replace
OWNED = Control(ControlLevel.ESTABLISHED, GroupRef("acme", "Acme"), Entity("Acme SA"))
UNKNOWN = Disclosed(DisclosureLevel.UNKNOWN)


def said(level=DisclosureLevel.WEAK, reasons=(), kinds=()):
    return Disclosed(level, reasons, tuple(ShownMarker(kind, "words", "body", "A") for kind in kinds))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_sentence_and_what_would_change_it(lang, level):
    say, core = messages(lang), verdict(level)
    sentence = headline(core, say)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert changes(core, say)


def test_control_is_told_with_its_basis():
    core = verdict(Level.UNDISCLOSED_CONTROL)
    expected = "Controlled by Acme, which this site praises and does not name: the domain is registered to Acme SA."
    assert headline(core, EN) == expected
    assert headline(core, FR).startswith(
        "Contrôlé par Acme, que ce site vante sans le nommer : le domaine est enregistré"
    )
    other = tuple(replace(f, family=Family.STATEMENT) for f in core.findings)
    assert "its own legal text names Acme SA" in headline(replace(core, findings=other), EN)
    assert "what we read names Acme" in headline(replace(core, findings=()), EN)


def test_an_owner_of_no_known_group_is_named_as_entity():
    core = verdict(Level.STRONG_INDICATORS)
    core = replace(core, control=replace(core.control, group=None))
    assert "Acme SA, which" in headline(core, EN)


def test_an_agency_is_named_and_its_client_is_not():
    core = replace(verdict(Level.AGENCY_RUN), control=Control(ControlLevel.NONE))
    assert headline(core, EN) == "Registered to the agency Acme SA; the client is not named."
    assert headline(replace(core, findings=()), EN) == "Registered to an agency; the client is not named."


def test_a_contrary_or_unfound_evidence_is_no_basis():
    core = verdict(Level.AGENCY_RUN)
    against = tuple(
        replace(f, evidence=tuple(replace(e, polarity="against") for e in f.evidence)) for f in core.findings
    )
    unknown = tuple(replace(f, state=FindingState.UNKNOWN) for f in core.findings)
    for findings in (against, unknown, (WeighedFinding(*msgspec.structs.astuple(core.findings[0])[:5]),)):
        assert "an agency" in headline(replace(core, findings=findings), EN)


def test_weak_statements_say_why():
    core = replace(verdict(Level.WEAKLY_DISCLOSED), control=OWNED)
    weak = replace(core, disclosure=Disclosure(said(reasons=("tiny", "front_group")), UNKNOWN))
    assert headline(weak, EN).endswith(
        "few readers will see it: in very small type, the name given is that of a front group."
    )
    page = replace(core, scope="page", disclosure=Disclosure(UNKNOWN, said(reasons=("buried",))))
    assert headline(page, EN).startswith("What was paid or given for this page")
    medium = replace(core, disclosure=Disclosure(said(DisclosureLevel.ABSENT), UNKNOWN))
    assert "does not clearly say so" in headline(medium, EN)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((MarkerKind.GIFT,), "given or lent"),
        ((MarkerKind.MENTION, MarkerKind.AFFILIATE), "earns from its links"),
        ((MarkerKind.SPONSORED,), "paid for"),
        ((MarkerKind.AD_LABEL,), "paid for"),
    ],
)
def test_a_disclosed_gift_is_never_called_paid(kinds, words):
    core = replace(verdict(Level.DISCLOSED), scope="page", site_verdict=Level.NO_FINDING)
    core = replace(core, disclosure=Disclosure(UNKNOWN, said(DisclosureLevel.CLEAR, kinds=kinds)))
    assert words in headline(core, EN)


def test_a_disclosed_site_names_its_owner_only_when_one_is_known():
    core = verdict(Level.DISCLOSED)
    assert headline(core, EN) == "Says who is behind it."
    assert headline(replace(core, control=OWNED), EN) == "Says who is behind it: Acme."


def test_why_nothing_can_be_said():
    core = verdict(Level.CANNOT_SAY)
    unread = replace(
        core, fetched=None, coverage=replace(core.coverage, missing=(MissingSource("page:checked", "refused"),))
    )
    assert headline(unread, EN) == "Could not be checked: the page could not be read (the server refused us)."
    throttled = replace(core, coverage=replace(core.coverage, missing=(MissingSource("registration", "throttled"),)))
    assert "registration could not be read" in cause(throttled, EN)
    assert "shared platform" in cause(core, EN)
    assert "how the site speaks of itself" in cause(replace(core, control=OWNED), EN)


def test_what_would_change_follows_from_what_is_there():
    assert "names Acme" in changes(verdict(Level.UNDISCLOSED_CONTROL), EN)[0]
    hidden = replace(verdict(), notes=("registration_hidden",))
    assert any("the registration hides" in line for line in changes(hidden, EN))
    missing = replace(
        verdict(), coverage=replace(verdict().coverage, missing=(MissingSource("registration:domain", "timeout"),))
    )
    assert any("the registration of the domain (domain)" in line for line in changes(missing, EN))


def test_sources_in_words():
    assert source_name("page:legal", FR) == "les mentions légales"
    assert source_name("certificate", EN) == "the site's certificate"
    assert source_name("page:brand-new", EN) == "page (brand-new)"


def test_what_is_of_another_site_is_not_laid_at_this_one():
    missing = (MissingSource("certificate:promoted", "timeout"), MissingSource("certificate:promoted", "timeout"))
    core = replace(verdict(), coverage=replace(verdict().coverage, missing=missing))
    ((source, reason, times),) = missing_sources(core, EN)
    assert source == "the certificate of a site that the page praises"
    assert (reason, times) == ("no answer in time", 2)


def test_each_registration_service_is_accounted_for():
    asked = (Attempt("rdap registry", "throttled"), Attempt("whois registry", "timeout"))
    core = replace(
        verdict(), coverage=replace(verdict().coverage, missing=(MissingSource("registration", "throttled", asked),))
    )
    ((_, reason, _),) = missing_sources(core, EN)
    assert reason.endswith(
        "(RDAP of the registry: the registry asked us to wait; WHOIS of the registry: no answer in time)"
    )
    ((_, reason, _),) = missing_sources(core, FR)
    assert "WHOIS du registre : pas de réponse à temps" in reason


def test_places_and_sources_are_written_as_people_write_them():
    assert place_in_words("checked:top", EN) == "on the page, top"
    assert place_in_words("footer", FR) == "pied de page"
    assert source_in_words("whois://127.0.0.1/blog.example", EN) == "registration of blog.example (WHOIS)"
    assert source_in_words("dns://blog.example", EN) == "DNS records of blog.example"
    assert source_in_words("https://blog.example/a", EN) == "https://blog.example/a"
