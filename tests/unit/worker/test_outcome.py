"""Whatever is raised, an attempt ends in one of four ways."""

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from inbetween.domain.errors import Cancelled, ChildLost, OperatorError, TaskFailure
from inbetween.domain.task import Failure, Success
from inbetween.storage.objects import ObjectMissing
from inbetween.worker.outcome import End, GivenBack, outcome_of
from tests.samples import SUCCESS

INTERNAL = Failure(
    code="InternalError",
    message="An internal error has occured, please try again later or contact service support.",
    engine="tiny",
)


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (Cancelled(), GivenBack(strike=False)),
        (ChildLost("InternalError.Algo", "inference internal error."), GivenBack(strike=True)),
        (OperationalError("SELECT", {}, Exception()), GivenBack(strike=True)),
        (TaskFailure("InvalidURL", "no"), Failure(code="InvalidURL", message="no", engine="tiny")),
        (OperatorError("The engine cannot be loaded."), GivenBack(strike=False, broken=True)),
        (ObjectMissing("inputs/a"), INTERNAL),
        (RuntimeError("detail"), INTERNAL),
        (MemoryError(), INTERNAL),
        (RecursionError(), INTERNAL),
    ],
)
def test_each_error_has_its_end(error: Exception, end: End):
    def work() -> Success:
        raise error

    assert outcome_of(work, engine="tiny") == end


def test_what_works_is_a_success():
    assert outcome_of(lambda: SUCCESS, engine="tiny") is SUCCESS


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_stopping_process_is_not_held_up(stop: type[BaseException]):
    def work() -> Success:
        raise stop

    with pytest.raises(stop):
        outcome_of(work, engine="tiny")


def test_a_log_holds_no_token_of_a_callers_url():
    def work() -> Success:
        raise TaskFailure("InvalidParameter", "Failed to download https://a.example/c.png?X-Token=geheim&e=1")

    with capture_logs() as logged:
        outcome_of(work, engine="tiny")
    assert "https://a.example/c.png" in str(logged)
    assert "geheim" not in str(logged)
