"""Keys of repeated requests; whether a billed video could be heard, and how much of it was given.

Revision ID: 0002
Revises: 0001
"""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, Text, false, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of replays and two columns of the ledger."""
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
