"""From mentions to candidate owners: which organisation each piece of evidence is about.

A mention is resolved by number, then by name, then by domain. Providers (registrars, privacy services, hosts, agents)
are void: they are nobody's owner. A name that others bear too (Orange, Ford) joins its group only when another
identifier of that group is there; until then it is an organisation of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from detectors import names
from detectors.model import OWNER_BEARING, OWNING, Evidence, Family, Finding, FindingState, Grade, Question, Role

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_CONSIDERED = OWNING | {Role.OPERATOR, Role.PROMOTED}

Identifier = Literal["number", "name", "domain"]


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence and how it names its candidate.

    `listed`: an exact legal name or number of the knowledge; `cited`: with a source that was read; `distinctive`:
    nobody else bears the name; `front`: the name is a front group's, and the candidate who is behind it; `registered`:
    the group was found in an imported register.
    """

    detector: str
    family: Family
    evidence: Evidence
    by: Identifier
    group: str | None = None
    listed: bool = False
    cited: bool = False
    distinctive: bool = False
    agency: bool = False
    front: bool = False
    registered: bool = False

    @property
    def owning(self) -> bool:
        """Tell whether the clue bears control: an owner's or publisher's role, from an owner-bearing family."""
        return self.evidence.role in OWNING and self.family in OWNER_BEARING

    @property
    def strong(self) -> bool:
        """Tell whether the clue is of grade A or B."""
        return self.evidence.grade in (Grade.A, Grade.B)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be behind the site, with every clue about it.

    `group` is an id of the knowledge: of a `listed` group, or of an owner in an imported register.
    """

    name: str
    group: str | None
    clues: tuple[Clue, ...]
    listed: bool = False

    @property
    def owning(self) -> tuple[Clue, ...]:
        """Return the clues that bear control."""
        return tuple(clue for clue in self.clues if clue.owning)

    @property
    def agency(self) -> bool:
        """Tell whether it is a listed agency, which works for others.

        An agency may be a company of a listed group (Havas Worldwide): it is one where nothing else of the group bears
        control.
        """
        if self.listed:
            return bool(self.owning) and all(clue.agency for clue in self.owning)
        return any(clue.agency for clue in self.clues)

    @property
    def maker(self) -> bool:
        """Tell whether the site credits it as its maker, and nowhere as publisher: it works for others."""
        made = any(c.evidence.role is Role.OPERATOR and c.evidence.about.name and c.by == "name" for c in self.clues)
        return not self.listed and made and not any(c.evidence.role is Role.PUBLISHER for c in self.clues)

    @property
    def numbers(self) -> dict[str, str]:
        """Return its registration numbers as named."""
        return {kind: number for clue in self.owning for kind, number in clue.evidence.about.numbers}

    @property
    def keys(self) -> frozenset[str]:
        """Return the cores of its names.

        The title of a diary beside a firm's number is none: the promoted site says under that number who it is. "Bruna"
        still is one of Bruna Calzature S.r.l.
        """
        called = [(clue, clue.evidence.about.name) for clue in self.clues if clue.evidence.about.name]
        promoted = {names.core(name) for clue, name in called if clue.evidence.role is Role.PROMOTED}
        return frozenset(
            core
            for clue, name in called
            for core in [names.core(name)]
            if any(full.startswith(core) for full in promoted) or not (promoted and _is_a_title(clue, name))
        )


def _is_a_title(clue: Clue, name: str) -> bool:
    numbered = clue.family is Family.STATEMENT and bool(clue.evidence.about.numbers)
    return numbered and not clue.listed and not names.is_organisation(name)


def resolve(findings: Iterable[Finding], knowledge: Knowledge) -> tuple[Candidate, ...]:
    """Return the candidates that the evidence names, most owner-bearing clues first; contrary evidence has none."""
    clues = [clue for finding in findings if finding.state is FindingState.FOUND for clue in _clues(finding, knowledge)]
    sure = {clue.group for clue in clues if clue.group and (clue.by != "name" or clue.distinctive)}
    clues = [clue if clue.group in sure else replace(clue, group=None, listed=False) for clue in clues]
    merged = _merge(clues)
    candidates = [_candidate(group, knowledge) for group in merged]
    return tuple(sorted(candidates, key=lambda c: (-len(c.owning), c.name)))


def _clues(finding: Finding, knowledge: Knowledge) -> Iterator[Clue]:
    if finding.question is not Question.OWNERSHIP:
        return
    for evidence in finding.evidence:
        if evidence.polarity == "for" and evidence.role in _CONSIDERED:
            clue = _clue(finding, evidence, knowledge)
            if clue is not None:
                yield clue


def _clue(finding: Finding, evidence: Evidence, knowledge: Knowledge) -> Clue | None:
    about = evidence.about
    clue = Clue(finding.detector, finding.family, evidence, "number")
    listed = next((m for number in about.numbers if (m := knowledge.match_number(*number))), None)
    if listed is not None:
        return replace(clue, group=listed.group, listed=True, cited=listed.cited, distinctive=True)
    known = next((m for number in about.numbers if (m := knowledge.registers.match_number(*number))), None)
    named = [name for name in (about.name, known.name if known else "") if name]
    if any(knowledge.provider(name) is not None for name in named):
        return None
    clue = replace(clue, agency=any(knowledge.agency(name) is not None for name in named))
    if known is not None:
        return replace(clue, group=known.group, listed=True, cited=known.cited, distinctive=True, registered=True)
    if about.name:
        return _name_clue(replace(clue, by="name"), knowledge)
    if about.domain:
        return _domain_clue(replace(clue, by="domain"), knowledge)
    return clue if about.numbers else None


def _name_clue(clue: Clue, knowledge: Knowledge) -> Clue:
    name = clue.evidence.about.name
    listed = knowledge.match_name(name)
    found = listed or knowledge.registers.match_name(name)
    if found is None or found.kind == "agency":
        return clue
    return replace(
        clue,
        group=found.group,
        listed=found.exact_legal or found.kind == "front" or (found.kind == "entity" and found.distinctive),
        registered=listed is None,
        cited=found.cited,
        distinctive=found.distinctive,
        front=found.kind == "front",
    )


def _domain_clue(clue: Clue, knowledge: Knowledge) -> Clue | None:
    domain = clue.evidence.about.domain
    known = knowledge.match_domain(domain)
    if knowledge.provider(domain) is not None or (known is not None and known.use == "service"):
        return None
    clue = replace(clue, agency=knowledge.agency_domain(domain) is not None)
    match = known or knowledge.registers.match_domain(domain)
    if match is None or match.use == "service":
        return clue
    return replace(clue, group=match.group, cited=match.cited, registered=known is None)


def _merge(clues: list[Clue]) -> list[list[Clue]]:
    """Group the clues that share a group, a number, the core of a name or a domain (union of equal keys)."""
    sets: list[tuple[set[str], list[Clue]]] = []
    for clue in clues:
        keys = _keys(clue)
        joined = [entry for entry in sets if entry[0] & keys]
        rest = [entry for entry in sets if not entry[0] & keys]
        keys = keys.union(*(entry[0] for entry in joined))
        sets = [*rest, (keys, [*(c for entry in joined for c in entry[1]), clue])]
    return [group for _, group in sets]


def _keys(clue: Clue) -> set[str]:
    about = clue.evidence.about
    keys = {f"group:{clue.group}"} if clue.group is not None else set()
    if keys and not clue.registered:
        return keys
    keys |= {f"{kind}:{number}" for kind, number in about.numbers}
    if about.name:
        keys.add(f"name:{names.core(about.name)}")
    if about.domain and clue.evidence.role is not Role.PROMOTED:
        keys.add(f"domain:{about.domain}")
    return keys or {f"domain:{about.domain}"}


def _candidate(clues: list[Clue], knowledge: Knowledge) -> Candidate:
    owning_first = sorted(clues, key=lambda c: (not c.owning, c.evidence.grade, c.by != "name"))
    group = next((clue.group for clue in clues if clue.group), None)
    called = [(_is_a_title(c, c.evidence.about.name), c.evidence.about.name) for c in owning_first]
    named = next((name for title, name in sorted(called, key=lambda pair: pair[0]) if name), "")
    name = named or (knowledge.group_name(group) if group else owning_first[0].evidence.about.label)
    return Candidate(name, group, tuple(owning_first), group in knowledge.groups)
