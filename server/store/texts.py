"""Texts and the shingles in them: which texts share words with another one.

Only numbers and addresses are kept, no text; passages are shown from the captures. A shingle that stands in more than
`COMMON` texts is boilerplate (a licence, a banner, a slogan) and is dropped from the index by `forget_common`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Engine, delete, func, select, text

from server.store.engine import writing
from server.store.schema import common_shingles, shingle_texts, texts
from server.store.statements import among_numbers, given_numbers, numbers, upsert

COMMON = 200
_CHUNK = 500  # common shingles dropped in one transaction
_PAGES = 50  # pages in one
_SHARING = """
SELECT t.url, t.site, t.original, t.published, t.seen_at, t.capture, h.hits
FROM (
    SELECT text, COUNT(*) AS hits FROM shingle_texts WHERE {among} GROUP BY text HAVING COUNT(*) >= :least
) AS h
JOIN texts AS t ON t.id = h.text
WHERE t.site <> :beside AND {known}
ORDER BY h.hits DESC, t.url LIMIT :limit
"""
_LINKED = """
INSERT INTO shingle_texts (shingle, text)
SELECT given.value, :text FROM ({given}) AS given
WHERE NOT EXISTS (SELECT 1 FROM common_shingles AS c WHERE c.shingle = given.value)
"""
_KNOWN = (
    "(EXISTS (SELECT 1 FROM verdicts AS v WHERE v.capture = t.capture AND v.listed AND v.withdrawn_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM audit_rows AS a WHERE a.capture = t.capture AND a.audit = :audit))"
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
        with writing(self._engine) as connection:
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
        asked = {"numbers": numbers(keys), "least": least, "beside": beside, "limit": limit}
        with self._engine.connect() as connection:
            query = _SHARING.format(among=among_numbers(connection, "shingle"), known="1 = 1" if unlisted else _KNOWN)
            rows = connection.execute(text(query), asked if unlisted else asked | {"audit": audit}).all()
        return tuple(Sharing(row[0], row[1], row[2], row[3], row[4], row[5], row[6] / len(keys)) for row in rows)

    def settle(self) -> None:
        """Make ready for many look-ups after much was kept: drop what is common (`forget_common`), and tidy.

        PostgreSQL looks at each row that an index finds, until it has noted which pages everybody may see.
        """
        self.forget_common()
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                connection.execute(text("VACUUM shingle_texts"))

    def forget_common(self, most: int = COMMON) -> int:
        """Drop the shingles that stand in more than `most` texts, and remember them; returns how many.

        Some at a time: what is looked for is read beside writers, who wait for a few hundred deletions at most.
        """
        forgotten, after = 0, -1
        while found := self._common_after(after, most):
            with writing(self._engine) as connection:
                upsert(connection, common_shingles, [{"shingle": key} for key in found], ["shingle"])
                query = f"DELETE FROM shingle_texts WHERE {among_numbers(connection, 'shingle')}"  # noqa: S608 - ours
                connection.execute(text(query), {"numbers": numbers(found)})
            forgotten, after = forgotten + len(found), found[-1]
        return forgotten

    def _common_after(self, after: int, most: int) -> list[int]:
        shingle = shingle_texts.c.shingle
        query = select(shingle).where(shingle > after).group_by(shingle).having(func.count() > most).order_by(shingle)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.limit(_CHUNK)))


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
    known = {row.url: row.id for row in found}
    connection.execute(delete(shingle_texts).where(shingle_texts.c.text.in_(known.values())))
    for url, (_, keys) in some.items():
        query = _LINKED.format(given=given_numbers(connection))
        connection.execute(text(query), {"numbers": numbers(keys), "text": known[url]})
