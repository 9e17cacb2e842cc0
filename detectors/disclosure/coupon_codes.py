"""The page's own text offers a discount code ("10 % off with code JO10").

Grade D: shops and newspapers print codes too. A code made for one author usually pays that author, and it cannot be
told from a public one by its letters.

Example: "-10 % avec le code JO10".
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import code_at, own_blocks
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

MOST = 3


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first codes, each with the words before it."""
    found: dict[str, str] = {}
    for block in own_blocks(page):
        code = code_at(block.text)
        if code is not None and len(found) < MOST:
            found.setdefault(code["code"], code[0])
    for quote in found.values():
        yield Evidence("The page offers a discount code", quote, page.seen, Mention(), Role.PROGRAMME, Grade.D)
