"""Workers and the installation have rows; why an attempt was struck, and of what a task is a retry.

Revision ID: 0003
Revises: 0002
"""

from alembic import op
from sqlalchemy import BigInteger, Column, Text, text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add two tables, two columns of tasks, and the indexes of leases and of ended tasks."""
    op.create_table(
        "workers",
        Column("name", Text, primary_key=True),
        Column("place", Text, nullable=False),
        Column("started_at", BigInteger, nullable=False),
        Column("alive_until", BigInteger, nullable=False),
    )
    op.create_table(
        "installation",
        Column("name", Text, primary_key=True),
        Column("value", Text, nullable=False),
    )
    op.add_column("tasks", Column("causes", Text))
    op.add_column("tasks", Column("retry_of", Text))
    running, ended = text("status = 'RUNNING'"), text("ended_at IS NOT NULL")
    op.create_index("ix_tasks_leases", "tasks", ["lease_until"], sqlite_where=running, postgresql_where=running)
    op.create_index("ix_tasks_ended", "tasks", ["ended_at", "status"], sqlite_where=ended, postgresql_where=ended)
