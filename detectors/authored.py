"""What the author of a site wrote, page by page: the texts whose hand is compared, and whose words are looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detectors.model.noun import Noun
from detectors.promotion import own_text
from detectors.style.hands import enough
from detectors.style.passages import without_quotations
from detectors.style.register import register
from detectors.style.shingles import shingles
from detectors.style.words import LANGUAGES
from detectors.subject import POSTS, subject_of

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.model import Capture

MIN_WORDS = 100  # a shorter page is a list, a notice or an answer
_MOST_REPEATED = 0.5  # share of a page's shingles that longer pages of the site have too


class AuthorText(Noun, frozen=True):
    """One page of the checked site in its author's words, long quotations taken out.

    `original` is the canonical address that the page states, `published` its earliest date, both "" when it has none;
    `keys` are the text's shingles; `advertising` tells whether it speaks in the register of copy for products.
    """

    url: str
    site: str
    lang: str
    text: str
    original: str
    published: str
    keys: tuple[int, ...]
    advertising: bool = False


def author_texts(capture: Capture, knowledge: Knowledge) -> tuple[AuthorText, ...]:
    """Return the posts among the pages read of the checked site, the checked one first."""
    subject = subject_of(capture, knowledge)
    found = {}
    for document in subject.by(*POSTS):
        text = without_quotations(own_text(document))
        if len(text.split()) >= MIN_WORDS and document.url not in found:
            published = min(document.dates, default="")[:10]
            voice = register(text, _primary(document.lang))
            found[document.url] = AuthorText(
                document.url,
                subject.site,
                document.lang,
                text,
                document.canonical,
                published,
                shingles(text),
                voice is not None and voice.promotional,
            )
    return tuple(found.values())


def posts_of_one_hand(texts: Sequence[AuthorText]) -> tuple[str, tuple[str, ...]]:
    """Return the language and the posts whose hand may be compared; no posts where there is too little of them.

    A page most of whose words stand in longer ones, as a home page's do, is left out, and so is advertising copy, whose
    hand is a house's. Of several languages the one with most words is taken.
    """
    kept: list[AuthorText] = []
    known: set[int] = set()
    for text in sorted(texts, key=lambda each: (-len(each.keys), each.url)):
        if not text.advertising and len(known.intersection(text.keys)) <= len(text.keys) * _MOST_REPEATED:
            kept.append(text)
            known.update(text.keys)
    words: Counter[str] = Counter()
    for text in kept:
        words[_primary(text.lang)] += len(text.text.split())
    lang, count = max(words.items(), key=lambda found: (found[1], found[0]), default=("", 0))
    posts = tuple(text.text for text in sorted(kept, key=lambda each: each.url) if _primary(text.lang) == lang)
    return (lang, posts) if lang in LANGUAGES and enough(count, len(posts)) else ("", ())


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()
