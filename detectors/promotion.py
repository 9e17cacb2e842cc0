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
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from detectors.data_files import load_toml
from detectors.domain import host_of, registrable
from detectors.names import core
from detectors.page import AUTHOR_ZONES, Block, Document, Link, Zone

if TYPE_CHECKING:
    from detectors.knowledge import BrandHit, Knowledge

MENTIONS_PER_PAGE = 10
LINKS_PER_PAGE = 5
LINK_WEIGHT = 2
MIN_LABEL = 4  # shorter domain labels are too often common words to count their mentions
PROMOTED_SHARE = 0.15
PROMOTED_WEIGHT = 2
MAX_SITES = 3
_IN_NAMED_HOST = ("www.", ".com", ".fr", ".org", ".net", ".de", ".es", ".it")  # one stands in every match below
# A site named in the text without a link ("see www.example.fr"); mail addresses and file names are none.
_NAMED_HOST = re.compile(
    r"(?<![\w@./-])(?:www\.[a-z0-9-]{2,63}|[a-z0-9-]{3,63}(?=\.(?:com|fr|org|net|de|es|it)(?!\w)))(?:\.[a-z]{2,24}){1,2}(?![\w@])",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[\s\-'’.\u0307]+")


@dataclass(frozen=True, slots=True)
class Promotion:
    """One brand or site that the pages promote; `hosts` are its linked hosts, most linked first.

    `group` is a listed group; `owner` who an imported register says holds a site of no listed group.
    """

    name: str
    group: str | None
    hosts: tuple[str, ...]
    weight: int
    share: float
    sure: bool = True  # linked, named among products, or nobody else's name: not the town of Orange, not a family Ford
    owner: str | None = None

    @property
    def counts(self) -> bool:
        """Tell whether the pages promote it rather than mention it in passing."""
        return self.weight >= PROMOTED_WEIGHT and self.share >= PROMOTED_SHARE


@dataclass(slots=True)
class _Tally:
    names: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    weight: int = 0
    as_brand: bool = False
    owner: str | None = None


@cache
def neutral_domains() -> frozenset[str]:
    """Return the domains to which a link promotes nothing."""
    table = load_toml("neutral_domains.toml")
    return frozenset(domain for domains in table.values() if isinstance(domains, list) for domain in domains)


@cache
def _social_names() -> frozenset[str]:
    """Return what share buttons and profiles call the social sites: "facebook", "youtube", "linkedin"."""
    return frozenset(domain.split(".", 1)[0] for domain in load_toml("neutral_domains.toml")["social"])


def promotions(documents: Iterable[Document], own: str, knowledge: Knowledge) -> tuple[Promotion, ...]:
    """Return what these pages of the site `own` (a registrable domain) promote, heaviest first."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    pages = [(own_text(document), author_links(document, own, knowledge)) for document in documents]
    found = [(text, _hosts(text, links, own, knowledge)) for text, links in pages]
    every = frozenset(host for _, hosts in found for host in hosts)
    for text, hosts in found:
        _count_mentions(text, every, knowledge, tallies)
        _count_hosts(hosts, text, knowledge, tallies)
    total = sum(tally.weight for tally in tallies.values())
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].weight, item[0]))
    return tuple(_promotion(key, tally, total) for key, tally in ranked)


def _named_hosts(text: str) -> list[str]:
    lower = text.lower()
    return list(map(str.lower, _NAMED_HOST.findall(text))) if any(map(lower.__contains__, _IN_NAMED_HOST)) else []


def promoted_hosts(found: Iterable[Promotion]) -> tuple[str, ...]:
    """Return the hosts of up to three promoted sites to read: the one most linked of each promotion that counts."""
    return tuple(dict.fromkeys(p.hosts[0] for p in found if p.counts and p.hosts))[:MAX_SITES]


def author_links(document: Document, own: str, knowledge: Knowledge) -> tuple[Link, ...]:
    """Return the links of the author's own text that lead to other sites, neutral ones left out.

    A page that is nothing but excerpts of the site's own posts, as a home page is, speaks through them.
    """
    elsewhere: dict[str, bool] = {}

    def leads_elsewhere(url: str) -> bool:
        host = destination(url)
        if host not in elsewhere:
            elsewhere[host] = _other_site(host, own, knowledge)
        return elsewhere[host]

    zones = AUTHOR_ZONES if document.has_prose else AUTHOR_ZONES | {Zone.TEASER}
    return tuple(
        link
        for link in document.links
        if link.url
        and link.visible
        and link.zone in zones
        and not _neutral(host_of(link.url))
        and leads_elsewhere(link.url)
    )


def _hosts(text: str, links: Iterable[Link], own: str, knowledge: Knowledge) -> Counter[str]:
    """Count the hosts that a page links to or names in its text."""
    named = (host for host in _named_hosts(text) if _other_site(host, own, knowledge))
    return Counter((*(destination(link.url) for link in links), *named))


def destination(url: str) -> str:
    """Return the host that a link leads to: the one its address carries in full (a redirector's), else its own."""
    query = url.partition("?")[2]
    if "http" not in query and "%" not in query:
        return host_of(url)
    carried = (value for _, value in parse_qsl(urlsplit(url).query) if value.startswith(("http://", "https://")))
    return host_of(next(carried, "")) or host_of(url)


@lru_cache(maxsize=4096)
def _neutral(host: str) -> bool:
    labels = host.split(".")
    return not neutral_domains().isdisjoint(".".join(labels[at:]) for at in range(len(labels)))


def own_text(document: Document) -> str:
    """Return what the site's author says on a page: the page's own text, and excerpts of the site's own other pages."""
    return "\n".join(block.text for block in document.blocks if block.visible and _by_author(document, block))


def _by_author(document: Document, block: Block) -> bool:
    own_teaser = block.zone is Zone.TEASER and host_of(block.teaser_of) in ("", document.host)
    return block.zone in AUTHOR_ZONES or own_teaser


def _other_site(host: str, own: str, knowledge: Knowledge) -> bool:
    if not host or registrable(host) == own:
        return False
    known = knowledge.match_domain(host)
    service = known is not None and known.use == "service"
    return not (_neutral(host) or service or knowledge.platform(host) or knowledge.provider(host))


def _count_mentions(text: str, hosts: frozenset[str], knowledge: Knowledge, tallies: Mapping[str, _Tally]) -> None:
    found = (hit for hit in knowledge.brands_in(text) if hit.name.casefold() not in _social_names())
    hits = _decided(text, list(found), hosts, knowledge)
    as_brands = {hit.name for hit in hits if hit.distinctive or _among_products(text, hit.start, hit.end)}
    counts = Counter((hit.group, hit.name) for hit in hits)
    for (group, name), count in counts.items():
        claim = knowledge.claim(group, name)
        if claim is not None and claim.kind in ("front", "mascot"):
            continue  # these speak for a group; they are not what it sells
        tally = tallies[f"group:{group}"]
        tally.names[name] += count
        tally.weight += min(count, MENTIONS_PER_PAGE)
        tally.as_brand |= name in as_brands


def _decided(text: str, hits: list[BrandHit], hosts: frozenset[str], knowledge: Knowledge) -> list[BrandHit]:
    """Leave out the bearers of a shared name that the pages do not link to, when they link to another bearer.

    Two groups sell a "Dove": a link to one's site says which. And a name that others bear too is not the group's on
    pages that link to a site of that very name which is not the group's (``orange.example``).
    """
    linked = {known.group for known in map(knowledge.match_domain, hosts) if known is not None}
    labels = {registrable(h).split(".", 1)[0].replace("-", "") for h in hosts if knowledge.match_domain(h) is None}
    meant = {(hit.start, hit.end) for hit in hits if hit.group in linked}
    return [
        hit
        for hit in hits
        if hit.group in linked
        or ((hit.start, hit.end) not in meant and (hit.distinctive or core(text[hit.start : hit.end]) not in labels))
    ]


def _among_products(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a name speaks of products or buying."""
    return _product_words().search(text, *sentence_at(text, start, end)) is not None


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what stands between full stops or line ends around ``[start, end)``."""
    before = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    return before, min((at for mark in ".!?\n" if (at := text.find(mark, end)) >= 0), default=len(text))


@cache
def _product_words() -> re.Pattern[str]:
    stems = sorted(load_toml("product_words.toml")["stems"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)


def _count_hosts(hosts: Counter[str], text: str, knowledge: Knowledge, tallies: Mapping[str, _Tally]) -> None:
    named: set[str] = set()
    for host, count in hosts.items():
        domain = registrable(host)
        known = knowledge.match_domain(host)
        tally = tallies[f"group:{known.group}" if known else f"site:{domain}"]
        tally.hosts[host] += count
        tally.weight += LINK_WEIGHT * min(count, LINKS_PER_PAGE)
        if known is None:
            registered = knowledge.registers.match_domain(host)
            tally.owner = tally.owner or (registered.group if registered is not None else None)
        if known is None and domain not in named:  # two hosts of one site are one name
            named.add(domain)
            mentions = label_mentions(text, domain)
            tally.names.update(mentions or {domain: 1})
            tally.weight += min(mentions.total(), MENTIONS_PER_PAGE)


def label_mentions(text: str, domain: str) -> Counter[str]:
    """Count how the text writes the brand of a domain: ``green-leaf.com`` as "Green Leaf", "Greenleaf", ...

    A label that the text also uses as an ordinary word ("goal", "nature") is no name.
    """
    label = domain.split(".", 1)[0]
    if len(label) < MIN_LABEL or label.replace("-", "") not in _squeezed(text):
        return Counter()
    if re.search(rf"(?<![\w.@/-]){re.escape(label)}(?![\w.-])", text):
        return Counter()
    letters = r"[\s\-'’.]?".join(re.escape(letter) for letter in label.replace("-", ""))
    return Counter(re.findall(rf"(?<![\w.@/]){letters}(?![\w])", text, re.IGNORECASE))


@lru_cache(maxsize=4)  # one page is asked for many labels
def _squeezed(text: str) -> str:
    """Return the text in lower case without what may part the letters of a label; a label not in it is not written."""
    return _PARTING.sub("", text.lower()).replace("ſ", "s").replace("ı", "i")  # as `re.IGNORECASE` takes them


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
        sure=bool(hosts) or tally.as_brand,
        owner=tally.owner,
    )


def warm() -> None:
    """Load the neutral domains and the words of products."""
    neutral_domains()
    _social_names()
    _product_words()
