"""What was read, and what is indexed of it.

`records` hold what was read, small and uncompressed, so that anyone can search the store for what must not be in it;
`bodies` hold the texts of pages and files as fetched, compressed, and are emptied after 30 days.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from server.store.schema.base import metadata

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),  # bytes before compression
    Column("data", LargeBinary, nullable=False),  # zlib
    Column("kept_at", String(20), nullable=False),
    Index("bodies_kept_at", "kept_at"),
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", String(16), nullable=False),  # the value's tag: page, file, registration, ..., missing
    Column("seen_at", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),  # of `value` and `body`
    Column("value", Text, nullable=False),
    Column("body", String(64), nullable=True),  # of the text that `value` leaves out
    Index("records_identity", "source", "key", "sha256", unique=True),
    Index("records_newest", "source", "key", "seen_at"),
    Index("records_body", "body"),
)

captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("taken_at", String(20), nullable=False),
    Column("bare", Boolean, nullable=False),
)

capture_records = Table(
    "capture_records",
    metadata,
    Column("capture", ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", ForeignKey("records.id"), nullable=False),
    Column("why", Text, nullable=False),
)

indicators = Table(  # values that several sites can share, of every site that a capture read; private ones have none
    "indicators",
    metadata,
    Column("capture", ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
    Column("site", Text, primary_key=True),
    Column("kind", String(64), primary_key=True),
    Column("value", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("domain", Text, nullable=False),  # registrable domain of `site`
    Index("indicators_value", "kind", "value", "site"),
    Index("indicators_domain", "domain"),
)

texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("original", Text, nullable=False),  # the canonical address that the page states
    Column("published", String(32), nullable=False),  # the page's own date
    Column("seen_at", String(20), nullable=False),
    Column("capture", ForeignKey("captures.id"), nullable=True),
    Index("texts_url", "url", unique=True),
)

shingle_texts = Table(
    "shingle_texts",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    # of `texts`, which are never deleted; that each row be checked took half of an insert's time
    Column("text", Integer, primary_key=True, autoincrement=False),
    Index("shingle_texts_text", "text"),
    sqlite_with_rowid=False,  # the key is the row: half the size, and one look-up instead of two
)

common_shingles = Table(  # stand in so many texts that they are no evidence; kept out of the index
    "common_shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
)

hands = Table(  # of blogs, one a capture; private captures have none
    "hands",
    metadata,
    Column("capture", ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
    Column("site", Text, nullable=False),
    Column("domain", Text, nullable=False),  # registrable domain of `site`
    Column("lang", String(8), nullable=False),
    Column("words", Integer, nullable=False),
    Column("key", String(64), nullable=False),  # of the record that holds the print
    Column("record", ForeignKey("records.id"), nullable=False),
    Column("made", String(12), nullable=False),  # version of the print
    Column("signed", String(12), nullable=False),  # version of the signature
    Column("signature", LargeBinary, nullable=False),  # 32-bit floats, least byte first
    Index("hands_site", "site"),
    Index("hands_key", "lang", "key"),
)
