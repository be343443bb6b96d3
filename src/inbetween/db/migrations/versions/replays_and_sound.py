"""Keys of repeated requests; what is billed of sound and of a given clip; lists without a look at the rows.

Revision ID: 0002
Revises: 0001
"""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, Text, false, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of replays, two columns of the ledger, and what a list filters by to its index."""
    op.create_table(
        "replays",
        Column("region", Text, primary_key=True),
        Column("account", Text, primary_key=True),
        Column("digest", Text, primary_key=True),
        Column("body_digest", Text, nullable=False),
        Column("task_id", Text, nullable=False),
        Column("expires_at", BigInteger, nullable=False),
    )
    op.create_index("ix_replays_expiry", "replays", ["expires_at"])
    op.add_column("usages", Column("input_seconds", Integer, nullable=False, server_default=text("0")))
    op.add_column("usages", Column("sound", Boolean, nullable=False, server_default=false()))
    op.drop_index("ix_tasks_listing", "tasks")
    filtered_by = ["expires_at", "status", "model", "key_id"]
    op.create_index("ix_tasks_listing", "tasks", ["region", "account", "submitted_at", "id", *filtered_by])
