"""Read a notice: sections and copyright lines become mentions, one for each organisation in each role."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from detectors import names, numbers
from detectors.legal import described, menus
from detectors.legal.copyright import Holder, holders
from detectors.legal.denial import denied
from detectors.legal.mention import Kind, LegalMention
from detectors.legal.section import Section
from detectors.legal.sections import Walk
from detectors.legal.site import Site
from detectors.legal.vocabulary import LANGUAGES, Vocabulary, vocabulary
from detectors.model import OWNING, Role
from detectors.numbers import Number

LONGEST = 200_000
LONGEST_QUOTE = 300


def read_notice(text: str, lang: str | None = None, site: str | Site = "") -> tuple[LegalMention, ...]:
    """Return the organisations that `text` names, by position, with their roles and numbers.

    Works on the text of legal-notice, About and privacy pages and of footers, up to `LONGEST` characters. `lang` is the
    page's language (ISO 639-1); an unsupported one, or one in which nothing is found, falls back to all languages.
    `site` is its own name or host ("The Sleep Judge"), or more of what is known of it: "X is owned by Y" names its
    owner only when X is the site, and an organisation of the site's own name needs less beside it to be its publisher.
    A natural person is reported by `person` only: no name, no number.
    """
    text, site = text[:LONGEST], site if isinstance(site, Site) else Site(site)
    if lang in LANGUAGES and (found := _read(text, vocabulary(lang), site)):
        return found
    return _read(text, vocabulary(""), site)


def unclaimed_numbers(text: str, lang: str | None = None, site: str | Site = "") -> tuple[Number, ...]:
    """Return the numbers of a notice that names nobody: those before every section, or below the notice's own title.

    What stands below the label of another role is that role's, named or not; beside words for a private person a
    number is that person's.
    """
    text, site = text[:LONGEST], site if isinstance(site, Site) else Site(site)
    walk = Walk(text, vocabulary(lang if lang in LANGUAGES else ""), site)
    sections = walk.read()
    if walk.has_publisher or any(s.name and s.role in OWNING for s in sections) or walk.is_private(0, len(text)):
        return ()
    own = [number for section in sections if section.role is Role.PUBLISHER for number in section.numbers]
    return (*walk.loose, *own)


@cache
def warm() -> None:
    """Load all vocabularies once, before anything is examined."""
    names.warm()
    numbers.warm()
    described.warm()
    menus.warm()
    for language in ("", *LANGUAGES):
        vocabulary(language)


def _read(text: str, words: Vocabulary, site: Site) -> tuple[LegalMention, ...]:
    walk = Walk(text, words, site)
    named = [section for section in walk.read() if section.name or section.person]
    sections = [section for section in named if not denied(text, section.start, section.name)]
    mentions = [_mention(walk, section) for section in _settled(sections)]
    licensors = frozenset(mention.name for mention in mentions if mention.role is Role.LICENSOR)
    mentions += _held(mentions, walk, holders(text, walk.folded, words, licensors))
    publishers = [mention for mention in mentions if mention.role is Role.PUBLISHER]
    if walk.director and publishers:
        mentions = [replace(m, director=True) if m.role is Role.PUBLISHER else m for m in mentions]
    elif walk.director and walk.director.person and not walk.numbers:
        mentions.append(_span(text, walk.director.start, walk.director.end, person=True, director=True))
    return tuple(sorted(_merged(mentions), key=lambda mention: (mention.start, mention.end, mention.role)))


def _settled(sections: list[Section]) -> list[Section]:
    """Keep what a label or verb names over what a line only shows, and organisations over the persons beside them."""
    publishers = [section for section in sections if section.role is Role.PUBLISHER and section.name]
    said = {section.sure: names.core(section.name) for section in publishers if not section.otherwise}
    for section in publishers:
        others = {core for sure, core in said.items() if sure or not section.sure}
        if section.otherwise and others - {names.core(section.name)}:
            section.role = section.otherwise
    publishers = [section for section in publishers if section.role is Role.PUBLISHER]
    if not publishers:
        return sections
    sure = {names.core(section.name) for section in publishers if section.sure}
    return [
        section
        for section in sections
        if section.role is not Role.PUBLISHER or (section.name and (not sure or names.core(section.name) in sure))
    ]


def _mention(walk: Walk, section: Section) -> LegalMention:
    role = section.role or Role.PUBLISHER
    if section.person:
        return _span(walk.text, section.start, section.end, role, kind=section.kind, person=True)
    found = tuple(sorted({(number.kind, number.number) for number in section.numbers}))
    mention = _span(walk.text, section.start, section.end, role, name=section.name, found=found, kind=section.kind)
    end = min(walk.rest_of_unit(mention.end), mention.start + LONGEST_QUOTE)
    mention = replace(mention, quote=walk.text[mention.start : end].rstrip())
    shown = walk.shows_organisation(mention.start, section.name)
    shown = shown or (role in (Role.PUBLISHER, Role.OWNER) and walk.site.shows_organisation(section.name))
    return replace(mention, end=_stripped(walk.text, mention.start, end), organisation=shown)


def _held(mentions: list[LegalMention], walk: Walk, found: list[Holder]) -> list[LegalMention]:
    """Return copyright lines as mentions; a person's counts only where nobody else is named."""
    held, text = [], walk.text
    loose = tuple(sorted({(number.kind, number.number) for number in walk.loose}))
    named = {names.core(mention.name) for mention in mentions if mention.role is Role.PUBLISHER}
    for holder in found:
        if names.is_person(holder.name.text):
            sign_end = holder.name.start if holder.start < holder.name.start else holder.end
            start = holder.start if holder.start < holder.name.start else holder.name.end
            if not named:
                held.append(_span(text, start, sign_end, kind="copyright", person=True))
        elif names.core(holder.name.text) not in named:
            mention = _span(text, holder.start, holder.end, name=holder.name.text, found=loose, kind="copyright")
            held.append(replace(mention, organisation=walk.shows_organisation(holder.start, holder.name.text)))
    return held


def _merged(mentions: list[LegalMention]) -> list[LegalMention]:
    """Return one mention for each organisation in each role and kind, the first, with the numbers of all."""
    merged: dict[tuple[str, str, str], LegalMention] = {}
    for mention in mentions:
        key = (mention.role, mention.kind, names.core(mention.name))
        first = merged.get(key)
        together = tuple(sorted({*first.numbers, *mention.numbers})) if first else mention.numbers
        merged[key] = replace(first or mention, numbers=together)
    return list(merged.values())


def _span(
    text: str,
    start: int,
    end: int,
    role: Role = Role.PUBLISHER,
    *,
    name: str = "",
    found: tuple[tuple[str, str], ...] = (),
    kind: Kind = "notice",
    director: bool = False,
    person: bool = False,
) -> LegalMention:
    start = max(start, end - LONGEST_QUOTE)
    end = _stripped(text, start, end)
    return LegalMention(role, name, found, text[start:end], start, end, kind, director, person)


def _stripped(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
