"""An archived page of the site carried an account that a promoted site carries today.

Operator evidence, strength C: it falls with sharing like the accounts of today, and an account that is gone may have
been a former agency's. It never bears control.

Example: the home page of 2009 carried the Google Analytics account of the shop that it praises; it is gone today.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.history import ArchivedPage
from detectors.indicators import accounts_of, indicators_of
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(
    archived: tuple[ArchivedPage, ...], documents: tuple[Document, ...], promoted: tuple[Subject, ...]
) -> Iterator[Evidence]:
    """Yield each account of an archived page that is gone from the site and stands on a promoted site."""
    if not archived:
        return
    known = set(accounts_of(documents))
    for site in promoted:
        theirs = accounts_of(site.documents)
        for page in archived:
            for indicator in sorted(theirs.intersection(indicators_of(page.document)) - known):
                known.add(indicator)
                claim = f"On {page.when[:10]} the site carried the same {indicator.label} as {site.domain}"
                about = Mention(domain=site.domain)
                yield Evidence(claim, indicator.value, page.document.seen, about, Role.OPERATOR, Grade.C)
