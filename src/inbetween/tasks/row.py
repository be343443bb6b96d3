"""How a task lies in its row, and how it is read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import Draft, Failure, Outcome, Status, Success, Task
from inbetween.domain.usage import Usage

UNTOLD: Mapping[str, Any] = {"stage": None, "progress": 0.0, "expected_at": None}
"""The columns of a task that nobody works on."""


def from_row(row: Row[Any]) -> Task:
    """Return the task of a row that holds every column."""
    return Task(
        id=row.id,
        scope=Scope(region=row.region, account=row.account),
        key_id=row.key_id,
        request_id=row.request_id,
        model=row.model,
        group=row.group,
        orig_prompt=_load(row.orig_prompt),
        spec=read_spec(row.spec),
        refusal=Fault(**_load(row.refusal)) if row.refusal else None,
        status=Status(row.status),
        attempt=row.attempt,
        strikes=row.strikes,
        causes=tuple((row.causes or "").splitlines()),
        worker=row.worker,
        lease_until=row.lease_until,
        submitted_at=row.submitted_at,
        scheduled_at=row.scheduled_at,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
        stage=row.stage,
        progress=float(row.progress),  # SQLite's RETURNING gives 0.0 back as 0
        code=row.code,
        message=_load(row.message),
        actual_prompt=_load(row.actual_prompt),
        object_key=row.object_key,
        usage=Usage(**_load(row.usage)) if row.usage else None,
        engine=row.engine,
        measurements=_load(row.measurements),
        retry_of=row.retry_of,
        offer=row.offer,
        expected_at=row.expected_at,
    )


def of_draft(draft: Draft) -> dict[str, Any]:
    """Return the columns that a draft fills."""
    return {
        "region": draft.scope.region,
        "account": draft.scope.account,
        "key_id": draft.key_id,
        "request_id": draft.request_id,
        "model": draft.model,
        "group": draft.group,
        "orig_prompt": _dump(draft.orig_prompt),
        "spec": _dump(draft.spec and draft.spec.to_json()),
        "refusal": _dump(draft.refusal and asdict(draft.refusal)),
        "retry_of": draft.retry_of,
        "offer": draft.offer,
    }


def of_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return the columns that an outcome sets."""
    match outcome:
        case Success():
            return {
                "status": Status.SUCCEEDED.value,
                "progress": 1.0,
                "object_key": outcome.object_key,
                "usage": _dump(outcome.usage.to_json()),
                "engine": outcome.engine,
                "actual_prompt": _dump(outcome.actual_prompt),
                "measurements": _dump(dict(outcome.measurements)),
            }
        case Failure():
            return {
                "status": Status.FAILED.value,
                "code": outcome.code,
                "message": _dump(outcome.message),
                "engine": outcome.engine,
            }


def read_spec(text: str | None) -> VideoSpec | None:
    """Read a spec; one that this version cannot read is as good as none, and must not stop the queue."""
    try:
        return None if text is None else VideoSpec.from_json(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None


def _dump(value: object) -> str | None:
    # Words of callers are JSON too: escaped, because PostgreSQL stores no NUL and neither database a lone surrogate.
    return None if value is None else json.dumps(value, separators=(",", ":"))


def _load(text: str | None) -> Any:
    return None if text is None else json.loads(text)
