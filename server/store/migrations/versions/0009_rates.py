"""How often each caller has asked, for processes that share a store; verdicts lose a time that nothing read.

Revision ID: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; drop the column."""
    op.create_table(
        "rates",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.Float, nullable=False),
        sa.Index("rates_ends_at", "ends_at"),
    )
    op.drop_column("verdicts", "reviewed_at")


def downgrade() -> None:
    """Drop the table; the column comes back empty."""
    op.add_column("verdicts", sa.Column("reviewed_at", sa.String(length=20), nullable=True))
    op.drop_table("rates")
