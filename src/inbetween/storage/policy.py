"""Upload policies: leave to store one directory's files for a few minutes, signed, and checked without a database.

Specification sections 8.1 and 8.2. The form carries no key of the caller, so the policy says for whom it speaks.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inbetween.domain import denials
from inbetween.domain.clock import SECOND, Millis, new_id
from inbetween.domain.scope import Scope
from inbetween.storage.sign import Signer

POLICY_SECONDS = 300
"""The vendor's own: long enough to begin an upload, which may then take as long as it takes."""

KEY_BYTES = 1023
"""The vendor's object store takes keys of at most this many bytes of UTF-8."""

_PURPOSE = "upload policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What an accepted form may store: at most ``max_bytes`` under ``wire_key``, used with ``model`` in ``scope``."""

    wire_key: str
    scope: Scope
    model: str
    max_bytes: int


def certificate(
    signer: Signer, *, scope: Scope, model: str, host: str, max_bytes: int, now: Millis
) -> dict[str, str | int]:
    """Return the ``data`` object of the policy answer (section 8.1).

    ``host`` is the absolute URL that clients post the form to. What the SDK posts back is text: a JSON ``true``
    would be posted as ``True``. Every certificate has a directory of its own, so equal file names never meet.
    """
    directory = _directory(signer, scope, now)
    terms = {
        "dir": directory,
        "region": scope.region,
        "account": scope.account,
        "model": model,
        "expires": now + POLICY_SECONDS * SECOND,
        "max_bytes": max_bytes,
    }
    policy = base64.b64encode(json.dumps(terms).encode()).decode()
    return {
        "policy": policy,
        "signature": _signature(signer, policy),
        "upload_dir": directory,
        "upload_host": host,
        "expire_in_seconds": POLICY_SECONDS,
        "max_file_size_mb": -(-max_bytes // 2**20),
        "capacity_limit_mb": 999_999_999,
        "oss_access_key_id": "inbetween",
        "x_oss_object_acl": "private",
        "x_oss_forbid_overwrite": "true",
    }


def admit(signer: Signer, form: Mapping[str, str], *, now: Millis) -> Grant:
    """Return what the fields of an upload form allow.

    Raises:
        Denial: 400 for a missing field or a key that is none, 403 for a policy that is not ours, has expired, or
            does not cover the key.
    """
    policy, signature, key = (_field(form, name) for name in ("policy", "Signature", "key"))
    if not hmac.compare_digest(_signature(signer, policy).encode(), signature.encode(errors="replace")):
        raise denials.policy_not_ours()
    terms: dict[str, Any] = json.loads(base64.b64decode(policy))
    if now >= terms["expires"]:
        raise denials.policy_expired()
    return Grant(
        wire_key=_checked_key(key, terms["dir"]),
        scope=Scope(region=terms["region"], account=terms["account"]),
        model=terms["model"],
        max_bytes=terms["max_bytes"],
    )


def is_wire_key(key: str) -> bool:
    """Say whether ``key`` can be the key of an upload: storable text, short enough, without control characters."""
    odd = any(letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff" for letter in key)
    return not odd and len(key.encode()) <= KEY_BYTES


def _field(form: Mapping[str, str], name: str) -> str:
    if not form.get(name):
        raise denials.form_field_missing(name)
    return form[name]


def _checked_key(key: str, directory: str) -> str:
    name = key.removeprefix(f"{directory}/")
    if name == key:
        raise denials.key_outside_policy(directory)
    if not name or not is_wire_key(key):
        raise denials.bad_upload_key(KEY_BYTES)
    return key


def _directory(signer: Signer, scope: Scope, now: Millis) -> str:
    owner = signer.digest("upload owner", f"{scope.region}\n{scope.account}").hex()[:32]
    day = datetime.fromtimestamp(now // SECOND, UTC).strftime("%Y-%m-%d")
    return f"dashscope-instant/{owner}/{day}/{new_id()}"


def _signature(signer: Signer, policy: str) -> str:
    return base64.b64encode(signer.digest(_PURPOSE, policy)).decode()
