"""Temporary keys: a permanent key's rights for some minutes (specification section 8.4).

A token is signed and not stored: it names its key and its end, and dies with either.
"""

import hmac
import re
from collections.abc import Callable
from typing import TypeAlias

from inbetween.accounts import keys
from inbetween.db.database import Transaction
from inbetween.domain.clock import SECOND, Millis
from inbetween.domain.scope import Caller

Digest: TypeAlias = Callable[[str, str], bytes]
"""Makes 32 bytes of a purpose and a text that only this installation can make."""

PREFIX = "st-"
LONGEST_SECONDS = 1800
DEFAULT_SECONDS = 60

_PURPOSE = "token"
_FORM = re.compile(rf"{PREFIX}([0-9a-f]{{16}})-([0-9]{{1,12}})-([0-9a-f]{{64}})", re.ASCII)


def mint(digest: Digest, caller: Caller, *, until: int) -> str:
    """Return a token of ``caller``'s key, good until the second ``until`` since the epoch."""
    return f"{PREFIX}{caller.key_id}-{until}-{_signature(digest, caller.key_id, str(until))}"


def authenticate(tx: Transaction, digest: Digest, secret: str) -> Caller | None:
    """Return whose key or token ``secret`` is, or ``None``: it is nobody's, revoked or over."""
    if not secret.startswith(PREFIX):
        return keys.authenticate(tx, secret)
    match = _FORM.fullmatch(secret)
    if match is None:
        return None
    key_id, until, signature = match.groups()
    genuine = hmac.compare_digest(_signature(digest, key_id, until), signature)
    return keys.living(tx, key_id) if genuine and not _over(until, tx.now) else None


def _signature(digest: Digest, key_id: str, until: str) -> str:
    return digest(_PURPOSE, f"{until}\n{key_id}").hex()


def _over(until: str, now: Millis) -> bool:
    return now >= int(until) * SECOND
