"""What an audit found, over all its lines: who stands behind how many sites, who shares what, which passages recur."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import networkx

from detectors.model import FindingState, Verdict, WeighedEvidence
from server.report.pairs import HandPair, pairs_of
from server.report.words import FIRM

SHARING = frozenset(
    f"ownership/{name}" for name in ("neighbours", "shared_ids", "shared_seller_accounts", "shared_verification")
)
COPYING = frozenset({"style/copied_words", "style/shared_words"})
_WORD = re.compile(r"\w+")
_SAME = 120  # characters: passages that begin alike are one, however far either side goes on
DRAWN = 48  # nodes of the graph: more cannot be read; the table beside it has them all
_SIZE, _MARGIN = 560, 48  # of the drawing, pixels


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner whom evidence ties firmly to sites: its name, its group, and the sites with the level of each."""

    name: str
    group: str
    sites: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that several of the sites carry; `claim` says what it is, in the words of a detector."""

    value: str
    claim: str
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a site that stand on another site too; `claim` says which side is older, or that one is syndicated."""

    site: str
    other: str
    quote: str
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the graph: a site, or a value that sites share; `x`, `y` in pixels."""

    name: str
    site: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Who shares what, drawn: `edges` are pairs of nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[Node, Node], ...]
    size: int = _SIZE


@dataclass(slots=True)
class Summary:
    """The sums of an audit."""

    levels: Counter[str] = field(default_factory=Counter)
    owners: tuple[Owner, ...] = ()
    shared: tuple[Shared, ...] = ()
    passages: tuple[Passage, ...] = ()
    hands: tuple[HandPair, ...] = ()


def summarize(verdicts: Iterable[Verdict]) -> Summary:
    """Sum up the verdicts of an audit, one a page; a site with several pages counts once for its owner."""
    found = Summary()
    owners: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    shared: defaultdict[str, dict[str, str]] = defaultdict(dict)
    passages: dict[tuple[str, str, str], Passage] = {}
    compared: list[Verdict] = []
    for verdict in verdicts:
        found.levels[verdict.verdict.value] += 1
        control = verdict.control
        if control.level in FIRM and control.entity is not None:
            group = control.group.name if control.group else ""
            owners[group or control.entity.name, group][verdict.site] = verdict.site_verdict.value
        if verdict.style.hands:
            compared.append(verdict)
        for evidence in _found(verdict, SHARING):
            shared[evidence.quote] |= dict.fromkeys(filter(None, (verdict.site, evidence.about)), evidence.claim)
        for evidence in _found(verdict, COPYING):
            first, second = sorted((verdict.site, evidence.about))  # what both carry is told once
            key = (first, second, " ".join(_WORD.findall(evidence.quote.casefold()))[:_SAME])
            passage = Passage(verdict.site, evidence.about, evidence.quote, evidence.claim)
            passages[key] = max(passages.get(key, passage), passage, key=_tells_most)
    found.owners = tuple(
        sorted((Owner(*who, tuple(sorted(sites.items()))) for who, sites in owners.items()), key=_most_sites)
    )
    found.shared = tuple(
        sorted(
            (Shared(value, min(sites.values()), tuple(sorted(sites))) for value, sites in shared.items()),
            key=lambda each: (-len(each.sites), each.value),
        )
    )
    found.passages = tuple(passages[key] for key in sorted(passages))
    found.hands = pairs_of(compared)
    return found


def _found(verdict: Verdict, detectors: frozenset[str]) -> Iterator[WeighedEvidence]:
    for finding in verdict.findings:
        if finding.state is FindingState.FOUND and finding.detector in detectors:
            yield from finding.evidence


def _tells_most(passage: Passage) -> tuple[bool, bool]:
    """A page that says itself that it is a copy tells more than dates do, and those more than nothing."""
    return "syndicated" in passage.claim, "dated" in passage.claim


def _most_sites(owner: Owner) -> tuple[int, str]:
    return -len(owner.sites), owner.name


def graph_of(shared: Sequence[Shared]) -> Graph | None:
    """Lay out the sites and what at least two of them share; None when nothing is shared.

    Force-directed (Fruchterman and Reingold 1991, as networkx does it), always the same for the same sites.
    """
    graph = networkx.Graph()
    for each in (each for each in shared if len(each.sites) > 1):
        if graph.number_of_nodes() + len(each.sites) >= DRAWN:
            break
        graph.add_edges_from((("value", each.value), ("site", site)) for site in each.sites)
    if not graph:
        return None
    places = networkx.spring_layout(graph, seed=1, k=0.9 / len(graph) ** 0.5, iterations=120)
    nodes = {key: _node(key, *places[key]) for key in sorted(graph)}
    return Graph(tuple(nodes.values()), tuple((nodes[a], nodes[b]) for a, b in sorted(map(sorted, graph.edges))))


def _node(key: tuple[str, str], x: float, y: float) -> Node:
    reach = (_SIZE - 2 * _MARGIN) / 2
    return Node(key[1], key[0] == "site", round(_SIZE / 2 + reach * x), round(_SIZE / 2 + reach * y))
