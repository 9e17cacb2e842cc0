"""Links of a page to other pages of the same site: its posts, its legal notice, its About page."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote, urlsplit

from detectors.data_files import load_toml
from detectors.domain import host_of, same_site
from detectors.html.addresses import place_of
from detectors.html.nouns import Document, Link, Zone

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp)\Z", re.IGNORECASE)
_MAX_WORDS = 8  # longer anchor texts are sentences
_YEAR = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?:[/-]|$)")
_LAST_ZONES = frozenset((Zone.COMMENT, Zone.AD, Zone.TEASER, Zone.QUOTE))


def post_links(document: Document) -> tuple[str, ...]:
    """Return the addresses of the site's posts that this page shows as cards, newest first.

    Dated addresses go by their date; the others keep the order of the page, which lists put newest first.
    """
    found: dict[str, str] = {}
    teasers = [block.teaser_of for block in document.blocks if block.zone is Zone.TEASER]
    own = {place_of(document.url), place_of(document.canonical)}
    for url in teasers:
        if url and place_of(url) not in own and same_site(document.host, host_of(url)) and _is_deep(url):
            found.setdefault(place_of(url), url)
    return tuple(sorted(found.values(), key=_date, reverse=True))


def linked(document: Document, kind: str) -> tuple[str, ...]:
    """Return the addresses of the site's own pages of one kind (a table of ``data/html/site_pages.toml``), best first.

    An anchor text that says it outright is best, then one that contains it, then the address alone. Comments, ads and
    teasers are not asked. Raises KeyError for another kind.
    """
    texts, paths = _vocabulary(kind)
    scores: dict[str, tuple[int, str]] = {}
    for link in document.links:
        if not link.url or link.zone in _LAST_ZONES or not same_site(document.host, host_of(link.url)):
            continue
        score = _score(link, texts, paths)
        key = place_of(link.url)
        if score and score > scores.get(key, (0, ""))[0]:
            scores[key] = (score, link.url.partition("#")[0])
    scores.pop(place_of(document.url), None)
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    return tuple(url for _, url in ranked)


def _score(link: Link, texts: dict[str, int], paths: tuple[tuple[str, int], ...]) -> int:
    words = _plain(link.text)
    score = 0
    if words and len(words.split()) <= _MAX_WORDS:
        padded = f" {words} "
        rank = max((rank for text, rank in texts.items() if f" {text} " in padded), default=0)
        score = rank + (100 if words in texts else 50) if rank else 0
    path = _plain(unquote(link.url.partition("://")[2].partition("/")[2][:200]))
    padded = f" {path} "
    rank = max((rank for text, rank in paths if f" {text} " in padded), default=0)
    return max(score, rank if len(path.split()) <= _MAX_WORDS else 0)


def is_page_of(kind: str, url: str) -> bool:
    """Tell whether the end of an address calls its page one of that kind: "/de/impressum.html" a legal one."""
    path = unquote(urlsplit(url).path[:200]).rstrip("/")
    name = _EXTENSION.sub("", path.rpartition("/")[2])
    return _plain(name) in dict(_vocabulary(kind)[1])


def _plain(text: str) -> str:
    """Return `text` case-folded, without accents, its words parted by single spaces."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", folded).strip()


@cache
def _vocabulary(kind: str) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    table = load_toml("html/site_pages.toml")[kind]
    texts = _ranked(table["texts"])
    return texts, tuple(_ranked(table["paths"]).items())


def _ranked(entries: list[str]) -> dict[str, int]:
    """Return each phrase with its rank: the first of the list is the most telling."""
    return {_plain(entry): len(entries) - index for index, entry in enumerate(entries)}


def _is_deep(url: str) -> bool:
    return len(place_of(url).partition("/")[2]) > 1


def _date(url: str) -> tuple[int, int, int]:
    match = _YEAR.search(url)
    return (int(match[1]), int(match[2]), int(match[3] or 0)) if match else (0, 0, 0)
