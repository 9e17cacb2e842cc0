"""What to read next. Planning is pure: the same capture and knowledge always want the same sources.

Three rounds are enough: the site; its legal, About and further pages with the sites that it promotes; those sites' own
legal pages. Each round wants everything that can be known by then and has not been asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detectors.bounds import bounded
from detectors.control_claims import claimed_domains
from detectors.domain import home_of, host_of, is_shared_suffix, registrable
from detectors.history import history_wants
from detectors.html.site_links import linked, post_links
from detectors.icons import icon_to_ask
from detectors.links import link_kind
from detectors.model import Capture, Missing, MissingReason, Page, TextFile, Want
from detectors.page import AUTHOR_ZONES, Document
from detectors.promotion import Promotion, promoted_hosts, promotions
from detectors.subject import (
    APPLE_APPS,
    ASSET_LINKS,
    POSTS,
    RELATED_SETS,
    SPEAKING_PAGES,
    TRUST_TXT,
    WELL_KNOWN,
    Subject,
    document_of,
    origin_of,
    other_site,
    plain_http,
    subject_of,
)

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

ROUNDS = 3
FURTHER_PAGES = 5  # with the checked page, the home page and the mobile read: eight HTML pages a host
STYLE_SHEETS = 3
CLAIMED_SITES = 2
RESOLVED_LINKS = 8
_OPAQUE = ("shortener", "cloaked")
_APPLE_BANNER = "apple-itunes-app"  # the meta element of an app's banner (Apple, Promoting Apps with Smart App Banners)
_FALL_BACK = {MissingReason.UNREACHABLE, MissingReason.TIMEOUT}


def plan(capture: Capture, knowledge: Knowledge) -> tuple[Want, ...]:
    """Return the sources to read next, sorted, none asked before; empty when the capture is complete."""
    capture = bounded(capture)
    asked = {(read.want.source, read.want.key) for read in capture.reads}
    wants: dict[tuple[str, str], Want] = {}
    for want in _all_wants(capture, knowledge):
        if (want.source, want.key) not in asked:
            wants.setdefault((want.source, want.key), want)
    return tuple(sorted(wants.values()))


def _all_wants(capture: Capture, knowledge: Knowledge) -> Iterator[Want]:
    yield Want("page", capture.url, "checked")
    yield from _site_wants(capture.url, knowledge)
    first = capture.get("page", capture.url)
    if capture.bare and isinstance(first, Missing) and first.reason in _FALL_BACK:
        yield Want("page", plain_http(capture.url), "checked")
    subject = subject_of(capture, knowledge)
    if not isinstance(subject.checked, Document):
        return
    if origin_of(capture, knowledge) is not None:
        yield from _site_wants(subject.url, knowledge)
    yield Want("file", _root(subject.url) + _app_file(subject), "well-known")
    yield from _icon_wants(subject, knowledge, "icon")
    yield from _further_pages(subject)
    yield from _promoted_wants(capture, subject, knowledge)
    yield from _claimed_sites(subject)
    if capture.resolve_links:
        yield from (Want("link", url, "resolve") for url in _opaque_links(subject.checked)[:RESOLVED_LINKS])
    yield from history_wants(capture, subject)


def _site_wants(url: str, knowledge: Knowledge) -> Iterator[Want]:
    """Everything about a site that needs no page of it to be read first."""
    yield Want("mobile", url, "checked")
    yield Want("page", home_of(url, knowledge), "home")
    for path in WELL_KNOWN:
        yield Want("file", _root(url) + path, "well-known")
    yield from _host_wants(host_of(url), knowledge)


def _root(url: str) -> str:
    return f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"


def _app_file(subject: Subject) -> str:
    """Return which of the two files about apps to read: Apple's when a page shows the banner of an app there."""
    pages = (page for page in (subject.checked, subject.home) if isinstance(page, Document))
    return APPLE_APPS if any(_APPLE_BANNER in page.metas for page in pages) else ASSET_LINKS


def _icon_wants(subject: Subject, knowledge: Knowledge, why: str) -> Iterator[Want]:
    """The icon, where it may be the site's own and does not stand in the page itself."""
    page = subject.checked
    hosted = subject.platform is not None or subject.shared_platform
    if isinstance(page, Document) and not hosted and (address := icon_to_ask(page, knowledge)):
        yield Want("icon", address, why)


def _host_wants(host: str, knowledge: Knowledge, why: str = "") -> Iterator[Want]:
    domain = registrable(host)
    platform = knowledge.platform(host)
    shared = is_shared_suffix(host) or (platform is not None and platform.kind != "custom")
    yield Want("certificate", host, why)
    if not shared:  # a platform's registration says nothing about the blogs it hosts
        yield Want("registration", domain, why)
        yield Want("dns", domain, why)
        if host != domain:
            yield Want("dns", host, why)


def _further_pages(subject: Subject) -> Iterator[Want]:
    documents = [d for d in (subject.checked, subject.home) if isinstance(d, Document)]
    found = {why: [url for document in documents for url in linked(document, why)] for why in SPEAKING_PAGES}
    asked = sum(map(bool, found.values()))
    if found["about"] and not found["legal"]:
        asked += 1  # kept for a notice that only the About page links to
        found["legal"] = [url for document in subject.by("about") for url in linked(document, "legal")]
    for why, urls in found.items():
        if urls:
            yield Want("page", urls[0], why)
    posts = [url for document in documents[::-1] for url in post_links(document)]
    for url in [u for u in dict.fromkeys(posts) if u != subject.url][: FURTHER_PAGES - asked]:
        yield Want("page", url, "post")
    if isinstance(subject.checked, Document):
        for sheet in subject.checked.stylesheets[:STYLE_SHEETS]:
            if registrable(host_of(sheet)) == subject.domain:
                yield Want("file", sheet, "style")


def _promoted_wants(capture: Capture, subject: Subject, knowledge: Knowledge) -> Iterator[Want]:
    """The sites that the pages promote, then those sites' own legal pages."""
    for url in promoted_homes(promotions_of(subject, knowledge)):
        yield Want("page", url, "promoted")
        yield from _host_wants(host_of(url), knowledge, "promoted")
        page = capture.get("page", url)
        if isinstance(page, Page):
            yield from _icon_wants(other_site(capture, knowledge, url), knowledge, "promoted")
            legal = linked(document_of(page), "legal")
            if legal:
                yield Want("page", legal[0], "promoted-legal")


def _opaque_links(page: Document) -> tuple[str, ...]:
    """Return the links of the author's text that do not show where they lead: shortened and cloaked ones."""
    links = (link.url for link in page.links if link.visible and link.zone in AUTHOR_ZONES)
    return tuple(dict.fromkeys(url for url in links if link_kind(url) in _OPAQUE))


def promoted_homes(found: Iterable[Promotion]) -> tuple[str, ...]:
    """Return the home pages of the up to three sites that are promoted most."""
    return tuple(f"https://{host}/" for host in promoted_hosts(found))


def promotions_of(subject: Subject, knowledge: Knowledge) -> tuple[Promotion, ...]:
    """Return what the pages read of a site promote: the checked page, the home page and further posts."""
    pages = {document.url: document for document in subject.by(*POSTS)}
    return promotions(pages.values(), subject.domain, knowledge)


def promoted_sites(capture: Capture, found: Iterable[Promotion], knowledge: Knowledge) -> tuple[Subject, ...]:
    """Return what was read of the promoted sites, those whose home page or registration could not be read included."""
    return tuple(other_site(capture, knowledge, url) for url in promoted_homes(found))


def _claimed_sites(subject: Subject) -> Iterator[Want]:
    """The other side of a claim in trust.txt or a related website set: only a mutual claim counts."""
    for path in (TRUST_TXT, RELATED_SETS):
        file = subject.file(path)
        if isinstance(file, TextFile):
            for domain in claimed_domains(file, subject.domain)[:CLAIMED_SITES]:
                yield Want("file", f"https://{domain}{path}", "claimed")
