"""Shingles name their texts without being checked.

Revision ID: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
_CHECK = "shingle_texts_text_fkey"


def upgrade() -> None:
    """Drop the check; SQLite can only do that by making the table anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(_CHECK, "shingle_texts")
    else:
        _anew()


def downgrade() -> None:
    """Check again."""
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key(_CHECK, "shingle_texts", "texts", ["text"], ["id"], ondelete="CASCADE")
    else:
        _anew(sa.ForeignKeyConstraint(["text"], ["texts.id"], name=_CHECK, ondelete="CASCADE"))


def _anew(*checks: sa.Constraint) -> None:
    op.drop_index("shingle_texts_text", "shingle_texts")
    op.rename_table("shingle_texts", "shingle_texts_before")
    op.create_table(
        "shingle_texts",
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Integer(), autoincrement=False, nullable=False),
        *checks,
        sa.PrimaryKeyConstraint("shingle", "text"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO shingle_texts (shingle, text) SELECT shingle, text FROM shingle_texts_before")
    op.drop_table("shingle_texts_before")
    op.create_index("shingle_texts_text", "shingle_texts", ["text"])
