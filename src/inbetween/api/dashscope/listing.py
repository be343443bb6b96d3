"""Which tasks a list call wants (specification section 6.8)."""

from collections.abc import Mapping

from inbetween.api.dashscope.paging import page_of
from inbetween.api.dashscope.times import from_compact
from inbetween.domain import faults
from inbetween.domain.clock import DAY, SECOND, Millis
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.task import Status
from inbetween.tasks.store import Wanted

_LISTABLE = [status.value for status in Status]


def wanted_of(query: Mapping[str, str], now: Millis) -> Wanted:
    """Read the query of a list call; an empty value means absent, and unknown names are ignored.

    Raises:
        Refusal: naming every field that is wrong, and its range.
    """
    found: list[Fault] = []
    page_no, page_size = page_of(query, found, default_size=10)
    start, end = _window(_time(query, "start_time", found), _time(query, "end_time", found), now)
    status = query.get("status") or None
    if status is not None and status not in _LISTABLE:
        found.append(faults.not_one_of("status", _LISTABLE))
    if not found and not 0 <= end - start <= DAY:
        found.append(faults.list_window())
    if found:
        raise Refusal(found)
    return Wanted(
        task_id=query.get("task_id") or None,
        model=query.get("model_name") or None,
        status=Status(status) if status else None,
        key_id=query.get("api_key_id") or None,
        start=start,
        # The time is given in whole seconds, and its own second belongs to the window.
        end=end + SECOND - 1,
        page_no=page_no,
        page_size=page_size,
    )


def _window(start: Millis | None, end: Millis | None, now: Millis) -> tuple[Millis, Millis]:
    """Return the first and the last instant: one that is not given is 24 hours away from the other, or now."""
    if end is None:
        end = now if start is None else start + DAY
    return (end - DAY if start is None else start), end


def _time(query: Mapping[str, str], name: str, found: list[Fault]) -> Millis | None:
    text = query.get(name, "")
    instant = from_compact(text)
    if text and instant is None:
        found.append(faults.wrong_type(name, "a time written YYYYMMDDhhmmss"))
    return instant
