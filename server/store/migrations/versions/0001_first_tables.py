"""The first tables.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _bodies()
    _records()
    _captures()
    _capture_records()
    _checks()
    _verdicts()


def downgrade() -> None:
    """Drop the tables and all that is in them."""
    for table in ("verdicts", "checks", "capture_records", "captures", "records", "bodies"):
        op.drop_table(table)


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("bodies_kept_at", "bodies", ["kept_at"], unique=False)


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("records_body", "records", ["body"], unique=False)
    op.create_index("records_identity", "records", ["source", "key", "sha256"], unique=True)
    op.create_index("records_newest", "records", ["source", "key", "seen_at"], unique=False)


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=20), nullable=False),
        sa.Column("bare", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _capture_records() -> None:
    op.create_table(
        "capture_records",
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.id"],
        ),
        sa.PrimaryKeyConstraint("capture", "position"),
    )


def _checks() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("bare", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("checks_state", "checks", ["state", "made_at"], unique=False)


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("group", sa.String(length=64), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("site_level", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.String(length=20), nullable=False),
        sa.Column("expires_at", sa.String(length=20), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=20), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(length=32), nullable=True),
        sa.Column("superseded_by", sa.String(length=32), nullable=True),
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("core", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture"],
            ["captures.id"],
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"],
            ["verdicts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"],
            ["verdicts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("verdicts_domain", "verdicts", ["domain", "listed", "checked_at"], unique=False)
    op.create_index("verdicts_group", "verdicts", ["group", "listed", "checked_at"], unique=False)
    op.create_index("verdicts_url", "verdicts", ["url", "checked_at"], unique=False)
