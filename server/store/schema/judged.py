"""Checks and verdicts, and what people and programs do with them."""

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

checks = Table(
    "checks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("bare", Boolean, nullable=False),
    Column(
        "owner", String(64), nullable=False
    ),  # `LOCAL`, `SERVICE`, a key's (`Key.owner`), or "" for nobody in particular
    Column("fresh", Boolean, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("state", String(8), nullable=False),  # queued, running, done, failed
    Column("made_at", String(20), nullable=False),
    Column("error", Text, nullable=False, server_default=""),
    Index("checks_state", "state", "made_at"),
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
