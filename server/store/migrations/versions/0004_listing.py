"""Listing: reviews, disputes, corrections, and the signed list of sites.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NEW_INDEXES = {"verdicts_listed": ["listed", "checked_at"], "verdicts_recapture_at": ["recapture_at"]}


def upgrade() -> None:
    """Make the columns and tables."""
    op.add_column("verdicts", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
    op.add_column("verdicts", sa.Column("reviewed_at", sa.String(length=20), nullable=True))
    op.add_column("verdicts", sa.Column("recapture_at", sa.String(length=20), nullable=True))
    for name, columns in _NEW_INDEXES.items():
        op.create_index(name, "verdicts", columns, unique=False)
    _disputes()
    _corrections()
    _counters()
    _snapshots()


def downgrade() -> None:
    """Drop them and all that is in them."""
    for table in ("snapshots", "counters", "corrections", "disputes"):
        op.drop_table(table)
    for name in _NEW_INDEXES:
        op.drop_index(name, "verdicts")
    for column in ("recapture_at", "reviewed_at", "revision"):
        op.drop_column("verdicts", column)


def _disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["verdict"], ["verdicts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("disputes_verdict", "disputes", ["verdict"], unique=False)


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["verdict"], ["verdicts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.String(length=20), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("serial"),
    )
