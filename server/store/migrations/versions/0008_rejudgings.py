"""Judging stored captures again, in chunks that any process may do.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rejudgings",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("runner", sa.String(8), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("ended_at", sa.String(20), nullable=True),
    )
    op.create_table(
        "rejudging_chunks",
        sa.Column("rejudging", sa.String(32), sa.ForeignKey("rejudgings.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("verdicts", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=True),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("rejudging_chunks")
    op.drop_table("rejudgings")
