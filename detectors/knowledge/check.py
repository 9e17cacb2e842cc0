"""Describe the knowledge, and find what is wrong with knowledge files, all of it and not only the first error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from detectors.knowledge.claims import Contents, Name
from detectors.knowledge.files import KnowledgeError, read_file
from detectors.knowledge.index import Knowledge
from detectors.knowledge.load import combine, shipped, sources, toml_files
from detectors.model.noun import Noun
from detectors.names import core


class Problem(Noun, frozen=True):
    """What is wrong: in which file (empty when between files), about which entry, and how."""

    where: str
    entry: str
    problem: str


class Row(Noun, frozen=True):
    """One line of the list of groups: counts of what is known, and how many of those claims are cited."""

    id: str
    name: str
    country: str
    entities: int
    brands: int
    domains: int
    cited: int
    claims: int


def describe(knowledge: Knowledge) -> list[Row]:
    """Return one row per group, sorted by id."""
    rows = []
    for group in sorted(knowledge.groups.values(), key=lambda group: group.id):
        claims = [*group.entities, *group.brands, *group.domains]
        rows.append(
            Row(
                group.id,
                group.name,
                group.country,
                len(group.entities),
                len(group.brands),
                len(group.domains),
                sum(claim.cited for claim in claims),
                len(claims),
            )
        )
    return rows


def check_paths(paths: Sequence[Path] = ()) -> list[Problem]:
    """Return every problem of these files and folders and of how they fit what ships; without any, of what ships."""
    problems: list[Problem] = []
    parts = [shipped() if paths else sources()]
    for path in toml_files(paths):
        try:
            parts.append(read_file(path.read_bytes(), str(path)))
        except KnowledgeError as error:
            problems.append(Problem(error.where, error.entry, error.problem))
        except OSError as error:
            problems.append(Problem(str(path), "", str(error)))
    return problems + list(disagreements(combine(parts)))


def disagreements(contents: Contents) -> Iterator[Problem]:
    """Yield what does not fit between files: unknown groups, names and domains that two groups claim as their own."""
    groups = {group.id for group in contents.groups}
    for group in contents.groups:
        forms = (form for name in (*group.entities, *group.brands) for form in name.forms)
        if core(group.name) not in map(core, forms):
            yield Problem("", group.id, "its name is neither an entity nor a brand of it")
    for front in contents.fronts:
        yield from (Problem("", front.name, f"no group {owner!r}") for owner in front.of if owner not in groups)
    for agency in contents.agencies:
        if agency.group and agency.group not in groups:
            yield Problem("", agency.name, f"no group {agency.group!r}")
    for name, owners in _claimed(contents):
        yield Problem("", name, f"is said to be distinctive, and is claimed by {', '.join(sorted(owners))}")
    domains: defaultdict[str, set[str]] = defaultdict(set)
    for group in contents.groups:
        for domain in group.domains:
            domains[domain.name].add(group.id)
    for domain_name, owners in domains.items():
        if len(owners) > 1:
            yield Problem("", domain_name, f"is claimed by {', '.join(sorted(owners))}")


def _claimed(contents: Contents) -> Iterator[tuple[str, set[str]]]:
    """Yield the names that one group calls distinctive and another bears as well, now."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    distinctive: dict[str, str] = {}
    for owner, name in _bearers(contents):
        if name.holds():
            for key in {core(form) for form in name.forms}:
                bearers[key].add(owner)
                if name.distinctive:
                    distinctive[key] = name.name
    yield from ((name, bearers[key]) for key, name in distinctive.items() if len(bearers[key]) > 1)


def _bearers(contents: Contents) -> Iterable[tuple[str, Name]]:
    for group in contents.groups:
        yield from ((group.id, name) for name in (*group.entities, *group.brands))
    yield from ((",".join(front.of), front) for front in contents.fronts)
