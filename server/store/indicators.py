"""The index of indicators: which sites carry a value, of every capture that was not private.

What is shown of it, and what judges, are listed readings only (`server.store.listing`): the rows of a capture count
from the moment its verdict is listed, and no longer once it is withdrawn. Rarity counts sites, not readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, or_, select, tuple_

from detectors.model import SharedValue
from detectors.rarity import faded, weight_of
from detectors.sighting import Sighting
from server.store.engine import upsert
from server.store.schema import audit_rows, indicators, verdicts

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
        with self._engine.execution_options(writes=True).begin() as connection:
            save_sightings(connection, capture, seen)

    def of_capture(self, capture: int, site: str) -> tuple[Sighting, ...]:
        """Return the values that a site carries by one capture, sorted."""
        columns = (indicators.c[name] for name in Sighting.__struct_fields__)
        query = select(*columns).where(indicators.c.capture == capture, indicators.c.site == site)
        with self._engine.connect() as connection:
            return tuple(sorted(Sighting(**row) for row in connection.execute(query).mappings()))

    def of_domain(self, domain: str) -> tuple[Sighting, ...]:
        """Return the values that the sites of a domain carry, by listed readings, sorted."""
        columns = (indicators.c[name] for name in Sighting.__struct_fields__)
        query = _listed(select(*columns).distinct()).where(indicators.c.domain == domain)
        with self._engine.connect() as connection:
            return tuple(sorted(Sighting(**row) for row in connection.execute(query).mappings()))

    def shared(self, own: Sequence[Sighting], audit: str = "") -> tuple[SharedValue, ...]:
        """Return which of these values of one site other sites carry too, and how many; faded ones without names.

        Other sites are those of listed readings and, within an audit, those that it has read.
        """
        if not own:
            return ()
        site = own[0].site
        with self._engine.connect() as connection:
            counts = _counts(connection, own, audit)
            few = [found for found in own if 0 < counts.get((found.kind, found.value), 0) <= faded()]
            names = _sites(connection, few, audit)
        return tuple(
            SharedValue(
                found.kind,
                found.value,
                found.label,
                tuple(names.get((found.kind, found.value), ()))[:SHOWN_SITES],
                counts[found.kind, found.value],
            )
            for found in own
            if found.site == site and counts.get((found.kind, found.value))
        )

    def neighbours(self, domain: str) -> tuple[Neighbour, ...]:
        """Return the sites that share values with the sites of a domain, the heaviest first."""
        own = self.of_domain(domain)
        with self._engine.connect() as connection:
            counts = _counts(connection, own)
            few = [found for found in own if 0 < counts.get((found.kind, found.value), 0) <= faded()]
            names = _sites(connection, few)
        tied: defaultdict[str, dict[tuple[str, str], SharedValue]] = defaultdict(dict)
        for found in few:
            key = found.kind, found.value
            for site in names[key]:
                tied[site][key] = SharedValue(found.kind, found.value, found.label, (), counts[key])
        return tuple(sorted((_neighbour(site, shared.values()) for site, shared in tied.items()), key=_rank))


def save_sightings(connection: Connection, capture: int, seen: Iterable[Sighting]) -> None:
    """Keep what the sites of a capture carry, inside a running transaction."""
    for found in sorted(seen):
        row = {"capture": capture, **{name: getattr(found, name) for name in found.__struct_fields__}}
        upsert(connection, indicators, row, ["capture", "site", "kind", "value"])


def _neighbour(site: str, shared: Iterable[SharedValue]) -> Neighbour:
    ranked = sorted(shared, key=lambda found: (-weight_of(found.kind, found.others), found.kind, found.value))
    return Neighbour(site, round(sum(weight_of(found.kind, found.others) for found in ranked), 4), tuple(ranked))


def _rank(neighbour: Neighbour) -> tuple[float, str]:
    return -neighbour.weight, neighbour.site


def _counts(connection: Connection, own: Sequence[Sighting], audit: str = "") -> dict[tuple[str, str], int]:
    """Count the other sites, on other domains, that carry each value."""
    found: dict[tuple[str, str], int] = {}
    for part in _parts(own):
        query = select(indicators.c.kind, indicators.c.value, func.count(indicators.c.site.distinct()))
        query = (
            _seen(query, audit).where(_any_of(part), *_elsewhere(own)).group_by(indicators.c.kind, indicators.c.value)
        )
        found |= {(kind, value): count for kind, value, count in connection.execute(query)}
    return found


def _sites(connection: Connection, few: Sequence[Sighting], audit: str = "") -> dict[tuple[str, str], list[str]]:
    """Return the other sites that carry each value, sorted."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for part in _parts(few):
        query = _seen(select(indicators.c.kind, indicators.c.value, indicators.c.site).distinct(), audit)
        query = query.where(_any_of(part), *_elsewhere(few)).order_by(indicators.c.site)
        for kind, value, site in connection.execute(query):
            found[kind, value].append(site)
    return found


def _seen(query: Select[Any], audit: str) -> Select[Any]:
    """Keep the rows of listed readings and, within an audit, those of what it has read."""
    if not audit:
        return _listed(query)
    listed = select(verdicts.c.capture).where(verdicts.c.listed, verdicts.c.withdrawn_at.is_(None))
    within = select(audit_rows.c.capture).where(audit_rows.c.audit == audit, audit_rows.c.capture.is_not(None))
    return query.where(or_(indicators.c.capture.in_(listed), indicators.c.capture.in_(within)))


def _listed(query: Select[Any]) -> Select[Any]:
    on = and_(verdicts.c.capture == indicators.c.capture, verdicts.c.listed, verdicts.c.withdrawn_at.is_(None))
    return query.join(verdicts, on)


def _any_of(part: Iterable[Sighting]) -> ColumnElement[bool]:
    values = sorted({(found.kind, found.value) for found in part})
    return tuple_(indicators.c.kind, indicators.c.value).in_(values)


def _elsewhere(own: Sequence[Sighting]) -> tuple[ColumnElement[bool], ...]:
    """Blogs of one shared platform have a domain each (the suffix list's private part), sites of one owner may not."""
    return tuple(indicators.c.domain != domain for domain in sorted({found.domain for found in own}))


def _parts(own: Sequence[Sighting]) -> Iterable[Sequence[Sighting]]:
    return (own[at : at + _BATCH] for at in range(0, len(own), _BATCH))
