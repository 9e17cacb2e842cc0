"""The site and a site that it promotes share an analytics, tag, advertising or app account.

Operator evidence, grade B, falling with sharing: an agency or a platform may run both. It never bears control.

Example: the blog and the shop carry the Google Analytics account UA-8194018.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.indicators import Indicator, accounts_of, indicators_of
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each account that both sides carry."""
    if not any(site.documents for site in promoted):
        return  # nothing to compare with
    own: dict[Indicator, Document] = {}
    for document in documents:
        for indicator in indicators_of(document):
            own.setdefault(indicator, document)
    for site in promoted:
        for indicator in sorted(accounts_of(site.documents) & own.keys()):
            claim = f"The site carries the same {indicator.label} as {site.domain}"
            about = Mention(domain=site.domain)
            seen = own[indicator].seen
            yield Evidence(claim, indicator.value, seen, about, Role.OPERATOR, Grade.B)
