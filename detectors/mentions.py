"""What the pages of a site say of organisations: names in roles, and disclosure words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from detectors import names
from detectors.html.site_links import is_page_of
from detectors.legal import LegalMention, Site, read_notice
from detectors.model import Marker, Role, Seen
from detectors.page import Document, Zone
from detectors.presentation import site_names
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_PERSON = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s?){2,4}\Z")  # words that all begin with a capital; else no name at all
_BESIDE = (Zone.NAV, Zone.COMMENT, Zone.AD, Zone.TEASER)
LAST_BLOCKS, SHORT = 3, 400  # hand-written pages end in a small line of company details without any markup for it
WHOLE_PAGE = ("legal", "about", "privacy", "disclosure", "promoted-legal")


@dataclass(frozen=True, slots=True)
class SeenMention:
    """An organisation that a page names in a role; `page` is its purpose, or "footer" on pages with another purpose."""

    mention: LegalMention
    page: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class PageMarkers:
    """The disclosure words of one page and what the page was read for."""

    document: Document
    why: str
    markers: tuple[Marker, ...]


def mentions_of(subject: Subject, knowledge: Knowledge) -> tuple[SeenMention, ...]:
    """Return the organisations named with a role in a site's legal, About and privacy pages and in its footers.

    A name that nothing shows to be an organisation's may be a person's: as a publisher it is kept as "a private
    person", without the name; in any other role it is dropped.
    """
    return tuple(_mentions(subject, knowledge))


def _mentions(subject: Subject, knowledge: Knowledge) -> Iterator[SeenMention]:
    read: set[str] = set()
    called = site_names(subject)
    for why, document in subject.pages:
        page = _purpose(why, document)
        text = notice_text(document) if page != "footer" else footer_text(document)
        if text and text not in read:  # one footer stands on every page
            read.add(text)
            titles = called if page == "footer" else (*called, document.title)
            site = Site(subject.host, titles, legal=page in ("legal", "promoted-legal"))
            for mention in mentions_in(text, document.lang, site, knowledge):
                yield SeenMention(mention, page, document.seen)


def _purpose(why: str, document: Document) -> str:
    """Return what a page is read for; the checked page may be the notice itself."""
    if why in WHOLE_PAGE:
        return why
    return "legal" if why == "checked" and is_page_of("legal", document.url) else "footer"


def mentions_in(text: str, lang: str, site: Site, knowledge: Knowledge) -> Iterator[LegalMention]:
    """Yield the organisations that a text of a site names with a role, names of persons left out."""
    for mention in read_notice(text, lang or None, site):
        if mention.person or not mention.name or _organisation(mention, knowledge):
            yield mention
        elif mention.kind == "notice" and mention.role in (Role.PUBLISHER, Role.OWNER) and _PERSON.match(mention.name):
            yield msgspec.structs.replace(mention, name="", numbers=(), quote="", person=True)


def _organisation(mention: LegalMention, knowledge: Knowledge) -> bool:
    provider = knowledge.provider(mention.name) is not None
    shown = mention.organisation or bool(mention.numbers) or provider
    return shown or names_organisation(mention.name, knowledge)


def notice_text(document: Document) -> str:
    """Return what eyes see of a page without its menus, comments and ads, a block a line; all of it if nothing else."""
    blocks = [block.text for block in document.blocks if block.start >= 0 and block.zone not in _BESIDE]
    return "\n".join(blocks) or document.text


def footer_text(document: Document) -> str:
    """Return the visible footer of a page, a block a line; on a page without one, its last short blocks."""
    visible = [block for block in document.blocks if block.visible]
    footer = [block.text for block in visible if block.zone is Zone.FOOTER]
    last = [block.text for block in visible[-LAST_BLOCKS:] if len(block.text) <= SHORT]
    return "\n".join(footer or last)


def names_organisation(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is an organisation's: by its words, or because the knowledge lists it or a brand in it."""
    return bool(name) and (names.is_organisation(name) or bool(knowledge.brands_in(name) or knowledge.match_name(name)))
