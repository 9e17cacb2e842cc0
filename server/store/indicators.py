"""The index of indicators: which sites carry a value, of every capture that was not private.

What is shown of it, and what judges, are listed readings only (`server.store.listing`): the rows of a capture count
from the moment its verdict is listed, and no longer once it is withdrawn. Rarity counts sites, not readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, exists, func, or_, select

from detectors.model import SharedValue
from detectors.rarity import faded, weight_of
from detectors.sighting import Sighting
from server.store.audits import read_by
from server.store.domains import visible
from server.store.engine import writing
from server.store.schema import indicators, verdicts
from server.store.statements import is_pair, upsert

Key = tuple[str, str]  # kind, value
SHOWN_SITES = 5  # of each shared value
_BATCH = 200  # values a query; SQLite takes no more than some thousand parameters


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another site that shares values with one: which, and how much they weigh together."""

    site: str
    weight: float
    shared: tuple[SharedValue, ...]


class Indicators:
    """The index of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, capture: int, seen: Iterable[Sighting]) -> None:
        """Keep what the sites of a capture carry; saving it again changes nothing."""
        with writing(self._engine) as connection:
            save_sightings(connection, capture, seen)

    def of_capture(self, capture: int, site: str) -> tuple[Sighting, ...]:
        """Return the values that a site carries by one capture, sorted."""
        columns = (indicators.c[name] for name in Sighting.__struct_fields__)
        query = select(*columns).where(indicators.c.capture == capture, indicators.c.site == site)
        with self._engine.connect() as connection:
            return tuple(sorted(Sighting(**row) for row in connection.execute(query).mappings()))

    def of_domain(self, domain: str, owner: str = "") -> tuple[Sighting, ...]:
        """Return the values that the sites of a domain carry, sorted; `owner` also sees what was read for him."""
        columns = (indicators.c[name] for name in Sighting.__struct_fields__)
        query = select(*columns).distinct().where(indicators.c.domain == domain, _seen(owner))
        with self._engine.connect() as connection:
            return tuple(sorted(Sighting(**row) for row in connection.execute(query).mappings()))

    def shared(self, own: Sequence[Sighting], owner: str = "", audit: str = "") -> tuple[SharedValue, ...]:
        """Return which of these values other sites carry too, and how many; those of too many sites without names.

        Other sites are those of listed readings, of `owner`'s own, and those that the audit `audit` has read.
        """
        counts, names = self._elsewhere(own, _seen(owner, audit))
        return tuple(
            SharedValue(
                found.kind,
                found.value,
                found.label,
                tuple(names.get((found.kind, found.value), ()))[:SHOWN_SITES],
                counts[found.kind, found.value],
            )
            for found in own
            if counts.get((found.kind, found.value))
        )

    def neighbours(self, domain: str, owner: str = "") -> tuple[Neighbour, ...]:
        """Return the sites that share values with the sites of a domain, the heaviest first."""
        own = self.of_domain(domain, owner)
        counts, names = self._elsewhere(own, _seen(owner))
        tied: defaultdict[str, dict[tuple[str, str], SharedValue]] = defaultdict(dict)
        for found in own:
            key = found.kind, found.value
            for site in names.get(key, ()):
                tied[site][key] = SharedValue(found.kind, found.value, found.label, (), counts[key])
        return tuple(sorted((_neighbour(site, shared.values()) for site, shared in tied.items()), key=_rank))

    def _elsewhere(
        self, own: Sequence[Sighting], seen: ColumnElement[bool]
    ) -> tuple[dict[Key, int], dict[Key, list[str]]]:
        """Count the sites on other domains that carry each value, and name those of values that have not faded."""
        with self._engine.connect() as connection:
            counts = _counts(connection, own, seen)
            few = [found for found in own if 0 < counts.get((found.kind, found.value), 0) <= faded()]
            return counts, _sites(connection, few, seen)


def save_sightings(connection: Connection, capture: int, seen: Iterable[Sighting]) -> None:
    """Keep what the sites of a capture carry, inside a running transaction."""
    rows = [
        {"capture": capture, **{name: getattr(found, name) for name in found.__struct_fields__}}
        for found in sorted(seen)
    ]
    upsert(connection, indicators, rows, ["capture", "site", "kind", "value"])


def _neighbour(site: str, shared: Iterable[SharedValue]) -> Neighbour:
    ranked = sorted(shared, key=lambda found: (-weight_of(found.kind, found.others), found.kind, found.value))
    return Neighbour(site, round(sum(weight_of(found.kind, found.others) for found in ranked), 4), tuple(ranked))


def _rank(neighbour: Neighbour) -> tuple[float, str]:
    return -neighbour.weight, neighbour.site


def _counts(connection: Connection, own: Sequence[Sighting], seen: ColumnElement[bool]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for part in _parts(own):
        query = select(indicators.c.kind, indicators.c.value, func.count(indicators.c.site.distinct()))
        query = query.where(seen, _any_of(part), *_elsewhere(own)).group_by(indicators.c.kind, indicators.c.value)
        found |= {(kind, value): count for kind, value, count in connection.execute(query)}
    return found


def _sites(connection: Connection, few: Sequence[Sighting], seen: ColumnElement[bool]) -> dict[Key, list[str]]:
    found: defaultdict[Key, list[str]] = defaultdict(list)
    for part in _parts(few):
        query = select(indicators.c.kind, indicators.c.value, indicators.c.site).distinct()
        query = query.where(seen, _any_of(part), *_elsewhere(few)).order_by(indicators.c.site)
        for kind, value, site in connection.execute(query):
            found[kind, value].append(site)
    return found


def _seen(owner: str, audit: str = "") -> ColumnElement[bool]:
    """Return the condition that a row is of a reading that `owner` may know of or, within an audit, has been read."""
    known = exists().where(verdicts.c.capture == indicators.c.capture, visible(owner))
    if not audit:
        return known
    return or_(known, read_by(audit, indicators.c.capture))


def _any_of(part: Iterable[Sighting]) -> ColumnElement[bool]:
    return is_pair(indicators.c.kind, indicators.c.value, ((found.kind, found.value) for found in part))


def _elsewhere(own: Sequence[Sighting]) -> tuple[ColumnElement[bool], ...]:
    """Blogs of one shared platform have a domain each (the suffix list's private part), sites of one owner may not."""
    return tuple(indicators.c.domain != domain for domain in sorted({found.domain for found in own}))


def _parts(own: Sequence[Sighting]) -> Iterable[Sequence[Sighting]]:
    return (own[at : at + _BATCH] for at in range(0, len(own), _BATCH))
