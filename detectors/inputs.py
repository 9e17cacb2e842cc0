"""What detectors may ask for by parameter name, built from a capture once, when first asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from detectors.as_seen import subject_as_seen
from detectors.bounds import bounded
from detectors.disclosure import find_markers_document
from detectors.history import ArchivedPage, archive_key, archived_pages
from detectors.links import is_affiliate_link
from detectors.mentions import mentions_of
from detectors.model import (
    OWNING,
    Archive,
    Capture,
    CertificateLog,
    HandPrint,
    Hands,
    HandsCompared,
    Missing,
    Neighbours,
    Redirection,
    Registration,
    TextFile,
    Viewing,
)
from detectors.nouns import PageMarkers, SeenMention
from detectors.page import Document
from detectors.planning import promoted_sites, promotions_of
from detectors.presentation import SelfPortrait, portray
from detectors.promotion import Promotion
from detectors.redirects import Redirect, redirects_of
from detectors.style.hands import side_by_side
from detectors.subject import (
    ADS_TXT,
    RELATED_SETS,
    SECURITY_TXT,
    TRUST_TXT,
    Subject,
    subject_of,
)

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.resolve import Candidate
    from detectors.weigh import Weighed

# What cannot be known when the checked page could not be read.
_OF_PAGES = frozenset({"documents", "legal_mentions", "markers", "portrait", "promotions", "promoted"})


class Inputs:
    """The inputs of one examination."""

    def __init__(self, capture: Capture, knowledge: Knowledge, viewing: Viewing | None = None) -> None:
        capture = bounded(capture)
        self.capture = capture
        self.knowledge = knowledge
        self.subject = subject_of(capture, knowledge)
        if viewing is not None:
            self.subject = subject_as_seen(self.subject, viewing)
        self.candidates: tuple[Candidate, ...] = ()  # set by the second stage
        self.owner: Weighed | None = None

    def get(self, name: str) -> Any:
        """Return the input of that name (detectors.registry lists them), or the `Missing` that stands in its place."""
        page = self.subject.checked
        return page if name in _OF_PAGES and isinstance(page, Missing) else getattr(self, name)

    @property
    def page(self) -> Document | Missing:
        """The checked page."""
        return self.subject.checked

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every page read of the checked site."""
        return self.subject.documents

    @cached_property
    def legal_mentions(self) -> tuple[SeenMention, ...]:
        """The organisations that its pages name, with roles."""
        return mentions_of(self.subject, self.knowledge)

    @cached_property
    def markers(self) -> tuple[PageMarkers, ...]:
        """The disclosure words of each page, the checked one first."""
        found: dict[str, PageMarkers] = {}
        for why, document in self.subject.pages:
            if document.url not in found:
                markers = tuple(find_markers_document(document, document.lang or None))
                found[document.url] = PageMarkers(document, why, markers)
        return tuple(found.values())

    @cached_property
    def claims(self) -> Mapping[str, TextFile]:
        """The other side's trust.txt or related website set, by URL."""
        reads = self.capture.reads
        return {r.want.key: r.value for r in reads if r.want.why == "claimed" and isinstance(r.value, TextFile)}

    @cached_property
    def resolved(self) -> tuple[Redirection, ...]:
        """Links of the checked page that do not show where they lead, and lead to a programme's."""
        found = (read.value for read in self.capture.reads if isinstance(read.value, Redirection))
        return tuple(value for value in found if any(map(is_affiliate_link, value.hops)))

    @cached_property
    def promoted(self) -> tuple[Subject, ...]:
        """The promoted sites that were read."""
        return promoted_sites(self.capture, self.promotions, self.knowledge)

    @cached_property
    def promotions(self) -> tuple[Promotion, ...]:
        """What the pages promote."""
        return promotions_of(self.subject, self.knowledge)

    @cached_property
    def portrait(self) -> SelfPortrait:
        """How the site speaks of itself."""
        organisations = [found.mention.name for found in self.legal_mentions if found.mention.role in OWNING]
        registration = self.subject.registration
        if isinstance(registration, Registration) and registration.organization:
            organisations.append(registration.organization)
        return portray(self.subject, organisations, self.knowledge)

    @cached_property
    def archive(self) -> Archive | Missing:
        """The archive's captures of the host since the present registration."""
        return self.capture.typed("archive", archive_key(self.subject), Archive)

    @cached_property
    def archived(self) -> tuple[ArchivedPage, ...] | Missing:
        """The archived pages that were read."""
        return self.archive if isinstance(self.archive, Missing) else archived_pages(self.capture, self.archive)

    @cached_property
    def certificate_log(self) -> CertificateLog | Missing:
        """The oldest certificates that public logs hold for the domain."""
        return self.capture.typed("certificate_log", self.subject.domain, CertificateLog)

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """The pages of the site that lead on to another site."""
        return redirects_of(self.capture, self.subject)

    @property
    def neighbours(self) -> Neighbours | Missing:
        """What the site shares with sites read before."""
        return self.capture.typed("neighbours", self.subject.site, Neighbours)

    @property
    def hands(self) -> Hands | Missing:
        """The blogs whose hand the site's own is compared with."""
        return self.capture.typed("hands", self.subject.site, Hands)

    @cached_property
    def hands_compared(self) -> tuple[HandsCompared, ...]:
        """How alike the hands are, by the prints that were kept of them."""
        if isinstance(self.hands, Missing):
            return ()
        prints = {r.want.key: r.value for r in self.capture.reads if isinstance(r.value, HandPrint)}
        others = ((other, prints[other.hand]) for other in self.hands.others if other.hand in prints)
        cohort = [prints[key] for key in self.hands.cohort if key in prints]
        own = prints.get(self.hands.own)
        return () if own is None else side_by_side(own, others, cohort)

    icon = property(lambda self: self.subject.icon)
    registration = property(lambda self: self.subject.registration)
    certificate = property(lambda self: self.subject.certificate)
    dns = property(lambda self: self.subject.dns)
    ads_txt = property(lambda self: self.subject.file(ADS_TXT))
    security_txt = property(lambda self: self.subject.file(SECURITY_TXT))
    trust_txt = property(lambda self: self.subject.file(TRUST_TXT))
    app_association = property(lambda self: self.subject.app_association)
    related_sets = property(lambda self: self.subject.file(RELATED_SETS))
