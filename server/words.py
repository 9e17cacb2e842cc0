"""Which sites that were read before share words with a page: looked up in the store, shown from the other capture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from detectors.authored import AuthorText
from detectors.copying import Other, Shared
from detectors.domain import host_of
from detectors.model import Capture, Page, Read, SharedValue, Want
from detectors.style.shared_words import KIND, PLAIN, SYNDICATED, label_of
from detectors.subject import checked_page
from server.children import ChildError
from server.clock import now
from server.errors import StoreError
from server.store import Sharing, Store, Text

LEAST = 0.1  # share of the page's shingles below which two texts on one subject meet by chance
MOST = 3  # sites that are shown
_PASSAGE = 300  # characters


class Reads(Protocol):
    """What reads the author's words in captures (server.children.Children)."""

    def author_texts(self, capture: Capture) -> tuple[AuthorText, ...]: ...  # noqa: D102

    def passages_shared(self, text: str, others: Sequence[Other], most: int) -> tuple[Shared, ...]: ...  # noqa: D102


def words_shared(store: Store, reader: Reads, texts: Sequence[AuthorText], audit: str = "") -> tuple[SharedValue, ...]:
    """Return for the first of these texts the other sites that share passages with it, the longest of each.

    A text whose capture can no longer be read is left out: what cannot be shown is no evidence.
    """
    if not texts:
        return ()
    ours = texts[0]
    hits = [hit for hit in store.texts.sharing(ours.keys, beside=ours.site, audit=audit) if hit.containment >= LEAST]
    return tuple(
        SharedValue(KIND, shared.longest[:_PASSAGE], _label(ours, hit), (hit.site,), 1)
        for hit, shared in shared_with(store, reader, ours, hits, MOST)
        if shared.longest
    )


def first_text(reader: Reads, capture: Capture) -> tuple[AuthorText, ...]:
    """Return the text of a capture whose words are looked up, alone; nothing when no child survives its pages.

    That is the checked page's, which needs no other page parsed; if it is too short, the first of the others'.
    """
    page = checked_page(capture)
    alone = _alone(capture, page.final_url) if isinstance(page, Page) else None
    try:
        return (reader.author_texts(alone) if alone else ()) or reader.author_texts(capture)[:1]
    except ChildError:
        return ()


def texts_of(reader: Reads, capture: Capture) -> tuple[AuthorText, ...]:
    """Return all that the author of the checked site wrote; nothing when no child survives the pages."""
    try:
        return reader.author_texts(capture)
    except ChildError:
        return ()


def keep_words(store: Store, capture: int, texts: Iterable[AuthorText]) -> None:
    """Index the words of a capture's texts."""
    store.texts.add_all(words_of(capture, texts))


def words_of(capture: int, texts: Iterable[AuthorText]) -> list[tuple[Text, Sequence[int]]]:
    """Return a capture's texts as they are indexed."""
    at = now()
    return [(Text(text.url, text.site, at, text.original, text.published, capture), text.keys) for text in texts]


def _label(ours: AuthorText, hit: Sharing) -> str:
    if ours.original and host_of(ours.original) == host_of(hit.url) != host_of(ours.url):
        return SYNDICATED
    dated = ours.published and hit.published and ours.published != hit.published
    return label_of(earlier=hit.published < ours.published) if dated else PLAIN


def shared_with(
    store: Store, reader: Reads, ours: AuthorText, hits: Sequence[Sharing], most: int
) -> Iterable[tuple[Sharing, Shared]]:
    """Return the hits whose pages can still be read, each with what it shares with our text, of `most` sites."""
    known = store.records.pages({(hit.capture, hit.url) for hit in hits if hit.capture is not None})
    pages = [(hit, known.get((hit.capture or 0, hit.url)) or _redirected(store, hit)) for hit in hits]
    read = [(hit, Other(hit.url, hit.site, page)) for hit, page in pages if page is not None]
    try:
        found = reader.passages_shared(ours.text, [other for _, other in read], most) if read else ()
    except ChildError:
        return ()
    return zip((hit for hit, _ in read), found, strict=True)


def _redirected(store: Store, hit: Sharing) -> Capture | None:
    """Return the page of a hit, alone, when another address was asked than the one that answered."""
    try:
        return _alone(store.records.capture(hit.capture), hit.url) if hit.capture is not None else None
    except StoreError:
        return None


def _alone(capture: Capture, url: str) -> Capture | None:
    """Return a capture of the page that answered at `url`, with the style sheets, as the checked page of its site."""
    styles = tuple(read for read in capture.reads if read.want.why == "style")
    for read in capture.reads:
        if read.want.source == "page" and isinstance(read.value, Page) and read.value.final_url == url:
            checked = Read(Want("page", read.want.key, "checked"), read.value)
            return Capture(read.want.key, capture.taken_at).with_reads((checked, *styles))
    return None
