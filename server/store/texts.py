"""Texts and the shingles in them: which texts share words with another one.

Only numbers and addresses are kept, no text; passages are shown from the captures. A shingle that stands in more than
`COMMON` texts is boilerplate (a licence, a banner, a slogan) and is dropped from the index by `forget_common`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from server.store.engine import upsert
from server.store.schema import common_shingles, shingle_texts, texts

COMMON = 200
_CHUNK = 500  # numbers in one statement
_PAGES = 50  # pages in one
_LISTED = (
    " WHERE EXISTS (SELECT 1 FROM verdicts AS v WHERE v.capture = t.capture AND v.listed AND v.withdrawn_at IS NULL)"
    " OR t.capture IN (SELECT capture FROM audit_rows WHERE audit = :audit)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A page whose words are kept as shingles: `original` is the canonical address that it states itself.

    `published` is its own date (ISO 8601), "" if it states none, `seen_at` when it was read, in `capture`.
    """

    url: str
    site: str
    seen_at: str
    original: str = ""
    published: str = ""
    capture: int | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """A kept text that shares words with the one asked about.

    `containment` is the share (0..1) of the shingles asked about that stand in it; the rest is as in `Text`.
    """

    url: str
    site: str
    original: str
    published: str
    seen_at: str
    capture: int | None
    containment: float


class Texts:
    """The texts of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, page: Text, keys: Sequence[int]) -> None:
        """Keep the shingles of a page; others of the same address replace them, the time of the first stays."""
        self.add_all([(page, keys)])

    def add_all(self, pages: Iterable[tuple[Text, Sequence[int]]]) -> None:
        """Keep many pages with their shingles in one transaction."""
        with self._engine.execution_options(writes=True).begin() as connection:
            save_texts(connection, pages)

    def sharing(
        self,
        keys: Sequence[int],
        *,
        beside: str = "",
        limit: int = 10,
        least: int = 2,
        unlisted: bool = False,
        audit: str = "",
    ) -> tuple[Sharing, ...]:
        """Return kept texts of other sites than `beside` that share at least `least` of the shingles, most first.

        Only texts of listed verdicts are known to strangers; within an audit also those that it has read; `unlisted`
        asks for all.
        """
        if not keys:
            return ()
        listed = ",".join(map(str, keys))  # numbers of our own making: one statement without bound parameters is fast
        query = (
            "SELECT t.url, t.site, t.original, t.published, t.seen_at, t.capture, h.hits"  # noqa: S608 - numbers
            " FROM (SELECT text, COUNT(*) AS hits FROM shingle_texts"
            f" WHERE shingle IN ({listed}) GROUP BY text HAVING COUNT(*) >= {int(least)}) AS h"
            f" JOIN texts AS t ON t.id = h.text{'' if unlisted else _LISTED} ORDER BY h.hits DESC, t.url"
        )
        with self._engine.connect() as connection:
            found = connection.execute(text(query), {} if unlisted else {"audit": audit})
            rows = [row for row in found if row[1] != beside]
        return tuple(
            Sharing(row[0], row[1], row[2], row[3], row[4], row[5], row[6] / len(keys)) for row in rows[:limit]
        )

    def forget_common(self, most: int = COMMON) -> int:
        """Drop the shingles that stand in more than `most` texts, and remember them; returns how many."""
        query = select(shingle_texts.c.shingle).group_by(shingle_texts.c.shingle).having(func.count() > most)
        with self._engine.execution_options(writes=True).begin() as connection:
            found = [row.shingle for row in connection.execute(query)]
            for at in range(0, len(found), _CHUNK):
                chunk = found[at : at + _CHUNK]
                connection.execute(delete(shingle_texts).where(shingle_texts.c.shingle.in_(chunk)))
                connection.execute(insert(common_shingles), [{"shingle": key} for key in chunk])
        return len(found)


def save_texts(connection: Connection, pages: Iterable[tuple[Text, Sequence[int]]]) -> None:
    """Keep pages with their shingles, inside a running transaction."""
    rest = iter(sorted(pages, key=lambda each: each[0].url))  # in one order, so that no two writers wait
    while some := {page.url: (page, keys) for page, keys in islice(rest, _PAGES)}:
        _save(connection, some)


def _save(connection: Connection, some: Mapping[str, tuple[Text, Sequence[int]]]) -> None:
    renewed = ("site", "original", "published", "capture")
    rows = [{name: getattr(page, name) for name in ("url", "seen_at", *renewed)} for page, _ in some.values()]
    upsert(connection, texts, rows, ["url"], renewed)
    found = connection.execute(select(texts.c.url, texts.c.id).where(texts.c.url.in_(some)))
    numbers = {row.url: row.id for row in found}
    connection.execute(delete(shingle_texts).where(shingle_texts.c.text.in_(numbers.values())))
    common = _common(connection, {key for _, keys in some.values() for key in keys})
    links = [
        {"shingle": key, "text": numbers[url]} for url, (_, keys) in some.items() for key in keys if key not in common
    ]
    if links:
        connection.execute(insert(shingle_texts), links)


def _common(connection: Connection, keys: Iterable[int]) -> set[int]:
    listed = ",".join(map(str, keys))  # as in `sharing`
    query = f"SELECT shingle FROM common_shingles WHERE shingle IN ({listed})"  # noqa: S608 - numbers
    return set(connection.scalars(text(query))) if listed else set()
