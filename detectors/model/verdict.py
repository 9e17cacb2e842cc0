"""The verdict: the core of the document that the contract fixes (contract.md, Verdict document)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from detectors.model.evidence import Adequacy, Family, FindingState, Grade, MarkerKind, Question, Role
from detectors.model.noun import Noun, Seen
from detectors.model.sources import Attempt


class Level(StrEnum):
    """The levels of a verdict (verdicts.md, Levels). None of them clears a site."""

    UNDISCLOSED_CONTROL = "undisclosed_control"
    STRONG_INDICATORS = "strong_indicators"
    AGENCY_RUN = "agency_run"
    WEAKLY_DISCLOSED = "weakly_disclosed"
    UNDISCLOSED_MATERIAL_LINK = "undisclosed_material_link"
    DISCLOSED = "disclosed"
    NO_FINDING = "no_finding"
    CANNOT_SAY = "cannot_say"


class Presentation(StrEnum):
    """How a site speaks of itself; `INDEPENDENT` claims it, or reviews as if."""

    PERSON = "person"
    INDEPENDENT = "independent"
    BRAND = "brand"
    COMPANY = "company"
    SHOP = "shop"
    INSTITUTION = "institution"
    AGENCY = "agency"
    MEDIUM = "medium"
    UNKNOWN = "unknown"


class ControlLevel(StrEnum):
    """How firmly an owner is tied to the site."""

    ESTABLISHED = "established"
    SUPPORTED = "supported"
    POSSIBLE = "possible"
    NONE = "none"
    UNKNOWN = "unknown"


FIRM = frozenset({ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED})  # a verdict may speak of control


class DisclosureLevel(StrEnum):
    """How well something is said; `ABSENT` is earned by reading everything that could say it."""

    CLEAR = "clear"
    WEAK = "weak"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class GroupRef(Noun, frozen=True):
    """A corporate group of the knowledge."""

    id: str
    name: str


class Entity(Noun, frozen=True):
    """A legal entity, as named, with its registration numbers."""

    name: str
    numbers: dict[str, str] = msgspec.field(default_factory=dict)


class ChainStep(Noun, frozen=True):
    """One arrow of the chain from the page to its owner, with the evidence (or knowledge claim) that carries it."""

    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    relation: str
    evidence: str
    where: str = ""


class WeighedEvidence(Noun, frozen=True):
    """Evidence with the bans (log10 likelihood ratio) that it was given."""

    claim: str
    quote: str
    about: str
    role: Role
    polarity: Literal["for", "against"]
    grade: Grade
    bans: float
    seen: Seen


class WeighedFinding(Noun, frozen=True):
    """A finding whose evidence has been weighed."""

    detector: str
    question: Question
    family: Family
    state: FindingState
    reason: str
    evidence: tuple[WeighedEvidence, ...] = ()


class Promoted(Noun, frozen=True):
    """A brand or site that the pages promote, and its share (0..1) of all that they promote."""

    name: str
    group: str | None
    share: float


class Control(Noun, frozen=True):
    """Who is behind the site. `probability` is None until the weights are calibrated on real, labelled sites."""

    level: ControlLevel
    group: GroupRef | None = None
    entity: Entity | None = None
    chain: tuple[ChainStep, ...] = ()
    bans: float = 0.0
    prior_bans: float = 0.0
    probability: float | None = None
    calibration: str = "none"
    families: dict[str, float] = msgspec.field(default_factory=dict)


class ShownMarker(Noun, frozen=True):
    """A marker as shown: its words, where they stand and whether they are adequate there."""

    kind: MarkerKind
    quote: str
    where: str
    adequate: Adequacy | None


class Disclosed(Noun, frozen=True):
    """One of the two observations about disclosure."""

    level: DisclosureLevel
    reasons: tuple[str, ...] = ()
    markers: tuple[ShownMarker, ...] = ()


class Disclosure(Noun, frozen=True):
    """Is the owner said, and are paid links, gifts and campaigns said."""

    owner: Disclosed
    material: Disclosed


class HandsCompared(Noun, frozen=True):
    """The hand of a blog beside that of another one: `score` ranks, `same_author` (0..1 or None) is what may be said.

    `reason` says why not, or in words how alike they are. `tie` is the kind of value that both sites share; "" when the
    other one was the nearest of `among` hands, which lowers what may be said. `words` and `posts` are of either side,
    `cohort` how many other hands both were set against. `error_rate` is the share of wrong answers on measured pairs of
    `bucket` words a side and more, of which `strangers` were of two hands; None without an answer. `shipped` names the
    cohort that ships with the product, where no other was at hand; else "".
    """

    site: str
    tie: str
    score: float
    same_author: float | None
    reason: str
    words: tuple[int, int]
    posts: tuple[int, int]
    cohort: int
    among: int = 1
    bucket: int | None = None
    error_rate: float | None = None
    strangers: int = 0
    shipped: str = ""

    @property
    def alike(self) -> bool:
        """Whether both are consistent with one hand."""
        return self.same_author is not None and self.same_author > 0.5


class StyleResult(Noun, frozen=True):
    """What may be said about the hand; a lead, never an accusation. `hands` are all that it was compared with."""

    level: Literal["similar", "not_similar", "unknown"] = "unknown"
    same_author: float | None = None
    compared_with: str | None = None
    reason: str = ""
    hands: tuple[HandsCompared, ...] = ()


class MissingSource(Noun, frozen=True):
    """A source that could not be read, for the reader.

    `attempts` says of a registration which services were asked, in their order, and how each ended: "rdap registry",
    "rdap registrar", "whois registry", "whois registrar"; a reason, or the state of the answer.
    """

    source: str
    reason: str
    attempts: tuple[Attempt, ...] = ()


class Coverage(Noun, frozen=True):
    """How much of what was wanted could be looked at; not a confidence."""

    looked: int
    of: int
    missing: tuple[MissingSource, ...] = ()


class Fetched(Noun, frozen=True):
    """The page that was judged."""

    url: str
    status: int
    at: str
    sha256: str


class Versions(Noun, frozen=True):
    """What produced a verdict."""

    masthead: str
    knowledge: str
    weights: str


class Verdict(Noun, frozen=True, kw_only=True):
    """The core of the verdict document (contract.md): all that `replay` reproduces byte for byte."""

    schema: int = 1
    url: str
    site: str
    checked_at: str
    expires_at: str
    fetched: Fetched | None
    verdict: Level
    scope: Literal["site", "page"]
    site_verdict: Level
    notes: tuple[str, ...]
    presentation: Presentation
    promotes: tuple[Promoted, ...]
    control: Control
    disclosure: Disclosure
    style: StyleResult
    coverage: Coverage
    findings: tuple[WeighedFinding, ...]
    private_party: bool
    versions: Versions

    def to_json(self) -> bytes:
        """Return the core as UTF-8 JSON."""
        return msgspec.json.encode(self)
