"""assetlinks.json lets an app whose name begins with a group's or a promoted site's domain open the site's links.

Strength B, for a promoted site C: the site's server vouches for the app. Trap: app factories publish thousands of
sites' apps under names of their own, so only names that begin with an own-use domain count. Source of the fields:
Google, Digital Asset Links.

Example: package_name "fr.vichy.skinapp" on a blog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import Evidence, Family, Mention, Question, Role, TextFile
from detectors.ownership.owning_domains import grade_of, owning_domain
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_PACKAGE = re.compile(r"\"package_name\"\s*:\s*\"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+){1,8})\"", re.IGNORECASE)
_MOST = 50


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(
    subject: Subject, asset_links: TextFile, promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield each domain that an app's name begins with, read backwards, once."""
    found: set[str] = set()
    for match in list(_PACKAGE.finditer(asset_links.text))[:_MOST]:
        labels = match[1].lower().replace("_", "-").split(".")
        for size in (2, 3):
            host = ".".join(reversed(labels[:size]))
            domain = owning_domain(host, subject.domain, promoted, knowledge)
            if domain and domain not in found:
                found.add(domain)
                claim = "The site vouches for an app of this domain"
                about = Mention(domain=domain)
                yield Evidence(claim, match[0], asset_links.seen, about, Role.OWNER, grade_of(domain, knowledge))
