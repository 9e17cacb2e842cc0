"""A privacy or terms page names the organisation that answers for the readers' data.

Strength A-, weighed as A in a controller's role. Traps: generators' boilerplate, which the reader of notices leaves
out; the organiser of a game with prizes, who answers for its data alone.

Example: "Responsable du traitement : Olivar SARL".
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.nouns import SeenMention
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(legal_mentions: tuple[SeenMention, ...]) -> Iterator[Evidence]:
    """Yield the data controller that the site names."""
    for found in legal_mentions:
        mention = found.mention
        if mention.kind == "privacy" and mention.name and not mention.person and mention.role is Role.PUBLISHER:
            claim = "The site names this organisation as responsible for its readers' data"
            about = Mention(mention.name, mention.numbers)
            grade = Grade.A if found.sure else Grade.C
            yield Evidence(claim, mention.quote, found.seen, about, Role.PUBLISHER, grade)
