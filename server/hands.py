"""The hands of blogs: read of what was fetched, and looked for among those that were read before.

Compared are blogs that a shared value ties, and within an audit the nearest hands of all its blogs. What a hand was
compared with, and among which others, is frozen as prints, so that a verdict replays; texts of other sites are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import msgspec

from detectors.authored import AuthorText, posts_of_one_hand
from detectors.domain import host_of, registrable
from detectors.model import HandPrint, Hands, HandsCompared, OtherHand, Presentation, Read, Seen, SharedValue, Want
from detectors.rarity import ties_hands, weight_of
from detectors.sighting import Sightings
from detectors.style.nearest import signature, signed
from detectors.style.prints import key_of, profile_of
from server.children import ChildError
from server.clock import now
from server.crowd import Crowd, Crowds, cohort
from server.store import Hand, Store
from server.words import LEAST, Reads, shared_with

Texts = Callable[[], Sequence[AuthorText]]  # asked for only where a hand has another to be compared with

SHORTLIST = 3  # of the nearest hands of an audit: 58 of 62 that stood out among eight were among the first three
MOST_TIED = 5  # sites
_ENOUGH_HITS = 50
# What has a hand of one writer; a house's copy is compared by its words alone.
_BLOGS = frozenset({Presentation.PERSON, Presentation.INDEPENDENT, Presentation.UNKNOWN})


class Reader(Reads, Protocol):
    """What reads posts and the hand that wrote them, and compares hands (server.children.Children)."""

    def hand_print(self, posts: Sequence[str], lang: str) -> HandPrint: ...  # noqa: D102

    def hands_compared(  # noqa: D102
        self, own: HandPrint, others: Sequence[tuple[OtherHand, HandPrint]], cohort: Sequence[HandPrint]
    ) -> tuple[HandsCompared, ...]: ...


@dataclass(frozen=True, slots=True)
class OwnHand:
    """The hand of a site as it was read, and its print."""

    hand: Hand
    kept: HandPrint


@dataclass(frozen=True, slots=True)
class HandIndex:
    """The hands of a store, and what reads more; `crowds` are those of the audits at hand."""

    store: Store
    reader: Reader
    crowds: Crowds

    def read(self, seen: Sightings | None, texts: Sequence[AuthorText]) -> OwnHand | None:
        """Return the hand of a blog, or None where too little of it was read or it is no blog.

        Posts that were profiled before are not profiled again.
        """
        lang, posts = posts_of_one_hand(texts)
        if seen is None or seen.presents not in _BLOGS or not posts:
            return None
        key = key_of(posts, lang)
        try:
            kept = self.store.hands.prints((key,)).get(key) or self.reader.hand_print(posts, lang)
            signs = signature(profile_of(kept), lang).astype("<f4").tobytes()
        except (ChildError, ValueError):
            return None
        domain = registrable(host_of(texts[0].url))
        return OwnHand(Hand(seen.site, domain, lang, kept.words, key, kept.made, signed(lang), signs), kept)

    def compared(
        self, own: OwnHand | None, shared: Iterable[SharedValue], texts: Texts, audit: str = ""
    ) -> tuple[Read, ...]:
        """Return what is frozen: a hand, those it is compared with, and the others; nothing when with none.

        `shared` are the values that the site shares, `texts` gives what its author wrote; `audit` is one that has
        been collected.
        """
        if own is None:
            return ()
        ties = _ties(shared)
        beside = frozenset({own.hand.domain, *map(_domain, ties)})
        crowd = self.crowds.of(self.store, audit, own.hand.lang) if audit else None
        hands = self.store.hands.of_sites(ties, audit)
        tied = [OtherHand(site, hands[site].key, ties[site]) for site in ties if _comparable(own.hand, hands.get(site))]
        near = self._standing_out(own, beside, crowd) if crowd else []
        others = tied[:MOST_TIED] + near
        if not others:
            return ()
        hands |= self.store.hands.of_sites((other.site for other in others), audit)
        for other in others:
            beside |= {hands[other.site].domain, *_tied_to(self.store, hands[other.site], audit)}
        copied = self._copied(texts(), frozenset(other.site for other in others), audit)
        others = [msgspec.structs.replace(other, copied=other.site in copied) for other in others]
        return _frozen(self.store, own, tuple(others), cohort(self.store, own.hand, beside, crowd))

    def in_audit(self, site: str, shared: Iterable[SharedValue], texts: Texts, audit: str) -> tuple[Read, ...]:
        """Return the same for a site of an audit: its hand is that of the capture with most words."""
        hand = self.store.hands.of_sites((site,), audit).get(site)
        kept = self.store.hands.prints((hand.key,)).get(hand.key) if hand else None
        return self.compared(OwnHand(hand, kept) if hand and kept else None, shared, texts, audit)

    def _standing_out(self, own: OwnHand, beside: frozenset[str], crowd: Crowd) -> list[OtherHand]:
        """Return the nearest hands of an audit that are consistent with one hand after so many were looked through."""
        nearest, among = crowd.nearest(own.hand, SHORTLIST, beside)
        if not nearest:
            return []
        strangers = cohort(self.store, own.hand, beside.union(hand.domain for hand in nearest), crowd)
        prints = self.store.hands.prints((*strangers, *(hand.key for hand in nearest)))
        others = [OtherHand(hand.site, hand.key, "", among) for hand in nearest]
        pairs = [(other, prints[other.hand]) for other in others if other.hand in prints]
        try:
            compared = self.reader.hands_compared(own.kept, pairs, [prints[key] for key in strangers if key in prints])
        except ChildError:
            return []
        alike = {found.site for found in compared if found.alike}
        return [other for other in others if other.site in alike]

    def _copied(self, texts: Sequence[AuthorText], sites: frozenset[str], audit: str) -> set[str]:
        """Return those of the sites of whose words a good part of one of our texts consists."""
        found: set[str] = set()
        for text in texts:
            every = self.store.texts.sharing(text.keys, beside=text.site, limit=_ENOUGH_HITS, audit=audit)
            hits = [hit for hit in every if hit.site in sites - found and hit.containment >= LEAST]
            least = LEAST * len(text.text.split())
            shares = shared_with(self.store, self.reader, text, hits, len(sites))
            found |= {hit.site for hit, shared in shares if shared.words >= least}
        return found


def _ties(shared: Iterable[SharedValue]) -> dict[str, str]:
    """Return the sites that are tied by what few share, each with the kind of its rarest value, rarest first."""
    found: dict[str, str] = {}
    weighed = [(weight_of(value.kind, value.others), value) for value in shared if ties_hands(value.kind)]
    for weight, value in sorted(weighed, key=lambda each: (-each[0], each[1].kind, each[1].value)):
        for site in value.sites if weight else ():
            found.setdefault(site, value.kind)
    return found


def _domain(site: str) -> str:
    return registrable(host_of(f"https://{site}/"))


def _comparable(own: Hand, other: Hand | None) -> bool:
    return other is not None and (other.lang, other.made) == (own.lang, own.made)


def _tied_to(store: Store, hand: Hand, audit: str) -> Iterator[str]:
    """Yield the domains that share something with the site of a hand: those are no strangers to it."""
    values = store.indicators.of_capture(hand.capture, hand.site)
    yield from map(_domain, _ties(store.indicators.shared(values, audit=audit)))


def _frozen(store: Store, own: OwnHand, others: tuple[OtherHand, ...], strangers: tuple[str, ...]) -> tuple[Read, ...]:
    prints: Mapping[str, HandPrint] = store.hands.prints((*strangers, *(other.hand for other in others)))
    told = msgspec.json.encode((own.hand.key, others, strangers))
    site = own.hand.site
    seen = Seen(f"index://hands/{site}", now(), sha256(told).hexdigest())
    reads = [Read(Want("hands", site), Hands(seen, site, own.hand.key, others, strangers))]
    reads += [Read(Want("hand", key), kept) for key, kept in {**prints, own.hand.key: own.kept}.items()]
    return tuple(reads)
