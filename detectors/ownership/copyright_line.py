"""A copyright line names an organisation.

Strength C: theme authors and the makers of pictures stand in such lines too; beside wording on images or trademarks the
reader of notices voids it.

Example: "© 2019 Olivar SARL" in the footer.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.nouns import SeenMention
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(legal_mentions: tuple[SeenMention, ...]) -> Iterator[Evidence]:
    """Yield the organisation of each copyright line."""
    for found in legal_mentions:
        mention = found.mention
        if mention.kind == "copyright" and mention.name and not mention.person:
            claim = "A copyright line of the site names this organisation"
            yield Evidence(claim, mention.quote, found.seen, Mention(mention.name), Role.PUBLISHER, Grade.C)
