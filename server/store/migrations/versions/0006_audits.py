"""Audits and their rows.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audits",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("runner", sa.String(8), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("ended_at", sa.String(20), nullable=True),
    )
    op.create_index("audits_source", "audits", ["source", "owner"])
    op.create_index("audits_state", "audits", ["state"])
    op.create_table(
        "audit_rows",
        sa.Column("audit", sa.String(32), sa.ForeignKey("audits.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("line", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=True),
        sa.Column("bare", sa.Boolean, nullable=False),
        sa.Column("domain", sa.Text, nullable=False),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("capture", sa.Integer, sa.ForeignKey("captures.id"), nullable=True),
        sa.Column("verdict", sa.String(32), nullable=True),
        sa.Column("level", sa.String(32), nullable=True),
    )
    op.create_index("audit_rows_work", "audit_rows", ["audit", "state", "domain"])
    op.create_index("audit_rows_url", "audit_rows", ["audit", "url"])


def downgrade() -> None:
    """Drop the tables and all that is in them."""
    op.drop_table("audit_rows")
    op.drop_table("audits")
