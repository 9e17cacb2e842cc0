"""Evidence: one observed fact each, what a detector concluded from them, and disclosure markers."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias

from detectors.model.noun import Noun, Seen


class Question(StrEnum):
    """The three questions that detectors answer."""

    OWNERSHIP = "ownership"
    STYLE = "style"
    DISCLOSURE = "disclosure"


class Family(StrEnum):
    """Causes, not data sources: all evidence of one family may come from one fact."""

    REGISTRY = "registry"
    STATEMENT = "statement"
    INFRASTRUCTURE = "infrastructure"
    OPERATOR = "operator"
    TEXT = "text"
    BEHAVIOUR = "behaviour"
    EXTERNAL = "external"


OWNER_BEARING = frozenset({Family.REGISTRY, Family.STATEMENT, Family.INFRASTRUCTURE, Family.EXTERNAL})


class Role(StrEnum):
    """In which role an organisation is named. Only `OWNER` and `PUBLISHER` bear control."""

    OWNER = "owner"
    PUBLISHER = "publisher"
    OPERATOR = "operator"
    HOST = "host"
    ORGANISER = "organiser"
    LICENSOR = "licensor"
    PROCESSOR = "processor"
    PROGRAMME = "programme"
    PROMOTED = "promoted"


OWNING = frozenset({Role.OWNER, Role.PUBLISHER})


class Grade(StrEnum):
    """A names the entity, binding or vetted; B strong; C supports only; D never alone."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Mention(Noun, frozen=True):
    """An organisation as named somewhere: by name, by numbers ((kind, number), ...) or by a domain it uses."""

    name: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    domain: str = ""

    @property
    def label(self) -> str:
        """The words to show for it."""
        return self.name or self.domain or " ".join(f"{kind} {number}" for kind, number in self.numbers)


class Evidence(Noun, frozen=True):
    """One observed fact: `claim` is our neutral sentence, `quote` the original words, `about` whom they name."""

    claim: str
    quote: str
    seen: Seen
    about: Mention
    role: Role
    grade: Grade
    polarity: Literal["for", "against"] = "for"


class FindingState(StrEnum):
    """FOUND with evidence; CLEAR: looked at, and nothing; UNKNOWN: a source it needs could not be read."""

    FOUND = "found"
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Finding(Noun, frozen=True):
    """What one detector concluded; `detector` is its path below `detectors/` without the suffix."""

    detector: str
    question: Question
    family: Family
    state: FindingState
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


class MarkerKind(StrEnum):
    """Kinds of disclosure words. The first six disclose; the others do not."""

    SPONSORED = "sponsored"
    AFFILIATE = "affiliate"
    GIFT = "gift"
    AD_LABEL = "ad_label"
    OWNERSHIP = "ownership"
    EMPLOYMENT = "employment"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    MENTION = "mention"
    POINTER = "pointer"
    HIDDEN = "hidden"
    MACHINE = "machine"


MATERIAL_KINDS = frozenset({MarkerKind.SPONSORED, MarkerKind.AFFILIATE, MarkerKind.GIFT, MarkerKind.AD_LABEL})
OWNER_KINDS = frozenset({MarkerKind.OWNERSHIP, MarkerKind.EMPLOYMENT})
DISCLOSING = MATERIAL_KINDS | OWNER_KINDS


Adequacy: TypeAlias = Literal["A", "W", "I"]  # of a statement for its readers: adequate, weak, inadequate


class Marker(Noun, frozen=True):
    """Disclosure words at ``[start, end)`` of the text searched.

    `adequate` is None when it is no disclosure. `names` is the owner, payer or
    employer named by the words, as written, or empty. `where` is the zone of the page ("" for plain text).
    """

    kind: MarkerKind
    start: int
    end: int
    quote: str
    adequate: Adequacy | None = None
    negated: bool = False
    names: str = ""
    where: str = ""
    reasons: tuple[str, ...] = ()
