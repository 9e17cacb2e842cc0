"""Which audits have read a capture.

Revision ID: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the index."""
    op.create_index("audit_rows_capture", "audit_rows", ["capture", "audit"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("audit_rows_capture", "audit_rows")
