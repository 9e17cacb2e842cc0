"""From what the reader met to the document: offsets, zones, absolute addresses."""

from __future__ import annotations

import re
from types import MappingProxyType

from detectors.domain import host_of
from detectors.html.addresses import Addresses, place_of
from detectors.html.facts import ICONS, Facts
from detectors.html.json_ld import nodes_of
from detectors.html.language import language_of
from detectors.html.link_header import header_links, is_translation
from detectors.html.nouns import Block, Document, Link, Zone
from detectors.html.reader import Reader
from detectors.html.runs import Anchor
from detectors.html.text import collapse
from detectors.html.zones import is_shown, mark_teasers, zone_of_anchor, zones_of
from detectors.model import Page

_MAX_SHEETS = 20
_MAX_ALTERNATES = 200
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_PAGE = "1991-08-06"  # what was dated before the first page of the web is history that a text tells of
_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
)


def assemble(page: Page, reader: Reader) -> Document:
    """Return the document of a page that has been read."""
    facts = reader.facts
    url = page.final_url or page.url
    addresses = Addresses(url, facts.base)
    canonical, alternates = _itself(facts, addresses, Addresses(url), page)
    own = frozenset(
        place_of(address) for address in (url, page.url, canonical, facts.metas.get("og:url", "")) if address
    )
    mark_teasers(reader, addresses, own)
    zones = zones_of(reader)
    blocks, text = _blocks(reader, zones)
    nodes = nodes_of(facts.ld)
    return Document(
        url=url,
        host=host_of(url),
        title=facts.title,
        lang=language_of(facts, text),
        text=text,
        blocks=blocks,
        links=tuple(_link(anchor, zones, reader, blocks, addresses) for anchor in reader.anchors),
        metas=MappingProxyType(facts.metas),
        json_ld=nodes,
        inline_scripts=tuple(facts.scripts),
        resources=tuple(dict.fromkeys(filter(None, map(addresses.absolute, facts.resources)))),
        stylesheets=tuple(dict.fromkeys(filter(None, map(addresses.absolute, facts.stylesheets))))[:_MAX_SHEETS],
        canonical=canonical,
        alternates=alternates,
        icon=_icon(facts.icons, addresses),
        dates=_dates(facts.times, facts.metas, nodes),
        words=len(text.split()),
        seen=page.seen,
        view=page.view,
        headers=MappingProxyType(dict(page.headers)),
    )


def _itself(facts: Facts, addresses: Addresses, answered: Addresses, page: Page) -> tuple[str, tuple[str, ...]]:
    """Return the page's own address and itself in other languages, by its head first, then by its `Link` header.

    What a header says is relative to the address that answered, whatever the page's ``<base>``.
    """
    links = tuple(header_links(dict(page.headers).get("link", "")))
    own = [addresses.absolute(facts.canonical)] if facts.canonical else []
    own += [answered.absolute(link.target) for link in links if "canonical" in link.rel]
    translations = [addresses.absolute(address) for address in facts.alternates]
    for link in links:
        if is_translation(link.rel, link.parameters.get("hreflang", ""), link.parameters.get("type", "")):
            translations.append(answered.absolute(link.target))
    return next(filter(None, own), ""), tuple(dict.fromkeys(filter(None, translations)))[:_MAX_ALTERNATES]


def _icon(icons: dict[str, str], addresses: Addresses) -> str:
    """Return the address of the icon that the page declares, one written into the page (data:) as it is, or ""."""
    declared = next((icons[kind].strip() for kind in ICONS if kind in icons), "")
    return declared if declared[:5].lower() == "data:" else addresses.absolute(declared) if declared else ""


def _blocks(reader: Reader, zones: list[Zone]) -> tuple[tuple[Block, ...], str]:
    out, texts, position = [], [], 0
    for run, zone in zip(reader.runs, zones, strict=True):
        place = run.place
        shown = is_shown(run)
        out.append(
            Block(
                run.text,
                zone,
                shown,
                position if shown else -1,
                None if run.alt else place.size,
                None if run.alt else place.contrast,
                run.heading,
                place.hidden,
                place.hidden_mobile,
                run.tag,
                run.alt,
                run.teaser if zone is Zone.TEASER else "",
            )
        )
        if shown:
            texts.append(run.text)
            position += len(run.text) + 1
    return tuple(out), "\n".join(texts)


def _link(anchor: Anchor, zones: list[Zone], reader: Reader, blocks: tuple[Block, ...], addresses: Addresses) -> Link:
    start = blocks[anchor.run].start + anchor.start if anchor.run >= 0 else -1
    text = "\n".join(anchor.texts) or collapse("".join(anchor.veiled)) or collapse(anchor.alt)
    visible = anchor.run >= 0 or not (anchor.place.hidden or anchor.veiled)
    zone = zone_of_anchor(anchor, zones, reader.runs)
    return Link(addresses.absolute(anchor.href), text, _rel(anchor.rel), zone, visible, start)


def _rel(rel: str) -> frozenset[str]:
    return frozenset(rel.lower().replace(",", " ").split()) if rel else _NO_REL


_NO_REL: frozenset[str] = frozenset()


def _dates(times: list[str], metas: dict[str, str], nodes: tuple[dict[str, object], ...]) -> tuple[str, ...]:
    found = [metas[name] for name in _DATE_METAS if name in metas]
    found += [value for node in nodes if isinstance(value := node.get("datePublished"), str)]
    found += times
    dated = (value.strip()[:40] for value in found if _ISO_DATE.match(value.strip()))
    return tuple(dict.fromkeys(value for value in dated if value >= _FIRST_PAGE))
