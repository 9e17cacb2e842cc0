"""What a page promotes, measured: brands named and sites linked in the author's own text.

The share of a brand or site is its weight over the weight of all of them. A mention weighs 1 (at most ten a page), a
link in the author's text 2 (at most five a page); both are counts of the author's choices, not of templates, so
navigation, comments, teasers, quotes and ad slots are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from detectors.data_files import load_toml
from detectors.domain import host_of, registrable, within
from detectors.html.main_text import main_blocks
from detectors.page import Document, Link, Zone

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

MENTIONS_PER_PAGE = 10
LINKS_PER_PAGE = 5
LINK_WEIGHT = 2
MIN_LABEL = 4  # shorter domain labels are too often common words to count their mentions
PROMOTED_SHARE = 0.15
PROMOTED_WEIGHT = 2
AUTHOR_ZONES = frozenset({Zone.HEADLINE, Zone.TOP, Zone.BODY, Zone.END})
MAX_SITES = 3
# A site named in the text without a link ("see www.example.fr"); mail addresses and file names are none.
_NAMED_HOST = re.compile(
    r"(?<![\w@./-])(?:www\.[a-z0-9-]{2,63}|[a-z0-9-]{3,63}(?=\.(?:com|fr|org|net|de|es|it)(?!\w)))(?:\.[a-z]{2,24}){1,2}(?![\w@])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promotion:
    """One brand or site that the pages promote; `hosts` are its linked hosts, most linked first."""

    name: str
    group: str | None
    hosts: tuple[str, ...]
    weight: int
    share: float

    @property
    def counts(self) -> bool:
        """Tell whether the pages promote it rather than mention it in passing."""
        return self.weight >= PROMOTED_WEIGHT and self.share >= PROMOTED_SHARE


@dataclass(slots=True)
class _Tally:
    names: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    weight: int = 0


@cache
def neutral_domains() -> frozenset[str]:
    """Return the domains to which a link promotes nothing."""
    table = load_toml("neutral_domains.toml")
    return frozenset(domain for domains in table.values() if isinstance(domains, list) for domain in domains)


def promotions(documents: Iterable[Document], own: str, knowledge: Knowledge) -> tuple[Promotion, ...]:
    """Return what these pages of the site `own` (a registrable domain) promote, heaviest first."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for document in documents:
        text = "\n".join(block.text for block in main_blocks(document))
        linked = [host_of(link.url) for link in author_links(document, own, knowledge)]
        named = [host.lower() for host in _NAMED_HOST.findall(text) if _other_site(host.lower(), own, knowledge)]
        _count_mentions(text, knowledge, tallies)
        _count_hosts(Counter(linked + named), text, knowledge, tallies)
    total = sum(tally.weight for tally in tallies.values())
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].weight, item[0]))
    return tuple(_promotion(key, tally, total) for key, tally in ranked)


def promoted_hosts(found: Iterable[Promotion]) -> tuple[str, ...]:
    """Return the hosts of up to three promoted sites to read: the one most linked of each promotion that counts."""
    return tuple(dict.fromkeys(p.hosts[0] for p in found if p.counts and p.hosts))[:MAX_SITES]


def author_links(document: Document, own: str, knowledge: Knowledge) -> tuple[Link, ...]:
    """Return the links of the author's own text that lead to other sites, neutral ones left out."""
    return tuple(
        link
        for link in document.links
        if link.url and link.visible and link.zone in AUTHOR_ZONES and _other_site(host_of(link.url), own, knowledge)
    )


def _other_site(host: str, own: str, knowledge: Knowledge) -> bool:
    if not host or registrable(host) == own:
        return False
    neutral = any(within(host, domain) for domain in neutral_domains())
    known = knowledge.match_domain(host)
    service = known is not None and known.use == "service"
    return not (neutral or service or knowledge.platform(host) or knowledge.provider(host))


def _count_mentions(text: str, knowledge: Knowledge, tallies: Mapping[str, _Tally]) -> None:
    counts: Counter[tuple[str, str]] = Counter((hit.group, hit.name) for hit in knowledge.brands_in(text))
    for (group, name), count in counts.items():
        claim = knowledge.claim(group, name)
        if claim is not None and claim.kind in ("front", "mascot"):
            continue  # these speak for a group; they are not what it sells
        tally = tallies[f"group:{group}"]
        tally.names[name] += count
        tally.weight += min(count, MENTIONS_PER_PAGE)


def _count_hosts(hosts: Counter[str], text: str, knowledge: Knowledge, tallies: Mapping[str, _Tally]) -> None:
    for host, count in hosts.items():
        domain = registrable(host)
        known = knowledge.match_domain(host)
        tally = tallies[f"group:{known.group}" if known else f"site:{domain}"]
        tally.hosts[host] += count
        tally.weight += LINK_WEIGHT * min(count, LINKS_PER_PAGE)
        if known is None:
            mentions = label_mentions(text, domain)
            tally.names.update(mentions or {domain: 1})
            tally.weight += min(mentions.total(), MENTIONS_PER_PAGE)


def label_mentions(text: str, domain: str) -> Counter[str]:
    """Count how the text writes the brand of a domain: ``green-leaf.com`` as "Green Leaf", "Greenleaf", ..."""
    label = domain.split(".", 1)[0]
    if len(label) < MIN_LABEL:
        return Counter()
    letters = r"[\s\-'’.]?".join(re.escape(letter) for letter in label.replace("-", ""))
    return Counter(re.findall(rf"(?<![\w.@/]){letters}(?![\w])", text, re.IGNORECASE))


def _promotion(key: str, tally: _Tally, total: int) -> Promotion:
    kind, _, name = key.partition(":")
    hosts = tuple(host for host, _ in sorted(tally.hosts.items(), key=lambda item: (-item[1], item[0])))
    names = sorted(tally.names.items(), key=lambda item: (-item[1], item[0]))
    return Promotion(
        name=names[0][0] if names else name,
        group=name if kind == "group" else None,
        hosts=hosts,
        weight=tally.weight,
        share=round(tally.weight / total, 4) if total else 0.0,
    )


def warm() -> None:
    """Load the neutral domains."""
    neutral_domains()
