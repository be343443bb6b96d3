"""Whatever is raised, an attempt ends in one of four ways."""

import errno

import pytest
from sqlalchemy.exc import DataError, OperationalError
from structlog.testing import capture_logs

from inbetween.domain.errors import Cancelled, ChildLost, DiskFailed, OperatorError, TaskFailure
from inbetween.domain.task import Failure, Success
from inbetween.storage.objects import ObjectMissing, StoreDown
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
        (Cancelled(), GivenBack()),
        (
            ChildLost("InternalError.Algo", "inference internal error.", "ended by SIGKILL"),
            GivenBack(strike="its engine child ended by SIGKILL"),
        ),
        (OperationalError("SELECT", {}, Exception()), GivenBack()),
        (DataError("SELECT", {}, Exception()), GivenBack(strike="the database refused a statement")),
        (OSError(errno.ENOSPC, "No space left on device"), GivenBack(broken=True)),
        (DiskFailed("InternalError.Upload", "no"), GivenBack(broken=True)),
        (StoreDown("away"), GivenBack(broken=True)),
        (PermissionError(errno.EACCES, "Permission denied"), INTERNAL),
        (TaskFailure("InvalidURL", "no"), Failure(code="InvalidURL", message="no", engine="tiny")),
        (OperatorError("The engine cannot be loaded."), GivenBack(unable=True)),
        (ObjectMissing("inputs/a"), INTERNAL),
        (RuntimeError("detail"), INTERNAL),
        (MemoryError(), INTERNAL),
        (RecursionError(), INTERNAL),
    ],
)
def test_each_error_has_its_end(error: Exception, end: End):
    def work() -> Success:
        raise error

    assert outcome_of(work, engine="tiny", has_room=lambda: False) == end


def test_a_disk_that_has_room_was_overfilled_by_the_task():
    def work() -> Success:
        raise OSError(errno.ENOSPC, "No space left on device")

    end = outcome_of(work, engine="tiny", has_room=lambda: True)
    assert end == GivenBack(strike="a disk failed that has room for others", broken=True)


def test_what_works_is_a_success():
    assert outcome_of(lambda: SUCCESS, engine="tiny", has_room=lambda: True) is SUCCESS


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_stopping_process_is_not_held_up(stop: type[BaseException]):
    def work() -> Success:
        raise stop

    with pytest.raises(stop):
        outcome_of(work, engine="tiny", has_room=lambda: True)


def test_a_log_holds_no_token_of_a_callers_url():
    def work() -> Success:
        raise TaskFailure("InvalidParameter", "Failed to download https://a.example/c.png?X-Token=geheim&e=1")

    with capture_logs() as logged:
        outcome_of(work, engine="tiny", has_room=lambda: True)
    assert "https://a.example/c.png" in str(logged)
    assert "geheim" not in str(logged)
