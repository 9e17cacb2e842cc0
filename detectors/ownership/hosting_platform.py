"""The site stands on a shared platform, whose registration and infrastructure say nothing about the publisher.

Grade D: it never bears control; it explains why a registration was not read as the site's own.

Example: carnet.blogspot.com is hosted on Blogger.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(subject: Subject, page: Document) -> Iterator[Evidence]:
    """Yield the platform that hosts the site."""
    if subject.platform is not None:
        about = Mention(subject.platform.name)
        yield Evidence("The site is hosted on this platform", subject.host, page.seen, about, Role.HOST, Grade.D)
