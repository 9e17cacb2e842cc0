"""The site and a promoted one are built with the same theme, which is not one that anybody can get.

Strength D: a theme made for one client ties the workshop that made it. Trap: themes that are sold or given away stand
on millions of sites; the known ones are left out (`data/public_themes.toml`), and no list is complete.

Example: both load /wp-content/themes/olivar-2019/style.css.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.indicators import themes_of
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(documents: tuple[Document, ...], promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each theme of its own that both sites load."""
    own = _themes(documents)
    for site in promoted:
        for theme in sorted(own.keys() & _themes(site.documents).keys()):
            claim = f"The site is built with the same theme as {site.domain}"
            yield Evidence(claim, theme, own[theme].seen, Mention(domain=site.domain), Role.OPERATOR, Grade.D)


def _themes(documents: Iterable[Document]) -> dict[str, Document]:
    return {indicator.value: document for document in documents for indicator in themes_of(document)}
