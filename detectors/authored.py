"""What the author of a site wrote, page by page: the texts whose hand is compared, and whose words are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.model.sources import Noun
from detectors.promotion import own_text
from detectors.style.passages import without_quotations
from detectors.style.shingles import shingles
from detectors.subject import subject_of

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.model import Capture

MIN_WORDS = 100  # a shorter page is a list, a notice or an answer
_POSTS = ("checked", "home", "post")


class AuthorText(Noun, frozen=True):
    """One page of the checked site in its author's words, long quotations taken out.

    `original` is the canonical address that the page states, `published` its earliest date, both "" when it has none;
    `keys` are the text's shingles.
    """

    url: str
    site: str
    lang: str
    text: str
    original: str
    published: str
    keys: tuple[int, ...]


def author_texts(capture: Capture, knowledge: Knowledge) -> tuple[AuthorText, ...]:
    """Return the posts among the pages read of the checked site, the checked one first."""
    subject = subject_of(capture, knowledge)
    found = {}
    for document in subject.by(*_POSTS):
        text = without_quotations(own_text(document))
        if len(text.split()) >= MIN_WORDS and document.url not in found:
            published = min(document.dates, default="")[:10]
            found[document.url] = AuthorText(
                document.url, subject.site, document.lang, text, document.canonical, published, shingles(text)
            )
    return tuple(found.values())
