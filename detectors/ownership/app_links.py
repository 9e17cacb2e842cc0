"""The site vouches for an app whose name begins with a group's or a promoted site's domain.

Strength B, for a promoted site C: the site lets the app open its links, which is its own word and no second identifier.
It says so in assetlinks.json or, where a page shows the banner of an app for Apple's systems, in
apple-app-site-association; one of the two is read. Trap: app factories publish thousands of sites' apps under names of
their own, so only names that begin with an own-use domain count. Apple's team identifiers name nobody; they are kept as
values that sites of one operator share. Source of the fields: Google, Digital Asset Links; Apple, Supporting associated
domains.

Example: package_name "fr.vichy.skinapp" on a blog.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.apps import app_names
from detectors.model import Evidence, Family, Question, TextFile
from detectors.ownership.owning_domains import Pointer, pointed_owners
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(
    subject: Subject, app_association: TextFile, promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield each domain that an app's name begins with, read backwards, once."""
    yield from pointed_owners(_pointers(app_association, promoted), subject.domain, knowledge)


def _pointers(file: TextFile, promoted: tuple[Subject, ...]) -> Iterator[Pointer]:
    for name, quote in app_names(file):
        labels = name.replace("_", "-").split(".")
        for size in (2, 3):
            host = ".".join(reversed(labels[:size]))
            yield Pointer(host, "The site vouches for an app of this domain", quote, file.seen, promoted)
