"""API keys, and replies of sites' owners.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_index("verdicts_site", "verdicts", ["site", "checked_at"], unique=False)
    op.create_table(
        "keys",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("rate", sa.String(length=24), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("revoked_at", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("keys_hash", "keys", ["hash"], unique=True)
    op.create_table(
        "replies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("verified_at", sa.String(length=20), nullable=True),
        sa.Column("method", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("replies_site", "replies", ["site", "verified_at"], unique=False)


def downgrade() -> None:
    """Drop them and all that is in them."""
    op.drop_table("replies")
    op.drop_table("keys")
    op.drop_index("verdicts_site", "verdicts")
