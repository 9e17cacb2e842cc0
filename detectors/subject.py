"""A site as the detectors see it: the reads of a capture that belong to one site, its pages parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detectors.domain import host_of, is_shared_suffix, registrable, site_key
from detectors.icons import NO_ICON, icon_of
from detectors.model import (
    NOT_ASKED,
    Capture,
    Certificate,
    DnsRecords,
    Icon,
    Missing,
    Page,
    Registration,
    TextFile,
)
from detectors.page import Document, read_document

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge, Platform

ADS_TXT = "/ads.txt"
SECURITY_TXT = "/.well-known/security.txt"
TRUST_TXT = "/trust.txt"
RELATED_SETS = "/.well-known/related-website-set.json"
ASSET_LINKS = "/.well-known/assetlinks.json"
APPLE_APPS = "/.well-known/apple-app-site-association"
WELL_KNOWN = (ADS_TXT, SECURITY_TXT, TRUST_TXT, RELATED_SETS)
POSTS = ("checked", "home", "post")  # why the pages of a site's own author are read
SPEAKING_PAGES = ("legal", "about", "privacy", "disclosure")  # and those that speak of the site
APP_FILES = (APPLE_APPS, ASSET_LINKS)  # one of them is read: with it and robots.txt six files a host


@dataclass(frozen=True, slots=True)
class Subject:
    """One site of a capture. Every source is a value or `Missing`; `pages` holds what was read, by purpose."""

    url: str  # of the checked page, after redirects
    site: str
    platform: Platform | None
    checked: Document | Missing
    pages: tuple[tuple[str, Document], ...]  # (why, document), desktop views of this site
    mobile: Document | Missing
    registration: Registration | Missing
    certificate: Certificate | Missing
    dns: DnsRecords | Missing
    icon: Icon | Missing  # of its own: a platform's or a theme's is none
    files: tuple[tuple[str, TextFile | Missing], ...]

    @property
    def host(self) -> str:
        """Return the host of the checked page."""
        return host_of(self.url)

    @property
    def domain(self) -> str:
        """Return the registrable domain."""
        return registrable(self.host)

    @property
    def shared_platform(self) -> bool:
        """Tell whether the registration belongs to a platform and not to the site's publisher."""
        return (self.platform is not None and self.platform.kind != "custom") or is_shared_suffix(self.host)

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return every page read of this site, the checked one first."""
        return tuple({document.url: document for _, document in reversed(self.pages)}.values())[::-1]

    def by(self, *why: str) -> tuple[Document, ...]:
        """Return the pages read for these purposes."""
        return tuple(document for purpose, document in self.pages if purpose in why)

    @property
    def home(self) -> Document | Missing:
        """Return the home page, which is the checked page itself when that is what was asked."""
        found = self.by("home")
        if found:
            return found[0]
        at_root = isinstance(self.checked, Document) and urlsplit(self.checked.url).path in ("", "/")
        return self.checked if at_root else NOT_ASKED

    @property
    def app_association(self) -> TextFile | Missing:
        """Return the one file that was asked for of those that tie a site to its apps (`APP_FILES`)."""
        return next((found for path in APP_FILES if (found := self.file(path)) != NOT_ASKED), NOT_ASKED)

    def file(self, path: str) -> TextFile | Missing:
        """Return a well-known file of this site's host."""
        return dict(self.files).get(path, NOT_ASKED)


@lru_cache(maxsize=32)
def document_of(page: Page, styles: tuple[TextFile, ...] = ()) -> Document:
    """Parse a page once; a capture is looked at in several rounds."""
    return read_document(page, styles)


def forget() -> None:
    """Drop the parsed pages."""
    document_of.cache_clear()


def checked_page(capture: Capture) -> Page | Missing:
    """Return the page that was asked for; a bare host may have answered on http only."""
    first = capture.typed("page", capture.url, Page)
    if isinstance(first, Missing) and capture.bare:
        second = capture.typed("page", plain_http(capture.url), Page)
        return second if isinstance(second, Page) else first
    return first


def plain_http(url: str) -> str:
    """Return the same address on http."""
    return "http://" + url.split("://", 1)[1]


def subject_of(capture: Capture, knowledge: Knowledge) -> Subject:
    """Return the checked site; after a redirect to another site, that one."""
    page = checked_page(capture)
    url = page.final_url if isinstance(page, Page) else capture.url
    return _site(capture, knowledge, url, page)


def origin_of(capture: Capture, knowledge: Knowledge) -> Subject | None:
    """Return the site that was asked for when it redirected to another one, else None."""
    subject = subject_of(capture, knowledge)
    if registrable(host_of(capture.url)) == subject.domain:
        return None
    return _site(capture, knowledge, capture.url, NOT_ASKED)


def other_site(capture: Capture, knowledge: Knowledge, url: str) -> Subject:
    """Return what was read of another site, by its home page's URL."""
    page = capture.typed("page", url, Page)
    return _site(capture, knowledge, page.final_url if isinstance(page, Page) else url, page)


def _site(capture: Capture, knowledge: Knowledge, url: str, page: Page | Missing) -> Subject:
    host, site = host_of(url), site_key(url, knowledge)
    domain = registrable(host)
    styles = tuple(r.value for r in capture.reads if r.want.why == "style" and isinstance(r.value, TextFile))
    pages = tuple(
        (why, document_of(value, styles))
        for why, value in _pages(capture)
        if site_key(value.final_url, knowledge) == site and value.view == "desktop"
    )
    mobile = capture.typed("mobile", page.url if isinstance(page, Page) else url, Page)
    root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    platform = knowledge.platform(host)
    checked = document_of(page, styles) if isinstance(page, Page) else page
    return Subject(
        url=url,
        site=site,
        platform=platform,
        checked=checked,
        pages=pages,
        mobile=document_of(mobile) if isinstance(mobile, Page) else mobile,
        registration=capture.typed("registration", domain, Registration),
        certificate=capture.typed("certificate", host, Certificate),
        dns=capture.typed("dns", domain, DnsRecords),
        icon=_icon(capture, knowledge, checked, hosted=platform is not None or is_shared_suffix(host)),
        files=tuple((path, capture.typed("file", root + path, TextFile)) for path in (*WELL_KNOWN, *APP_FILES)),
    )


def _icon(capture: Capture, knowledge: Knowledge, page: Document | Missing, *, hosted: bool) -> Icon | Missing:
    if isinstance(page, Missing):
        return page
    return NO_ICON if hosted else icon_of(page, capture, knowledge)


def _pages(capture: Capture) -> Iterator[tuple[str, Page]]:
    """Yield the pages read, the checked one first, then by purpose and address."""
    reads = [r for r in capture.reads if isinstance(r.value, Page) and r.want.source == "page"]
    for read in sorted(reads, key=lambda r: (r.want.why != "checked", r.want.why, r.want.key)):
        if isinstance(read.value, Page):
            yield read.want.why, read.value
