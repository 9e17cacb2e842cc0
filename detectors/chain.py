"""The chain that a reader can follow: page, domain, entity, group, brand, and the brand on the page again.

Every step carries the words or the claim that it rests on, and where they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import ChainStep, ControlLevel
from detectors.page import Document
from detectors.subject import Subject
from detectors.weigh import Weighed

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.resolve import Candidate

UNCITED = "listed without a source that was read"


def chain_of(subject: Subject, owner: Weighed | None, knowledge: Knowledge) -> tuple[ChainStep, ...]:
    """Return the steps from the page to its owner and back, from control "possible" on."""
    if owner is None or owner.level in (ControlLevel.NONE, ControlLevel.UNKNOWN):
        return ()
    return tuple(_steps(subject, owner, knowledge))


def _steps(subject: Subject, owner: Weighed, knowledge: Knowledge) -> Iterator[ChainStep]:
    candidate = owner.candidate
    page = subject.checked
    if isinstance(page, Document):
        yield ChainStep(page.url, subject.site, "served_by", page.url, page.seen.where)
    for clue in dict.fromkeys(candidate.owning):
        about = clue.evidence.about.label
        yield ChainStep(subject.site, about, clue.evidence.role.value, clue.evidence.quote, clue.evidence.seen.where)
    if candidate.group is not None:
        yield from _to_group(owner, candidate.group, knowledge)
    promotion = owner.promotion
    if promotion is not None and isinstance(page, Document):
        yield ChainStep(promotion.name, page.url, "promoted_on", _quote(page, promotion.name), page.seen.where)


def _to_group(owner: Weighed, group: str, knowledge: Knowledge) -> Iterator[ChainStep]:
    name = knowledge.group_name(group)
    fronts = [c.evidence.about.name for c in owner.candidate.owning if c.front]
    for front in dict.fromkeys(fronts):
        for relation in knowledge.front_for(front):
            yield ChainStep(front, name, relation.type, relation.quote or UNCITED, relation.source)
    if owner.candidate.name != name and not fronts:
        yield from _membership(group, owner.candidate, knowledge)
    promotion = owner.promotion
    if promotion is not None and promotion.name != name:
        quote, where = _listed(group, promotion.name, knowledge)
        yield ChainStep(name, promotion.name, "owns", quote, where)


def _membership(group: str, candidate: Candidate, knowledge: Knowledge) -> Iterator[ChainStep]:
    """Yield the step from a member to its group, or each step up that imported registers state."""
    member = candidate.name
    listed = knowledge.claim(group, member) is not None
    steps = () if listed else knowledge.registers.relations(group, member, candidate.numbers.items())
    for relation in steps:
        yield ChainStep(relation.object, relation.subject, "member_of", relation.quote, relation.source)
    if not steps and knowledge.group(group) is not None:
        quote, where = _listed(group, member, knowledge)
        yield ChainStep(member, knowledge.group_name(group), "member_of", quote, where)


def _listed(group: str, name: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the words and the source with which the knowledge lists a name in a group."""
    claim = knowledge.claim(group, name)
    quote = claim.quote if claim is not None and claim.quote else UNCITED
    return quote, claim.source if claim is not None else ""


def _quote(page: Document, name: str) -> str:
    """Return the first visible line of the page that names the brand."""
    wanted = name.casefold()
    line = next((b.text for b in page.blocks if b.visible and wanted in b.text.casefold()), "")
    at = max(line.casefold().find(wanted) - 120, 0)
    return line[at : at + 300]
