"""What the pages of a site say of organisations: names in roles, and disclosure words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from detectors import names
from detectors.domain import registrable
from detectors.elsewhere import (
    has_another_subject,
    introduces_another,
    is_hearsay,
    is_not_so,
    is_prose,
    line_before,
    sentence_around,
    speaks_of_a_namesake,
    speaks_of_a_site,
    speaks_of_others_data,
)
from detectors.html.site_links import is_page_of
from detectors.joining import numbers_apart
from detectors.legal import LegalMention, Site, read_notice
from detectors.model import OWNING, Role
from detectors.nouns import PageMarkers, SeenMention
from detectors.page import FOREIGN_ZONES, Block, Document, Zone
from detectors.presentation import site_names
from detectors.subject import SPEAKING_PAGES, Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_PERSON = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s?){2,4}\Z")  # words that all begin with a capital; else no name at all
_ADDRESS = re.compile(r"(?:https?://|(?<![\w./])(?=www\.))([\w.-]+\w)")
_BESIDE = (Zone.NAV, Zone.COMMENT, Zone.AD, Zone.TEASER)
SET_AS_PICTURE = 60  # characters of an image's alternative
LAST_BLOCKS, SHORT = 3, 400  # hand-written pages end in a small line of company details without any markup for it
_READ_WHOLE = (*SPEAKING_PAGES, "promoted-legal")  # of other pages, the footer
_HEADING = 80  # characters of a line that may be the title of what follows
_NOTICES = frozenset(_READ_WHOLE) - {"about"}


def of_checked(pages: Iterable[PageMarkers]) -> PageMarkers | None:
    """Return the disclosure words of the checked page."""
    return next((page for page in pages if page.why == "checked"), None)


def mentions_of(subject: Subject, knowledge: Knowledge) -> tuple[SeenMention, ...]:
    """Return the organisations named with a role in a site's legal, About and privacy pages and in its footers.

    A name that nothing shows to be an organisation's may be a person's: as a publisher it is kept as "a private
    person", without the name; in any other role it is dropped. A notice with a number and no name is joined to the one
    name that the rest of the site gives its publisher.
    """
    found = tuple(_mentions(subject, knowledge))
    pages = ((_purpose(why, document), document) for why, document in subject.pages)
    notices = [(page, document, notice_text(document)) for page, document in pages if page != "footer"]
    site = Site(subject.host, tuple(site_names(subject)))
    return (*found, *numbers_apart(found, notices, site, knowledge))


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
            named = tuple(mentions_in(text, document.lang, site, knowledge))
            organisers = {names.core(each.name) for each in named if each.role is Role.ORGANISER}
            for mention in named:
                sure = not (_answers_for_others(mention, text, organisers) or _is_of_something_else(mention, text))
                sure = sure and (page in _NOTICES or _is_about_the_site(mention, text, page, document, subject))
                yield SeenMention(_with_its_numbers(mention, text), page, document.seen, sure)


def _with_its_numbers(mention: LegalMention, text: str) -> LegalMention:
    """Leave out numbers that stand in another sentence, behind another firm: "Our sponsors: Olivar SARL, RCS ..."."""
    kept = tuple(pair for pair in mention.numbers if not _is_anothers(pair[1], mention, text))
    return mention if kept == mention.numbers else msgspec.structs.replace(mention, numbers=kept)


def _is_anothers(number: str, mention: LegalMention, text: str) -> bool:
    digits = r"[\s.-]?".join(filter(str.isdigit, number))
    found = re.compile(rf"(?<!\d){digits}(?!\d)").search(text, mention.start) if digits else None
    if found is None:
        return False
    before = sentence_around(text, found.start(), found.start())[0]
    forms = (names.legal_form(f"Olivar {word.strip('.,;:()')}") for word in before.split())
    return mention.name not in before and any(form is not None for form in forms)


def _answers_for_others(mention: LegalMention, text: str, organisers: Collection[str]) -> bool:
    """Tell whether a controller answers for the data of a contest, or of what is served from elsewhere, alone."""
    if mention.kind != "privacy":
        return False
    if names.core(mention.name) in organisers:
        return True
    heading = line_before(text, mention.start)
    said = sentence_around(text, mention.start, mention.end)[0]
    return speaks_of_others_data(said) or (len(heading) <= _HEADING and speaks_of_others_data(heading))


def _is_about_the_site(mention: LegalMention, text: str, page: str, document: Document, subject: Subject) -> bool:
    """Tell whether what a footer or an About page says of an organisation is about who is behind the site."""
    at = max(text.find(mention.name, mention.start), mention.start)
    sentence, rest = sentence_around(text, at, at + len(mention.name))
    addresses = _ADDRESS.findall(sentence)
    if addresses and subject.domain not in {registrable(address.lower()) for address in addresses}:
        return False
    if speaks_of_a_namesake(sentence, mention.name, [subject.domain.partition(".")[0]]) or is_not_so(sentence, rest):
        return False
    if not _labels(mention, text, at):
        heading = line_before(text, at)
        before = sentence[: len(sentence) - len(mention.name)]
        if introduces_another(before, mention.name, heading if len(heading) <= _HEADING else ""):
            return False
    placed = page != "footer" or has_footer(document) or speaks_of_a_site(sentence)
    # A line that stands on another page of the site, too, belongs to the site and not to one text.
    others = (other for other in subject.documents if other.url != document.url)
    return placed or any(mention.quote in other.text for other in others)


def _labels(mention: LegalMention, text: str, at: int) -> bool:
    """Tell whether words before the name, in its own line, gave it its role ("published by")."""
    return "\n" not in text[mention.start : at] and bool(text[mention.start : at].strip())


def _is_of_something_else(mention: LegalMention, text: str) -> bool:
    """Tell whether the name is a piece of prose, or the sentence says of something else whose it is."""
    before = sentence_around(text, mention.start, mention.start)[0]
    return is_prose(mention.name) or has_another_subject(before) or is_hearsay(before)


def _purpose(why: str, document: Document) -> str:
    """Return what a page is read for; the checked page may be the notice itself."""
    if why in _READ_WHOLE:
        return why
    return "legal" if why == "checked" and is_page_of("legal", document.url) else "footer"


def mentions_in(text: str, lang: str, site: Site, knowledge: Knowledge) -> Iterator[LegalMention]:
    """Yield the organisations that a text of a site names with a role, names of persons left out."""
    for mention in read_notice(text, lang or None, site):
        if mention.person or not mention.name or _organisation(mention, knowledge):
            yield mention
        elif mention.kind == "notice" and mention.role in OWNING and _PERSON.match(mention.name):
            yield msgspec.structs.replace(mention, name="", numbers=(), quote="", person=True)


def _organisation(mention: LegalMention, knowledge: Knowledge) -> bool:
    provider = knowledge.provider(mention.name) is not None
    shown = mention.organisation or bool(mention.numbers) or provider
    return shown or names_organisation(mention.name, knowledge)


def notice_text(document: Document) -> str:
    """Return what eyes see of a page without its menus, comments and ads, a block a line; all of it if nothing else.

    A text that was set as a picture is read from the picture's alternative.
    """
    read = (block for block in document.blocks if block.start >= 0 or _is_a_text(block))
    return "\n".join(block.text for block in read if block.zone not in _BESIDE) or document.text


def _is_a_text(block: Block) -> bool:
    """Tell whether an image's alternative is a text that was set as a picture, as notices are; a logo's is a name."""
    return block.alt and len(block.text) >= SET_AS_PICTURE


def footer_text(document: Document) -> str:
    """Return the visible footer of a page, a block a line; on a page without one, its last short blocks."""
    visible = [block for block in document.blocks if block.visible]
    footer = [block.text for block in visible if block.zone is Zone.FOOTER]
    short = (block for block in visible[-LAST_BLOCKS:] if len(block.text) <= SHORT)
    last = [block.text for block in short if block.zone not in FOREIGN_ZONES]
    return "\n".join(footer or last)


def has_footer(document: Document) -> bool:
    """Tell whether the page has a footer of its own."""
    return any(block.visible and block.zone is Zone.FOOTER for block in document.blocks)


def names_organisation(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is an organisation's: by its words, or because the knowledge lists it or a brand in it."""
    return bool(name) and (names.is_organisation(name) or bool(knowledge.brands_in(name) or knowledge.match_name(name)))
