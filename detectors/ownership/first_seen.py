"""When a web archive first captured the site since its registration.

Strength D: a fact beside the dates of posts, never a colour. Trap: archives find small sites late, so a first capture
says that the site existed then and nothing about the time before.

Example: the first capture is of 2005-11-30; posts are dated June 2005.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Archive, Evidence, Family, Grade, Mention, Question, Role
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.BEHAVIOUR)
def detect(subject: Subject, archive: Archive) -> Iterator[Evidence]:
    """Yield the day of the oldest capture."""
    first = min(archive.captures, key=lambda capture: capture.when, default=None)
    if first is not None:
        claim = f"A web archive first captured the site on {first.when[:10]}"
        about = Mention(domain=subject.domain)
        yield Evidence(claim, f"{first.when} {first.url}"[:300], archive.seen, about, Role.OPERATOR, Grade.D)
