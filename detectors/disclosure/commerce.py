"""Words and signs of selling in the author's own text (``data/commerce.toml``), shared by the detectors of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from detectors.data_files import load_toml
from detectors.domain import host_of, registrable
from detectors.links import link_kind
from detectors.page import AUTHOR_ZONES, Block, Document, Link
from detectors.phrases import PhraseFinder
from detectors.promotion import sentence_at

_AMOUNT = r"\d{1,3}(?:[ .,\u202f]?\d{3})*(?:[.,]\d{2})?"
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST_CALL = 6  # words
PRICE = re.compile(rf"(?:[€$£]\s?{_AMOUNT}|(?<![\w.,]){_AMOUNT}\s?(?:€|\$|£|EUR|USD|GBP|CHF|PLN|zł|euros?)(?!\w))")


def own_blocks(document: Document) -> Iterator[Block]:
    """Yield the visible blocks of the page's own text: no navigation, comment, quote, teaser or advertisement."""
    return (block for block in document.blocks if block.visible and block.zone in AUTHOR_ZONES)


def own_links(document: Document) -> Iterator[Link]:
    """Yield the visible links of the page's own text that lead to other sites."""
    own = registrable(document.host)
    for link in document.links:
        if link.url and link.visible and link.zone in AUTHOR_ZONES and registrable(host_of(link.url)) != own:
            yield link


def sells(link: Link) -> bool:
    """Tell whether a link sells: it is paid for, comes of a campaign, asks to buy, or leads to a product or a shop."""
    if "sponsored" in link.rel or link_kind(link.url) in ("affiliate", "tracking"):
        return True
    return asks_to_buy(link) or not _shelves().isdisjoint(
        _NOT_LETTERS.split(unquote(link.url.partition("://")[2].lower()))
    )


def asks_to_buy(link: Link) -> bool:
    """Tell whether the words of a link ask to buy ("Shop now"); a longer text than a call's only speaks of it."""
    brief = 0 < len(link.text.split()) <= _LONGEST_CALL
    return brief and phrase("buy").match(link.text.strip(" >→»-")) is not None


def code_at(text: str) -> re.Match[str] | None:
    """Return the first discount code of `text` with the words before it; a bare "code" needs a discount beside it."""
    if not _begins("code").may_stand_in(text.casefold()):
        return None
    sure = _code("sure").search(text)
    if sure is not None:
        return sure
    bare = _code("bare").finditer(text)
    return next((m for m in bare if _discount().search(text[slice(*sentence_at(text, *m.span()))].lower())), None)


def speaks_as_customer(text: str) -> re.Match[str] | None:
    """Return the first words in `text` that a customer says of a product."""
    text = text.replace("’", "'")
    return phrase("consumer").search(text) if _begins("consumer").may_stand_in(text.casefold()) else None


@cache
def _shelves() -> frozenset[str]:
    return frozenset(load_toml("commerce.toml")["shop"]["words"].split())


@cache
def phrase(section: str) -> re.Pattern[str]:
    """Return the phrases of one section of the data as one case-blind expression."""
    return re.compile(rf"(?<!\w)(?:{_any(load_toml('commerce.toml')[section]['phrases'])})(?!\w)", re.IGNORECASE)


@cache
def _begins(section: str) -> PhraseFinder:
    """Return a finder of the words of one section, for case-folded text: most blocks have none and cost one scan."""
    table = load_toml("commerce.toml")[section]
    words = table["phrases"] if "phrases" in table else (*table["sure"], *table["bare"])
    return PhraseFinder({section: (re.compile(_any(list(words))), map(str.casefold, words))})


@cache
def _code(key: str) -> re.Pattern[str]:
    words = _any(load_toml("commerce.toml")["code"][key])
    return re.compile(rf"(?<!\w)(?i:{words})\W{{1,3}}(?P<code>(?=[A-Z0-9_-]*[A-Z])[A-Z0-9][A-Z0-9_-]{{2,19}})(?![\w-])")


@cache
def _discount() -> re.Pattern[str]:
    return re.compile(_any(load_toml("commerce.toml")["code"]["discount"]))


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def warm() -> None:
    """Compile the words, so that nothing is read while examining."""
    for section in ("buy", "consumer"):
        phrase(section)
    for section in ("code", "consumer"):
        _begins(section)
    for key in ("sure", "bare"):
        _code(key)
    _discount()
    _shelves()
