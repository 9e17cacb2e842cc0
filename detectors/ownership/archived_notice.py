"""A page of the site in a web archive named an organisation as publisher or owner.

Strength B by its words, weighed as C: it supports and never bears control. Traps: domains change hands, so only what
was archived since the present registration counts; and a notice may have been right then and wrong now.

Example: the legal notice of 2005 names "Olivar SARL", today's names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.history import ArchivedPage
from detectors.legal import Site
from detectors.mentions import footer_text, mentions_in
from detectors.model import OWNING, Evidence, Family, Grade, Mention, Question
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.BEHAVIOUR)
def detect(subject: Subject, archived: tuple[ArchivedPage, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each organisation that an archived notice or footer named, with the day of the capture."""
    named: set[str] = set()
    for page in archived:
        document = page.document
        text = footer_text(document) if page.url.rstrip("/").count("/") < 3 else document.text
        for mention in mentions_in(text, document.lang, Site(subject.host, (document.title,)), knowledge):
            if mention.person or mention.role not in OWNING or not mention.name or mention.name in named:
                continue
            named.add(mention.name)
            claim = f"On {page.when[:10]} the site named this organisation as its publisher or owner"
            about = Mention(mention.name, mention.numbers)
            yield Evidence(claim, mention.quote, document.seen, about, mention.role, Grade.C)
