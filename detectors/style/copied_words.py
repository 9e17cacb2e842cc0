"""The author's text shares passages with the promoted site's own copy.

Grade C: copied words can be shown, but fans, shops and journalists copy too; never a colour. Passages are found by
3-word shingles (`detectors.style.passages`).

Example: three sentences of the shop's product page stand in the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.promotion import own_text
from detectors.registry import detector
from detectors.style.passages import shared_passages
from detectors.subject import Subject


@detector(Question.STYLE, family=Family.TEXT)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each page that shares passages with a promoted site, with the longest of them."""
    for site in promoted:
        theirs = "\n".join(map(own_text, site.documents))
        for document in documents:
            passages = shared_passages(own_text(document), theirs)
            if passages:
                claim = f"The page shares words with {site.domain} (passages: {len(passages)})"
                about = Mention(domain=site.domain)
                yield Evidence(claim, passages[0][:300], document.seen, about, Role.PROMOTED, Grade.C)
