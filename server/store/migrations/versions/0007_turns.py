"""Turns at outside servers, for workers that share a store.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "turns",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("next_at", sa.Float, nullable=False),
        sa.Column("held_until", sa.Float, nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("turns")
