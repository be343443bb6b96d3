"""The first tables.

Revision ID: 0001
"""

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, Double, Integer, Text, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first version."""
    _create_tasks()
    _create_keys()
    _create_uploads()
    _create_usages()
    op.create_table(
        "buckets",
        Column("region", Text, primary_key=True),
        Column("account", Text, primary_key=True),
        Column("model", Text, primary_key=True),
        Column("next_micros", BigInteger, nullable=False),
    )


def _create_tasks() -> None:
    op.create_table(
        "tasks",
        Column("id", Text, primary_key=True),
        Column("region", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("key_id", Text, nullable=False),
        Column("request_id", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("group", Text, nullable=False),
        Column("orig_prompt", Text),
        Column("spec", Text),
        Column("refusal", Text),
        Column("status", Text, nullable=False),
        Column("attempt", Integer, nullable=False),
        Column("strikes", Integer, nullable=False),
        Column("worker", Text),
        Column("lease_until", BigInteger),
        Column("submitted_at", BigInteger, nullable=False),
        Column("scheduled_at", BigInteger),
        Column("ended_at", BigInteger),
        Column("expires_at", BigInteger),
        Column("stage", Text),
        Column("progress", Double, nullable=False),
        Column("code", Text),
        Column("message", Text),
        Column("actual_prompt", Text),
        Column("object_key", Text),
        Column("usage", Text),
        Column("engine", Text),
        Column("measurements", Text),
        CheckConstraint("status IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')", name="ck_tasks_status"),
        CheckConstraint("(status = 'RUNNING') = (lease_until IS NOT NULL)", name="ck_tasks_lease"),
        CheckConstraint("(status IN ('PENDING', 'RUNNING')) = (ended_at IS NULL)", name="ck_tasks_end"),
        CheckConstraint("(status = 'SUCCEEDED') = (usage IS NOT NULL)", name="ck_tasks_usage"),
        CheckConstraint("attempt >= 0 AND strikes >= 0", name="ck_tasks_counts"),
        CheckConstraint("progress >= 0 AND progress <= 1", name="ck_tasks_progress"),
    )
    live = text("status IN ('PENDING', 'RUNNING')")
    op.create_index("ix_tasks_claim", "tasks", ["submitted_at", "id"], sqlite_where=live, postgresql_where=live)
    op.create_index("ix_tasks_listing", "tasks", ["region", "account", "submitted_at", "id"])
    ended = text("expires_at IS NOT NULL")
    op.create_index("ix_tasks_expiry", "tasks", ["expires_at"], sqlite_where=ended, postgresql_where=ended)


def _create_keys() -> None:
    op.create_table(
        "keys",
        Column("id", Text, primary_key=True),
        Column("region", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("revoked_at", BigInteger),
    )
    op.create_index("ix_keys_digest", "keys", ["digest"], unique=True)


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        Column("wire_key", Text, primary_key=True),
        Column("region", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("object_key", Text, nullable=False),
        Column("size_bytes", BigInteger, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("expires_at", BigInteger, nullable=False),
    )
    op.create_index("ix_uploads_expiry", "uploads", ["expires_at"])


def _create_usages() -> None:
    op.create_table(
        "usages",
        Column("task_id", Text, primary_key=True),
        Column("region", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("key_id", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("resolution", Text, nullable=False),
        Column("seconds", Integer, nullable=False),
        Column("videos", Integer, nullable=False),
        Column("written_at", BigInteger, nullable=False),
    )
    op.create_index("ix_usages_account", "usages", ["region", "account", "written_at"])
