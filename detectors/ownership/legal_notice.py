"""A legal notice, About page or footer names the organisation that publishes or owns the site.

Strength A in a publisher's role on the site's own pages. Traps: the host, the web agency, the organiser of a game, the
licensor and the programme stand in the same text with numbers of their own; they keep their own roles and bear nothing.
A private person as publisher speaks against every organisation and is not named. Words that may not be about the site
(the last lines of a page without a footer, a statement about a thing of the site's name) support only: C.
A number on a notice that names nobody is that of the one company which another page names, where nothing contradicts.

Example: "Éditeur : Olivar SARL, RCS Nice 303 265 045 - Hébergeur : OVH SAS, RCS Lille ..." names Olivar as publisher.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import OWNING, Evidence, Family, Grade, Mention, Question, Role
from detectors.nouns import SeenMention
from detectors.registry import detector

_JOINED = "The site's notice gives this number, and another page of the site names its publisher"
_CLAIMS = {
    Role.PUBLISHER: "The site names this organisation as its publisher",
    Role.OWNER: "The site names this organisation as its owner",
    Role.HOST: "The site names this organisation as its host",
    Role.OPERATOR: "The site names this organisation as the maker of the site",
    Role.ORGANISER: "The site names this organisation as organiser of a game or event",
    Role.LICENSOR: "The site names this organisation as holder of rights",
    Role.PROCESSOR: "The site names this organisation as a processor of data",
    Role.PROGRAMME: "The site takes part in this programme",
}


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(legal_mentions: tuple[SeenMention, ...]) -> Iterator[Evidence]:
    """Yield every organisation named with a role; a person only as a fact against organisations."""
    for found in legal_mentions:
        mention = found.mention
        if mention.kind != "notice":
            continue
        if mention.person and mention.role in OWNING:
            claim = "The site names a private person as its publisher"
            yield Evidence(claim, "", found.seen, Mention(), Role.PUBLISHER, Grade.A, "against")
        elif (mention.name or mention.numbers) and mention.role in _CLAIMS:
            strength = Grade.A if found.sure else Grade.C
            grade = strength if mention.role in OWNING else Grade.D
            about = Mention(mention.name, mention.numbers)
            claim = _JOINED if found.joined else _CLAIMS[mention.role]
            yield Evidence(claim, mention.quote, found.seen, about, mention.role, grade)
