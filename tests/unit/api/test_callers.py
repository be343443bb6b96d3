"""A key that was accepted is taken for a second without a look."""

from inbetween.api.callers import MOST_CALLERS, SECONDS, Callers
from inbetween.domain.scope import Caller
from tests.samples import SCOPE
from tests.served import Server

CALLER = Caller(key_id="key-1", scope=SCOPE)


class Seconds:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_caller_is_known_for_a_second() -> None:
    clock = Seconds()
    callers = Callers(clock=clock)
    assert callers.known("sk-1") is None
    callers.remember("sk-1", CALLER)
    clock.now += SECONDS * 0.9
    assert callers.known("sk-1") == CALLER
    assert callers.known("sk-2") is None
    clock.now += SECONDS * 0.2
    assert callers.known("sk-1") is None


def test_no_more_callers_are_remembered_than_there_is_room_for() -> None:
    callers = Callers(clock=Seconds())
    for number in range(MOST_CALLERS + 10):
        callers.remember(f"sk-{number}", CALLER)
    assert len(callers) == MOST_CALLERS
    assert callers.known("sk-0") is None
    assert callers.known(f"sk-{MOST_CALLERS + 9}") == CALLER


def test_on_a_file_nobody_is_remembered_so_that_a_revoked_key_ends_at_once(server: Server) -> None:
    assert server.get("/api/v1/tasks").status_code == 200
    assert len(server.front.callers) == 0
