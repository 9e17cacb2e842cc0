"""The author's text shares passages with the promoted site's own copy.

Grade C: copied words can be shown, but fans, shops and journalists copy too; never a colour. Passages are found by
3-word shingles (`detectors.style.passages`).
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.html.main_text import main_blocks
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector
from detectors.style.passages import shared_passages
from detectors.subject import Subject


@detector(Question.STYLE, family=Family.TEXT)
def detect(page: Document, promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each promoted site whose copy the page shares, with the longest shared passage."""
    own = "\n".join(block.text for block in main_blocks(page))
    for site in promoted:
        theirs = "\n".join(block.text for document in site.documents for block in main_blocks(document))
        passages = shared_passages(own, theirs)
        if passages:
            claim = f"The page shares {len(passages)} passages with {site.domain}"
            about = Mention(domain=site.domain)
            yield Evidence(claim, passages[0][:300], page.seen, about, Role.PROMOTED, Grade.C)
