"""How an attempt ended, whatever was raised: the one place where every exception is caught."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, ChildLost, OperatorError, TaskFailure
from inbetween.domain.task import Failure, Outcome, Success

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """The attempt ended and the task did not: the queue has it again. A strike counts towards giving up.

    ``broken`` says that the installation is wrong, so that the next task would fare no better.
    """

    strike: bool
    broken: bool = False


End: TypeAlias = Outcome | GivenBack


def outcome_of(work: Callable[[], Success], *, engine: str) -> End:
    """Do ``work`` and return how it ended. Nothing that is an ``Exception`` comes out of here."""
    try:
        return work()
    except Cancelled:
        return GivenBack(strike=False)
    except ChildLost:
        _log.warning("engine child lost", exc_info=True)
        return GivenBack(strike=True)
    except SQLAlchemyError:
        # It is the database that failed, not the task.
        _log.exception("database failed under a task")
        return GivenBack(strike=True)
    except OperatorError as error:
        _log.error("nothing can be rendered here", reason=error.message)
        return GivenBack(strike=False, broken=True)
    except TaskFailure as failure:
        _log.info("task failed", code=failure.code, reason=_without_queries(failure.message), cause=_cause(failure))
        return Failure(code=failure.code, message=failure.message, engine=engine)
    except Exception:  # noqa: BLE001 - the one broad except of the house: a task always ends
        _log.exception("task failed unexpectedly")
        fault = faults.internal()
        return Failure(code=fault.code, message=fault.message, engine=engine)


def _cause(failure: TaskFailure) -> str:
    return _without_queries(repr(failure.__cause__))


def _without_queries(text: str) -> str:
    """Cut the queries of URLs: callers' signatures and tokens do not belong into a log."""
    return re.sub(r"\?\S+", "?...", text)
