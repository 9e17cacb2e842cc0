"""Long work, and whose turn it is: what processes that share a store do together."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from server.store.schema.base import metadata

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
    Index("audit_rows_capture", "capture", "audit"),
)

rejudgings = Table(  # runs that judge stored captures again
    "rejudgings",
    metadata,
    Column("id", String(32), primary_key=True),  # never shown: the new verdicts' identifiers follow from it
    Column("versions", Text, nullable=False),  # that judge, a JSON object
    Column("runner", String(8), nullable=False),  # command, or queue
    Column("made_at", String(20), nullable=False),
    Column("ended_at", String(20), nullable=True),
)

rejudging_chunks = Table(
    "rejudging_chunks",
    metadata,
    Column("rejudging", ForeignKey("rejudgings.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("verdicts", Text, nullable=False),  # their identifiers, a JSON list
    Column("result", Text, nullable=True),  # what became of them, a JSON object; none until it is done
)

turns = Table(  # at outside servers, of workers that share a store; seconds since the epoch, by the store's clock
    "turns",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("next_at", Float, nullable=False),
    Column("held_until", Float, nullable=False),
)

rates = Table(  # how often each caller has asked in the present window; callers are keyed hashes
    "rates",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("ends_at", Float, nullable=False),  # seconds since the epoch, by the store's clock
    Index("rates_ends_at", "ends_at"),
)
