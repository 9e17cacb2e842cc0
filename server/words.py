"""Which sites that were read before share words with a page: looked up in the store, shown from the other capture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from detectors.authored import AuthorText
from detectors.domain import host_of
from detectors.model import Capture, SharedValue
from detectors.style.passages import Passage, side_by_side
from detectors.style.shared_words import KIND, PLAIN, SYNDICATED, label_of
from server.children import ChildError
from server.clock import now
from server.errors import StoreError
from server.store import Sharing, Store, Text

LEAST = 0.1  # share of the page's shingles below which two texts on one subject meet by chance
MOST = 3  # sites that are shown
_PASSAGE = 300  # characters


class Reads(Protocol):
    """What reads the author's words in a capture (server.children.Children)."""

    def author_texts(self, capture: Capture) -> tuple[AuthorText, ...]: ...  # noqa: D102


def words_shared(store: Store, reader: Reads, texts: Sequence[AuthorText], audit: str = "") -> tuple[SharedValue, ...]:
    """Return for the first of these texts the other sites that share passages with it, the longest of each.

    A text whose capture can no longer be read is left out: what cannot be shown is no evidence.
    """
    if not texts:
        return ()
    ours = texts[0]
    found: list[SharedValue] = []
    for hit in store.texts.sharing(ours.keys, beside=ours.site, audit=audit):
        if hit.containment < LEAST or len(found) == MOST:
            break
        passage = _longest(store, reader, ours, hit)
        if passage and hit.site not in {value.sites[0] for value in found}:
            found.append(SharedValue(KIND, passage, _label(ours, hit), (hit.site,), 1))
    return tuple(found)


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


def _longest(store: Store, reader: Reads, ours: AuthorText, hit: Sharing) -> str:
    return max((passage.here for passage in passages(store, reader, ours, hit)), key=len, default="")[:_PASSAGE]


def passages(store: Store, reader: Reads, ours: AuthorText, hit: Sharing) -> Iterator[Passage]:
    """Yield the passages that a text shares with a kept one, longest first; none when that can no longer be read."""
    if hit.capture is None:
        return
    try:
        theirs = reader.author_texts(store.records.capture(hit.capture))
    except (ChildError, StoreError):
        return
    for text in theirs:
        if text.url == hit.url:
            yield from side_by_side(ours.text, text.text)
