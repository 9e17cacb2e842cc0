"""The claims that verdicts rest on, and the indicators that sites share.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the two tables, and to each verdict which claims it rests on."""
    op.create_table(
        "extracts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.add_column("verdicts", sa.Column("consulted", sa.String(length=64), nullable=True))
    op.create_index("verdicts_capture", "verdicts", ["capture"], unique=False)
    op.create_table(
        "indicators",
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("capture", "site", "kind", "value"),
    )
    op.create_index("indicators_value", "indicators", ["kind", "value", "site"], unique=False)
    op.create_index("indicators_domain", "indicators", ["domain"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("indicators")
    op.drop_index("verdicts_capture", "verdicts")
    op.drop_column("verdicts", "consulted")
    op.drop_table("extracts")
