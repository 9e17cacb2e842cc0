"""The site and a promoted one show the same icon, byte for byte, and few others that were read do.

Strength D: whoever makes sites may leave his icon on them. Traps: platforms, themes and software give millions of
strangers one icon, so those from makers' addresses are void (`data/icons.toml`), and those that more than twenty other
sites carry; without the index nothing is said. It never bears control.

Example: https://carnet.example/favicon.ico and https://www.olivar.example/olive.png are the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.icons import KIND
from detectors.model import Evidence, Family, Grade, Icon, Mention, Neighbours, Question, Role
from detectors.rarity import faded
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(icon: Icon, promoted: tuple[Subject, ...], neighbours: Neighbours) -> Iterator[Evidence]:
    """Yield each promoted site whose icon is the site's own."""
    digest = icon.seen.sha256
    others = sum(shared.others for shared in neighbours.shared if (shared.kind, shared.value) == (KIND, digest))
    for site in promoted if others <= faded() else ():
        if isinstance(site.icon, Icon) and site.icon.seen.sha256 == digest:
            claim = f"The site shows the same icon as {site.domain}"
            yield Evidence(claim, f"sha256:{digest}", icon.seen, Mention(domain=site.domain), Role.OPERATOR, Grade.D)
