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
from detectors.style.passages import shared_passages, without_quotations
from detectors.subject import Subject


@detector(Question.STYLE, family=Family.TEXT)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each page that shares passages with a promoted site, with the longest of them."""
    for site in promoted:
        theirs = [(document, own_text(document)) for document in site.documents]
        for document in documents:
            text = without_quotations(own_text(document))
            found = [(other, shared_passages(text, copy)) for other, copy in theirs]
            passages = {passage for _, shared in found for passage in shared}
            if passages:
                longest = max(sorted(passages), key=len)
                other = next(other for other, shared in found if longest in shared)
                claim = _claim(document, other, site.domain, len(passages))
                about = Mention(domain=site.domain)
                yield Evidence(claim, longest[:300], document.seen, about, Role.PROMOTED, Grade.C)


def _claim(page: Document, other: Document, domain: str, count: int) -> str:
    if page.canonical and registrable(host_of(page.canonical)) == domain:
        return f"The page is a syndicated copy, by its own account, of words of {domain} (passages: {count})"
    ours, theirs = (min(document.dates, default="")[:10] for document in (page, other))
    if ours and theirs and ours != theirs:
        if ours < theirs:
            return f"The page shares words with {domain}, where they are dated later (passages: {count})"
        return f"The page shares words with {domain}, where they are dated earlier (passages: {count})"
    return f"The page shares words with {domain} (passages: {count})"
