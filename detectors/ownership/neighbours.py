"""Other sites that were read before carry the same account, tag or certificate, and few other sites do.

Operator evidence, grade B for a value that few share, then C and D; a value of more than twenty sites is a platform's
or an agency's and is none. Traps: clients of one agency, sites of one developer. It never bears control. The sites are
those of listed readings, as this service's own index had them when the site was read.

Example: two other sites of the index carry GTM-PNTW78.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Mention, Neighbours, Question, Role
from detectors.rarity import grade_of, is_evidence, weight_of
from detectors.registry import detector

MOST = 10


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(neighbours: Neighbours) -> Iterator[Evidence]:
    """Yield the rarest values that other sites carry too, at most `MOST`."""
    shared = [found for found in neighbours.shared if is_evidence(found.kind) and weight_of(found.kind, found.others)]
    shared.sort(key=lambda found: (-weight_of(found.kind, found.others), found.kind, found.value))
    for found in shared[:MOST]:
        claim = f"The site shares this {found.label} with other sites that were read: {found.others}"
        about = Mention(domain=found.sites[0])
        yield Evidence(claim, found.value, neighbours.seen, about, Role.OPERATOR, grade_of(found.others))
