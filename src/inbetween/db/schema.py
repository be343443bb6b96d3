"""Every table of the house. Instants are epoch milliseconds, structures are JSON text.

The migrations create these tables; a test holds the two together.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    false,
    text,
)

metadata = MetaData()

LIVE = "status IN ('PENDING', 'RUNNING')"
"""The predicate of the claim index. A statement must repeat it literally for SQLite to use the index."""

LEASED = "status = 'RUNNING'"
"""The predicate of the index of leases, to be repeated as literally."""

tasks = Table(
    "tasks",
    metadata,
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
    Column("causes", Text),
    Column("retry_of", Text),
    Column("offer", Text, nullable=False, server_default=""),
    Column("expected_at", BigInteger),
    CheckConstraint("status IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')", name="ck_tasks_status"),
    CheckConstraint("(status = 'RUNNING') = (lease_until IS NOT NULL)", name="ck_tasks_lease"),
    CheckConstraint("(status IN ('PENDING', 'RUNNING')) = (ended_at IS NULL)", name="ck_tasks_end"),
    CheckConstraint("(status = 'SUCCEEDED') = (usage IS NOT NULL)", name="ck_tasks_usage"),
    CheckConstraint("attempt >= 0 AND strikes >= 0", name="ck_tasks_counts"),
    CheckConstraint("progress >= 0 AND progress <= 1", name="ck_tasks_progress"),
)
# By offer first: who serves one offer does not walk over what waits for the others, however long it is.
Index(
    "ix_tasks_claim",
    tasks.c.offer,
    tasks.c.submitted_at,
    tasks.c.id,
    sqlite_where=text(LIVE),
    postgresql_where=text(LIVE),
)
# Order first, then what a list filters by: tasks are counted and paged over without a look at their rows.
Index(
    "ix_tasks_listing",
    tasks.c.region,
    tasks.c.account,
    tasks.c.submitted_at,
    tasks.c.id,
    tasks.c.expires_at,
    tasks.c.status,
    tasks.c.model,
    tasks.c.key_id,
)
# Who ends the leases that are over does not walk the queue for it, however long it is.
Index("ix_tasks_leases", tasks.c.lease_until, sqlite_where=text(LEASED), postgresql_where=text(LEASED))
Index(
    "ix_tasks_ended",
    tasks.c.ended_at,
    tasks.c.status,
    sqlite_where=text("ended_at IS NOT NULL"),
    postgresql_where=text("ended_at IS NOT NULL"),
)
Index(
    "ix_tasks_expiry",
    tasks.c.expires_at,
    sqlite_where=text("expires_at IS NOT NULL"),
    postgresql_where=text("expires_at IS NOT NULL"),
)

workers = Table(
    "workers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("place", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("alive_until", BigInteger, nullable=False),
    Column("serves", Text, nullable=False, server_default="[]"),
)

installation = Table(
    "installation",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("region", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("ix_keys_digest", "digest", unique=True),
)

uploads = Table(
    "uploads",
    metadata,
    Column("wire_key", Text, primary_key=True),
    Column("region", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("object_key", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("ix_uploads_expiry", "expires_at"),
)

usages = Table(
    "usages",
    metadata,
    Column("task_id", Text, primary_key=True),
    Column("region", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("resolution", Text, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("videos", Integer, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("input_seconds", Integer, nullable=False, server_default=text("0")),
    Column("sound", Boolean, nullable=False, server_default=false()),
    Index("ix_usages_account", "region", "account", "written_at"),
)

replays = Table(
    "replays",
    metadata,
    Column("region", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("body_digest", Text, nullable=False),
    Column("task_id", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Index("ix_replays_expiry", "expires_at"),
)

buckets = Table(
    "buckets",
    metadata,
    Column("region", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("next_micros", BigInteger, nullable=False),
)
