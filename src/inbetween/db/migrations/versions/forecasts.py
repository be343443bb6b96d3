"""Running tasks tell when their video is expected.

Revision ID: 0005
Revises: 0004
"""

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a column to tasks; what runs already has none until its next beat."""
    op.add_column("tasks", Column("expected_at", BigInteger))
