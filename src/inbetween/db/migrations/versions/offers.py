"""Tasks name the offer that they are for, and workers those that they serve.

Revision ID: 0004
Revises: 0003
"""

from alembic import op
from sqlalchemy import Column, Text, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add a column to tasks and to workers, and put the offer first in the index of claims.

    Tasks that are there already name none: whichever worker takes one asks its own model map.
    """
    op.add_column("tasks", Column("offer", Text, nullable=False, server_default=""))
    op.add_column("workers", Column("serves", Text, nullable=False, server_default="[]"))
    op.drop_index("ix_tasks_claim", "tasks")
    live = text("status IN ('PENDING', 'RUNNING')")
    claim = ["offer", "submitted_at", "id"]
    op.create_index("ix_tasks_claim", "tasks", claim, sqlite_where=live, postgresql_where=live)
