"""How an attempt ended, whatever was raised: the one place where every exception is caught."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inbetween.db.outage import is_outage
from inbetween.domain import faults
from inbetween.domain.errors import DISK_FAILS, Cancelled, ChildLost, DiskFailed, OperatorError, TaskFailure
from inbetween.domain.task import Failure, Outcome, Success
from inbetween.storage.objects import StoreDown

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """The attempt ended and the task did not: the queue has it again. A strike says why it counts towards giving up.

    ``broken`` says that the installation is wrong, so that the next task would fare no better; ``unable`` the same of
    the offer alone.
    """

    strike: str | None = None
    broken: bool = False
    unable: bool = False


End: TypeAlias = Outcome | GivenBack


def outcome_of(work: Callable[[], Success], *, engine: str, has_room: Callable[[], bool]) -> End:
    """Do ``work`` and return how it ended. Nothing that is an ``Exception`` comes out of here.

    ``has_room`` says, once a disk has failed the work, whether a usual task would find room on it now.
    """
    try:
        return work()
    except TaskFailure as failure:
        return _end_of_failure(failure, engine, has_room)
    except Exception as error:  # noqa: BLE001 - the one broad except of the house: a task always ends
        return _end_of(error, engine, has_room)


def _end_of_failure(failure: TaskFailure, engine: str, has_room: Callable[[], bool]) -> End:
    match failure:
        case ChildLost():
            _log.warning("engine child lost", exc_info=failure)
            return GivenBack(strike=f"its engine child {failure.how}")
        case DiskFailed():
            return _given_back_by_disk(failure, has_room)
    _log.info("task failed", code=failure.code, reason=_without_queries(failure.message), cause=_cause(failure))
    return Failure(code=failure.code, message=failure.message, engine=engine)


def _end_of(error: Exception, engine: str, has_room: Callable[[], bool]) -> End:
    match error:
        case Cancelled():
            return GivenBack()
        case OperatorError():
            _log.error("nothing can be rendered here", reason=error.message)
            return GivenBack(unable=True)
        case SQLAlchemyError():
            # A database that is away is no fault of the task; a statement that it refuses may be one.
            _log.error("database failed under a task", exc_info=error)
            return GivenBack(strike=None if is_outage(error) else "the database refused a statement")
        case StoreDown():
            _log.error("the object store is away", exc_info=error)
            return GivenBack(broken=True)
        case OSError() if error.errno in DISK_FAILS:
            return _given_back_by_disk(error, has_room)
    _log.error("task failed unexpectedly", exc_info=error)
    fault = faults.internal()
    return Failure(code=fault.code, message=fault.message, engine=engine)


def _given_back_by_disk(error: Exception, has_room: Callable[[], bool]) -> GivenBack:
    """Give the task back; one that needs more room than there usually is strikes, or it would be tried for ever."""
    strike = "a disk failed that has room for others" if has_room() else None
    _log.error("the disk failed under a task", strike=strike, exc_info=error)
    return GivenBack(strike=strike, broken=True)


def _cause(failure: TaskFailure) -> str:
    return _without_queries(repr(failure.__cause__))


def _without_queries(text: str) -> str:
    """Cut the queries of URLs: callers' signatures and tokens do not belong into a log."""
    return re.sub(r"\?\S+", "?...", text)
