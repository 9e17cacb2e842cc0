"""Texts and their shingles: which pages share words.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=False),
        sa.Column("capture", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("texts_url", "texts", ["url"], unique=True)
    op.create_table(
        "shingle_texts",
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["text"], ["texts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("shingle", "text"),
        sqlite_with_rowid=False,
    )
    op.create_index("shingle_texts_text", "shingle_texts", ["text"], unique=False)
    op.create_table(
        "common_shingles",
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("shingle"),
    )


def downgrade() -> None:
    """Drop the tables and all that is in them."""
    for table in ("common_shingles", "shingle_texts", "texts"):
        op.drop_table(table)
