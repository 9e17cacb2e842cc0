"""The tables. Times are ISO 8601 UTC text, which sorts as time does; documents are UTF-8 JSON text.

`records` hold what was read, small and uncompressed, so that anyone can search the store for what must not be in it;
`bodies` hold the texts of pages and files as fetched, compressed, and are emptied after 30 days.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0008"  # the newest migration; a test compares it with the files

metadata = MetaData()

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

checks = Table(
    "checks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("bare", Boolean, nullable=False),
    Column("owner", String(64), nullable=False),  # "local", a hash of a key, or "" for nobody in particular
    Column("fresh", Boolean, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("state", String(8), nullable=False),  # queued, running, done, failed
    Column("made_at", String(20), nullable=False),
    Column("error", Text, nullable=False, server_default=""),
    Index("checks_state", "state", "made_at"),
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

extracts = Table(  # the claims of the knowledge that verdicts rest on, so that they replay under any later knowledge
    "extracts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),  # zlib of JSON
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("group", String(64), nullable=True),
    Column("level", String(32), nullable=False),
    Column("site_level", String(32), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("checked_at", String(20), nullable=False),
    Column("expires_at", String(20), nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("withdrawn_at", String(20), nullable=True),
    Column("withdrawn_reason", Text, nullable=True),
    Column("supersedes", ForeignKey("verdicts.id"), nullable=True),
    Column("superseded_by", ForeignKey("verdicts.id"), nullable=True),
    Column("capture", ForeignKey("captures.id"), nullable=False),
    Column("consulted", String(64), nullable=True),  # a key of `extracts`
    Column("core", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),  # grows with every change of what is shown
    Column("reviewed_at", String(20), nullable=True),
    Column("recapture_at", String(20), nullable=True),  # when the service will read it again by itself
    Index("verdicts_url", "url", "checked_at"),
    Index("verdicts_domain", "domain", "listed", "checked_at"),
    Index("verdicts_group", "group", "listed", "checked_at"),
    Index("verdicts_capture", "capture"),
    Index("verdicts_listed", "listed", "checked_at"),
    Index("verdicts_site", "site", "checked_at"),
    Index("verdicts_recapture_at", "recapture_at"),
)

disputes = Table(
    "disputes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("verdict", ForeignKey("verdicts.id"), nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("reason", Text, nullable=False),  # for the reviewer's eyes; never shown
    Column("closed_at", String(20), nullable=True),
    Index("disputes_verdict", "verdict"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verdict", ForeignKey("verdicts.id"), nullable=False),
    Column("at", String(20), nullable=False),
    Column("action", String(16), nullable=False),  # withdrawn, upheld
    Column("reason", Text, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("serial", BigInteger, primary_key=True, autoincrement=False),
    Column("made_at", String(20), nullable=False),
    Column("due_at", String(20), nullable=False),  # when it will be made again though nothing has changed
    Column("change", BigInteger, nullable=False),  # what the counter "list" was
    Column("body", Text, nullable=False),
    Column("signature", Text, nullable=False),
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
    Column("text", ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Index("shingle_texts_text", "text"),
    sqlite_with_rowid=False,  # the key is the row: half the size, and one look-up instead of two
)

common_shingles = Table(  # stand in so many texts that they are no evidence; kept out of the index
    "common_shingles",
    metadata,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False),  # SHA-256 of the key: it is random enough to need no slow one
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # separated by spaces
    Column("rate", String(24), nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("revoked_at", String(20), nullable=True),
    Index("keys_hash", "hash", unique=True),
)

replies = Table(
    "replies",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("site", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("contact", Text, nullable=False),  # for the reviewer; never shown
    Column("token", String(64), nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("verified_at", String(20), nullable=True),
    Column("method", String(8), nullable=True),  # dns, file
    Index("replies_site", "site", "verified_at"),
)

audits = Table(
    "audits",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("runner", String(8), nullable=False),  # command, service, or queue: who goes on with it after a stop
    Column("source", String(64), nullable=False),  # SHA-256 of the list as given, by which the command finds it again
    Column("state", String(10), nullable=False),  # collecting, judging, done, cancelled
    Column("made_at", String(20), nullable=False),
    Column("ended_at", String(20), nullable=True),
    Index("audits_source", "source", "owner"),
    Index("audits_state", "state"),
)

audit_rows = Table(
    "audit_rows",
    metadata,
    Column("audit", ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("text", Text, nullable=False),  # the address as given; empty for a query that names a person
    Column("columns", Text, nullable=False),  # the list's other columns, a JSON object
    Column("url", Text, nullable=True),  # the URL key, unless the address cannot be read
    Column("bare", Boolean, nullable=False),
    Column("domain", Text, nullable=False),  # registrable: the unit of work
    Column("site", Text, nullable=False),  # the site that was read, once it was
    Column("state", String(9), nullable=False),  # waiting, collected, judged, failed
    Column("tries", Integer, nullable=False),  # how often it was put off, because a registry asked us to wait
    Column("error", String(32), nullable=False),  # the kind of problem, when failed
    Column("detail", Text, nullable=False),
    Column("capture", ForeignKey("captures.id"), nullable=True),
    Column("verdict", String(32), nullable=True),  # decided when the audit is made, so that judging twice is once
    Column("level", String(32), nullable=True),
    Index("audit_rows_work", "audit", "state", "domain"),
    Index("audit_rows_url", "audit", "url"),
)

turns = Table(  # at outside servers, of workers that share a store; seconds since the epoch, by the store's clock
    "turns",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("next_at", Float, nullable=False),
    Column("held_until", Float, nullable=False),
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
