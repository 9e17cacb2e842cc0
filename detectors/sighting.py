"""What the sites of a capture carry that other sites may carry too: the entries of the index of indicators.

Accounts, themes, icon, certificate, addresses, DNS entries, name servers, the registrant and the numbers of its legal
notice, of the checked site and of the promoted sites that were read. What a shared platform gives every blog is left
out, and so is everything that may be a natural person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from detectors import names
from detectors.apps import team_ids
from detectors.domain import registrable
from detectors.icons import KIND as FAVICON
from detectors.indicators import Indicator, accounts_of, seller_accounts, themes_of, verification_entries
from detectors.inputs import Inputs
from detectors.model import (
    OWNING,
    Capture,
    Certificate,
    DnsRecords,
    Icon,
    Presentation,
    Registration,
    RegistrationState,
    TextFile,
)
from detectors.model.noun import Noun
from detectors.subject import ADS_TXT, Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_TO_THE_HOUR = len("2005-11-21T10")  # of a date-time; some answers give the day alone


class Sighting(Noun, frozen=True, order=True):
    """One value on one site: `kind` as in ``data/indicators.toml`` or ``data/neighbours.toml``, `label` its words."""

    site: str
    domain: str
    kind: str
    value: str
    label: str


class Sightings(Noun, frozen=True):
    """What the sites of a capture carry, each value once, sorted; `site` is the checked one, that `presents` itself."""

    site: str
    values: tuple[Sighting, ...] = ()
    presents: Presentation = Presentation.UNKNOWN

    @property
    def own(self) -> tuple[Sighting, ...]:
        """The values of the checked site."""
        return tuple(value for value in self.values if value.site == self.site)


def sightings(capture: Capture, knowledge: Knowledge) -> Sightings:
    """Return what the checked site and the promoted sites that were read carry."""
    inputs = Inputs(capture, knowledge)
    found = {_seen_on(inputs.subject, value) for value in _notice(inputs)}
    for subject in (inputs.subject, *inputs.promoted):
        found |= {_seen_on(subject, value) for value in _site(subject, knowledge)}
    return Sightings(inputs.subject.site, tuple(sorted(found)), inputs.portrait.kind)


def _seen_on(subject: Subject, found: Indicator) -> Sighting:
    return Sighting(subject.site, subject.domain, found.kind, found.value, found.label)


def _site(subject: Subject, knowledge: Knowledge) -> Iterator[Indicator]:
    ads_txt = subject.file(ADS_TXT)
    accounts = accounts_of(subject.documents).union(seller_accounts(ads_txt) if isinstance(ads_txt, TextFile) else ())
    yield from accounts
    if subject.platform is None and not subject.shared_platform:
        yield from (theme for document in subject.documents for theme in themes_of(document))
        if isinstance(icon := subject.icon, Icon):
            yield Indicator(FAVICON, icon.seen.sha256, "icon")
        if isinstance(apps := subject.app_association, TextFile):
            yield from (Indicator("apple-team", team, "Apple developer team") for team in team_ids(apps))
        yield from _infrastructure(subject, knowledge)
        yield from _registration(subject, knowledge)


def _infrastructure(subject: Subject, knowledge: Knowledge) -> Iterator[Indicator]:
    certificate, dns = subject.certificate, subject.dns
    if isinstance(certificate, Certificate):
        yield Indicator("certificate", certificate.seen.sha256, "certificate")
    if isinstance(dns, DnsRecords):
        yield from (Indicator("address", address, "IP address") for address in dns.addresses)
        yield from (replace(entry, label=f"{entry.label} entry") for entry in verification_entries(dns))
        for server in dns.ns:
            domain = registrable(server)
            if domain != subject.domain and not knowledge.provider(server) and not knowledge.platform(server):
                yield Indicator("name_server", domain, "name server")


def _registration(subject: Subject, knowledge: Knowledge) -> Iterator[Indicator]:
    found = subject.registration
    if not isinstance(found, Registration) or found.state is not RegistrationState.FOUND:
        return
    holder = found.organization
    if holder and not (found.person or found.privacy or knowledge.provider(holder)) and names.is_organisation(holder):
        yield Indicator("registrant", names.core(holder), "registrant")
    if found.created and len(found.created) > _TO_THE_HOUR and found.registrar:
        batch = f"{names.core(found.registrar)} {found.created[:_TO_THE_HOUR]}"
        yield Indicator("registration", batch, "registrar and hour of registration")


def _notice(inputs: Inputs) -> Iterator[Indicator]:
    for seen in inputs.legal_mentions:
        mention = seen.mention
        if mention.role in OWNING and not mention.person:
            yield from (
                Indicator("number", f"{kind} {number}", "registration number") for kind, number in mention.numbers
            )
