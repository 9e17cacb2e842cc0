"""The hands of an audit's blogs together: which are nearest to one, and which others one is compared among."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from detectors.style.hands import MIN_HANDS, MOST_HANDS
from detectors.style.nearest import Hands, signed
from server.store import Hand, Store

_KEPT = 4  # crowds in memory: 100,000 hands take 80 MB


class Crowd:
    """The hands of one language that an audit has read, one a site."""

    def __init__(self, hands: Iterable[Hand], lang: str) -> None:
        self._hands = sorted((hand for hand in hands if hand.signed == signed(lang)), key=lambda hand: hand.key)
        self._search = Hands.of([_signature(hand) for hand in self._hands]) if self._hands else None

    def nearest(self, one: Hand, count: int, beside: frozenset[str]) -> tuple[tuple[Hand, ...], int]:
        """Return the nearest hands to one, of no domain in `beside`, and among how many they were looked for."""
        among = sum(hand.domain not in beside for hand in self._hands)
        if self._search is None or one.signed != signed(one.lang) or not among:
            return (), 0
        places = self._search.nearest(_signature(one), count + len(self._hands) - among)
        found = (self._hands[place] for place in places)
        return tuple(hand for hand in found if hand.domain not in beside)[:count], among

    def strangers(self, beside: frozenset[str]) -> Iterator[Hand]:
        """Yield the hands of other domains than those in `beside`, one a domain, always in the same order."""
        taken = set(beside)
        for hand in self._hands:
            if hand.domain not in taken:
                taken.add(hand.domain)
                yield hand


@dataclass(slots=True)
class Crowds:
    """The crowds of the audits at hand, each read from the store once a process: they stand still while it judges."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[tuple[str, str], Crowd] = field(default_factory=dict)

    def of(self, store: Store, audit: str, lang: str) -> Crowd:
        """Return the crowd of one language of an audit whose collecting is done."""
        with self._lock:
            if (audit, lang) not in self._known:
                if len(self._known) >= _KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[audit, lang] = Crowd(store.hands.of_audit(audit, lang), lang)
            return self._known[audit, lang]


def cohort(store: Store, one: Hand, beside: frozenset[str], crowd: Crowd | None) -> tuple[str, ...]:
    """Return the keys of other hands to compare among: those of the audit, and of listed readings where they are few.

    None is of a domain in `beside`; without enough of them a comparison only ranks.
    """
    found = []
    for hand in crowd.strangers(beside) if crowd else ():
        found.append(hand)
        if len(found) == MOST_HANDS:
            break
    if len(found) < MIN_HANDS:
        more = beside.union(hand.domain for hand in found)
        found += store.hands.strangers(one.lang, one.made, MOST_HANDS - len(found), more)
    return tuple(hand.key for hand in found)


def _signature(hand: Hand) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.frombuffer(hand.signature, "<f4").astype(np.float32)
