"""Others see that a worker does tasks, for as long as it does."""

import threading

from inbetween.domain.clock import HOUR
from inbetween.tasks import workers
from inbetween.tasks.workers import Presence
from inbetween.worker.sign_of_life import SignOfLife
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.unit.worker.tiny import eventually


def anybody(shop: Workshop) -> bool:
    with shop.database.reading() as tx:
        return workers.any_alive(tx)


def test_a_worker_is_seen_while_it_does_tasks(shop: Workshop, clock: HandClock) -> None:
    ready, stopped = threading.Event(), threading.Event()
    sign = SignOfLife(shop, Presence(name="a", place=""), serves=lambda: frozenset({"tiny"} if ready.is_set() else ()))
    thread = threading.Thread(target=sign.give_until, args=(stopped,))
    thread.start()
    assert not anybody(shop)
    for _ in range(2):
        ready.set()
        eventually(lambda: anybody(shop))
        clock.advance(HOUR)
        eventually(lambda: anybody(shop))
        assert sign.is_senior()
        ready.clear()
        eventually(lambda: not anybody(shop))
        assert not sign.is_senior()
    ready.set()
    eventually(lambda: anybody(shop))
    ready.clear()
    stopped.set()
    thread.join()
    assert not anybody(shop)
