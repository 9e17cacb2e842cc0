"""The author's text shares passages with the promoted site's own copy.

Grade C: copied words can be shown, but fans, shops and journalists copy too; never a colour. Passages are found by
3-word shingles (`detectors.style.passages`). Words in quotation marks are quoted, not copied; a page whose canonical
address is the promoted site's is syndicated; where both pages are dated, it is said whose is older.

Example: three sentences of the shop's product page stand in the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.promotion import own_text
from detectors.registry import detector
from detectors.style.passages import Passage, side_by_side, without_quotations
from detectors.subject import Subject

_LONGEST = 300  # characters of a quote


@detector(Question.STYLE, family=Family.TEXT)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each page that shares passages with a promoted site, with the longest as either side has it."""
    for site in promoted:
        theirs = [(document, own_text(document)) for document in site.documents]
        for document in documents:
            text = without_quotations(own_text(document))
            found = [(passage, other) for other, copy in theirs for passage in side_by_side(text, copy)]
            if found:
                longest, other = max(sorted(found, key=_ours), key=lambda each: len(each[0].here))
                claim = _claim(document, other, site.domain, len({passage.here for passage, _ in found}))
                about = Mention(domain=site.domain)
                yield Evidence(claim, longest.here[:_LONGEST], document.seen, about, Role.PROMOTED, Grade.C)
                yield Evidence(
                    f"The same words as {site.domain} has them",
                    longest.there[:_LONGEST],
                    other.seen,
                    about,
                    Role.PROMOTED,
                    Grade.C,
                )


def _ours(found: tuple[Passage, Document]) -> str:
    return found[0].here


def _claim(page: Document, other: Document, domain: str, count: int) -> str:
    if page.canonical and registrable(host_of(page.canonical)) == domain:
        return f"The page is a syndicated copy, by its own account, of words of {domain} (passages: {count})"
    ours, theirs = (min(document.dates, default="")[:10] for document in (page, other))
    if ours and theirs and ours != theirs:
        if ours < theirs:
            return f"The page shares words with {domain}, where they are dated later (passages: {count})"
        return f"The page shares words with {domain}, where they are dated earlier (passages: {count})"
    return f"The page shares words with {domain} (passages: {count})"
