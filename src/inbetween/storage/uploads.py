"""Uploaded files: which bytes an ``oss://`` URL means, for whom, with which model, until when.

Section 8.3. The wire key is a caller's text and is only ever compared; the bytes lie under a key of our own.
Every verb runs in a transaction that the caller opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.exc import IntegrityError

from inbetween.db.database import Transaction
from inbetween.db.schema import uploads
from inbetween.domain import denials
from inbetween.domain.clock import HOUR, Millis, new_id
from inbetween.domain.scope import Scope
from inbetween.storage.names import UPLOADS
from inbetween.storage.policy import Grant, is_wire_key

LIFETIME: Millis = 48 * HOUR
SCHEME = "oss://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One uploaded file and its bounds."""

    wire_key: str
    object_key: str
    scope: Scope
    model: str
    size_bytes: int
    expires_at: Millis


def fresh_key() -> str:
    """Return an object key for the bytes of the next upload."""
    return f"{UPLOADS}/{new_id()}"


def record(tx: Transaction, grant: Grant, *, object_key: str, size_bytes: int) -> Upload:
    """Write down that the bytes under ``object_key`` are what ``grant`` allowed.

    Raises:
        Denial: 409, there is a file under this wire key; the transaction must then be rolled back.
    """
    upload = Upload(
        wire_key=grant.wire_key,
        object_key=object_key,
        scope=grant.scope,
        model=grant.model,
        size_bytes=size_bytes,
        expires_at=tx.now + LIFETIME,
    )
    try:
        tx.connection.execute(insert(uploads).values(_row(upload)))
    except IntegrityError as error:
        raise denials.upload_exists() from error
    return upload


def find(tx: Transaction, scope: Scope, wire_key: str, model: str) -> Upload | None:
    """Return the upload that ``oss://`` + ``wire_key`` means for this scope and model, while it lives."""
    if not is_wire_key(wire_key):  # No database column holds every string that JSON does.
        return None
    bounds = (uploads.c.region == scope.region, uploads.c.account == scope.account, uploads.c.model == model)
    alive = select(uploads).where(uploads.c.wire_key == wire_key, *bounds, uploads.c.expires_at > tx.now)
    row = tx.connection.execute(alive).mappings().one_or_none()
    return None if row is None else _upload(row)


def expired(tx: Transaction, *, limit: int) -> Sequence[Upload]:
    """Return at most ``limit`` uploads whose 48 hours are over, the oldest first."""
    over = select(uploads).where(uploads.c.expires_at <= tx.now).order_by(uploads.c.expires_at).limit(limit)
    return [_upload(row) for row in tx.connection.execute(over).mappings()]


def holds(tx: Transaction, object_key: str) -> bool:
    """Say whether some upload's bytes lie under ``object_key``."""
    held = select(uploads.c.wire_key).where(uploads.c.object_key == object_key)
    return tx.connection.execute(held).first() is not None


def forget(tx: Transaction, wire_key: str) -> None:
    """Delete the row; its object is the caller's to remove first."""
    tx.connection.execute(delete(uploads).where(uploads.c.wire_key == wire_key))


def _row(upload: Upload) -> dict[str, Any]:
    return {
        "wire_key": upload.wire_key,
        "object_key": upload.object_key,
        "region": upload.scope.region,
        "account": upload.scope.account,
        "model": upload.model,
        "size_bytes": upload.size_bytes,
        "created_at": upload.expires_at - LIFETIME,
        "expires_at": upload.expires_at,
    }


def _upload(row: RowMapping) -> Upload:
    return Upload(
        wire_key=row["wire_key"],
        object_key=row["object_key"],
        scope=Scope(region=row["region"], account=row["account"]),
        model=row["model"],
        size_bytes=row["size_bytes"],
        expires_at=row["expires_at"],
    )
