"""The one secret that signs URLs and upload policies."""

import os
import secrets
from pathlib import Path
from uuid import uuid4

from inbetween.domain.errors import OperatorError

SECRET_BYTES = 32


def load_or_make(path: Path) -> bytes:
    """Return the 32 secret bytes in the file ``path``; make it, readable by its owner only, when it is not there.

    Processes that start together agree on one secret.

    Raises:
        OperatorError: the file holds something else.
    """
    if not path.exists():
        _make(path)
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise OperatorError(f"{path} must hold {SECRET_BYTES} bytes and holds {len(secret)}: restore or delete it.")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, fails when somebody else was first: then theirs is the secret.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
