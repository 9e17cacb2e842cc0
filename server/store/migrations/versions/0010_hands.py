"""The hands of blogs.

Revision ID: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "hands",
        sa.Column("capture", sa.Integer, sa.ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("record", sa.Integer, sa.ForeignKey("records.id"), nullable=False),
        sa.Column("made", sa.String(12), nullable=False),
        sa.Column("signed", sa.String(12), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_index("hands_site", "hands", ["site"])
    op.create_index("hands_key", "hands", ["lang", "key"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("hands")
