"""The site itself lies inside a group's own-use domain.

Strength A: nobody else can publish below ``vichy.fr``. Traps: on service domains (hosting, mail) and on blog platforms
everybody can; the knowledge keeps them apart. An imported register may be mistaken about a site, or behind the times: a
domain that only a register lists is B.

Example: the blog stands at journal.vichy.fr.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(page: Document, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the group's domain that the site's host belongs to."""
    known = knowledge.match_domain(page.host)
    if known is not None and known.use == "own" and knowledge.platform(page.host) is None:
        claim = "The site stands inside this domain of the group"
        yield Evidence(claim, page.host, page.seen, Mention(domain=known.domain), Role.OWNER, Grade.A)
        return
    registered = knowledge.registers.match_domain(page.host) if known is None else None
    if registered is not None and registered.use == "own" and knowledge.platform(page.host) is None:
        claim = "The site stands inside this domain of an organisation in a public register"
        yield Evidence(claim, page.host, page.seen, Mention(domain=registered.domain), Role.OWNER, Grade.B)
