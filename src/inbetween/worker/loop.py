"""Claim a task, do it, settle it, and again."""

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain, repeat
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inbetween.accounts import ledger
from inbetween.db.database import Transaction
from inbetween.db.outage import cause_of, is_outage
from inbetween.domain import faults
from inbetween.domain.clock import SECOND, new_id
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import ANYBODYS, Failure, Status, Success, Task
from inbetween.tasks import store
from inbetween.tasks.workers import Presence
from inbetween.worker import checkpoints, desk
from inbetween.worker.delivery import withdraw
from inbetween.worker.janitor import Janitor
from inbetween.worker.outcome import End, GivenBack, outcome_of
from inbetween.worker.pulse import Pulse
from inbetween.worker.rehearse import lifetime, rehearse
from inbetween.worker.rescue import Rescue
from inbetween.worker.run import run
from inbetween.worker.serving import MENDING_SECONDS, Serving
from inbetween.worker.sign_of_life import SignOfLife
from inbetween.worker.workshop import Workshop

_log = structlog.get_logger()
_Answer = TypeVar("_Answer")

PARTING_SECONDS = 5.0
"""How long a cancelled render may take to end before its task is given back over its head."""

_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds between tries. While the database is away the last one is repeated: nothing else could be done meanwhile.
One that is there and refuses gets no more, and the lease is let go: such an end must not hold the worker."""

_PARTING_PAUSES = (0.1, 0.2, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5)
"""Seconds between the tries of a stopping worker; together they stay below ``PARTING_SECONDS``."""


_WORDS: Mapping[type[End], str] = {Success: "success", Failure: "failure", GivenBack: "given_back"}
"""What the meters call an end that was settled."""


def fresh_name() -> str:
    """Return a name that no other worker of any machine has or had."""
    return f"{socket.gethostname()} {os.getpid()} {new_id()[:8]}"


class Worker:
    """Does tasks, one at a time, in a thread of its own. Start it once."""

    def __init__(self, shop: Workshop, presence: Presence | None = None) -> None:
        self._shop = shop
        self._presence = presence or Presence(name=fresh_name(), place="")
        # Enough: who drains need wait no longer, since nothing runs or somebody is in a hurry.
        self._stopping, self._enough = threading.Event(), threading.Event()
        self._pulse: Pulse | None = None
        self._rescue = Rescue(shop, self._presence.place)
        self._broken = False
        self._serving = Serving(shop.offers, shop.serves)
        # A claim that failed may have been committed all the same, and nobody would beat for its task.
        self._in_doubt = False
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._sign = SignOfLife(shop, self._presence, serves=self.serves)
        janitor = Janitor(shop, leads=self._sign.is_senior)
        self._chores = [
            threading.Thread(target=chore, args=(self._stopping,), name=name, daemon=True)
            for name, chore in (("sign of life", self._sign.give_until), ("janitor", janitor.work_until))
        ]

    def start(self) -> None:
        """Begin to claim tasks; the engine warms up meanwhile."""
        self._shop.folder.mkdir(parents=True, exist_ok=True)
        self._shop.pool.start()
        self._thread.start()
        self._sign.give()
        for chore in self._chores:
            chore.start()

    def serves(self) -> frozenset[str]:
        """Return the names of the offers whose tasks are done. Their engines may still warm up; but they must load."""
        works = self._thread.is_alive() and not self._stopping.is_set() and not self._broken
        return self._serving.names() if works else frozenset()

    def ready(self) -> bool:
        """Say whether tasks are done."""
        return bool(self.serves())

    def failed(self) -> bool:
        """Say whether it has ended though nobody drained it."""
        return not self._thread.is_alive() and not self._stopping.is_set()

    def drain(self) -> None:
        """Claim nothing more; let the running task finish within ``drain_seconds``, or give it back; end the pool."""
        self._stopping.set()
        self._shop.wake.ring()
        self._enough.wait(self._shop.drain_seconds)
        if pulse := self._pulse:
            self._part_from(pulse)
        self._shop.pool.close()
        self._thread.join(PARTING_SECONDS)
        for chore in self._chores:
            chore.join(PARTING_SECONDS)

    def hurry(self) -> None:
        """Let ``drain`` wait no longer: the running task is given back now."""
        self._enough.set()

    def _part_from(self, pulse: Pulse) -> None:
        """Stop the running attempt; one that waits for what nobody can interrupt loses its task here."""
        pulse.cancel()
        self._thread.join(PARTING_SECONDS)
        if self._thread.is_alive():
            self._insist(lambda: self._settle(pulse.task, GivenBack()))

    def _work(self) -> None:
        try:
            while not self._stopping.is_set():
                self._take_one()
        finally:
            self._enough.set()

    def _take_one(self) -> None:
        """Attend to the next task, or sleep until there may be one and the house is mended."""
        if self._broken and not desk.has_room(self._shop.folder):
            self._stopping.wait(self._shop.poll_seconds)
            return
        self._give_back_others()
        task = self._insist(self._claim)
        if task is None:
            self._broken = False  # nothing waits for what is broken: the next task will tell
            self._serving.idle()
            self._shop.wake.wait(self._shop.poll_seconds)
            return
        with structlog.contextvars.bound_contextvars(task_id=task.id, request_id=task.request_id, attempt=task.attempt):
            self._attend(task)
        if self._broken:
            self._lie_low()

    def _lie_low(self) -> None:
        """Give somebody time to mend the house; room on the disk shows by itself as soon as it is there."""
        if desk.has_room(self._shop.folder):
            self._stopping.wait(MENDING_SECONDS)
        else:
            _log.error("nothing is claimed until there is room", folder=str(self._shop.folder), least=desk.ROOM_BYTES)

    def _give_back_others(self) -> None:
        """Give back what dead and silent workers have left; there may be more of it than for this worker."""
        if self._insist(self._rescue.round):
            self._shop.wake.ring()

    def _claim(self) -> Task | None:
        given_up: list[tuple[Task, Failure]] = []
        with self._shop.database.transaction() as tx:
            if self._in_doubt:
                store.disown(tx, self._presence.name)
            self._in_doubt = True
            task = store.claim(
                tx,
                worker=self._presence.name,
                serves=self._serving.claimed(),
                lease=self._shop.lease,
                keep=self._shop.keep,
                given_up=lambda *told: given_up.append(told),
            )
        self._in_doubt = False
        for poison, failure in given_up:
            self._tell_of_poison(poison, failure)
        return task

    def _tell_of_poison(self, task: Task, failure: Failure) -> None:
        """Log and count a task that is settled FAILED without another attempt."""
        self._shop.meters.given_up(code=failure.code)
        _log.error("task given up", task_id=task.id, request_id=task.request_id, causes=task.causes)

    def _attend(self, task: Task) -> None:
        """Do one attempt and settle it, under its pulse."""
        begun = time.monotonic()
        waited = ((task.scheduled_at or task.submitted_at) - task.submitted_at) / SECOND
        self._shop.meters.claimed(model=task.model, waited=waited if task.attempt == 1 else None)
        _log.info("task claimed")
        with Pulse(task, self._shop) as pulse:
            self._pulse = pulse
            end = self._end(task, pulse)
            settled = self._insist(lambda: self._settle(task, end), to_the_last=True)
            self._pulse = None
        if settled is False and isinstance(end, Success):
            withdraw(end, self._shop.objects)
        if settled and isinstance(end, GivenBack):
            self._shop.wake.ring()
        self._learn(task, end)
        if settled is False or not isinstance(end, GivenBack):
            desk.clear(task.id, self._shop.folder)
        if settled and not isinstance(end, GivenBack):
            checkpoints.forget(task.id, self._shop.objects)
        self._shop.meters.ended(
            model=task.model,
            engine=self._engine_of(task),
            end=_WORDS[type(end)] if settled else "lost",
            code=end.code if settled and isinstance(end, Failure) else None,
            seconds=time.monotonic() - begun,
        )
        _log.info("attempt ended", end=type(end).__name__, settled=settled)

    def _learn(self, task: Task, end: End) -> None:
        """Conclude from an end whether the house, or what renders such tasks, is fit for the next one."""
        # Who names no offer is claimed by whoever is free: where one cannot be rendered, nothing else keeps it away.
        unable = isinstance(end, GivenBack) and end.unable
        self._broken = isinstance(end, GivenBack) and (end.broken or (unable and task.offer == ANYBODYS))
        name = self._shop.offers.of_task(task).name
        if unable:
            self._serving.failed(name)
        elif isinstance(end, Success):
            self._serving.worked(name)

    def _end(self, task: Task, pulse: Pulse) -> End:
        if task.spec is None:
            fault = task.refusal or faults.internal()
            return Failure(code=fault.code, message=fault.message)
        work, has_room = partial(self._do, task, task.spec, pulse), partial(desk.has_room, self._shop.folder)
        end = outcome_of(work, engine=self._engine_of(task), has_room=has_room)
        if isinstance(end, GivenBack) and (pulse.cancelled() or self._stopping.is_set()):
            return GivenBack()  # Whatever it died of, it was told to stop, or its pool was closed.
        return end

    def _engine_of(self, task: Task) -> str:
        return self._shop.offers.of_task(task).engine

    def _do(self, task: Task, spec: VideoSpec, pulse: Pulse) -> Success:
        if spec.rehearsal:
            rehearse(spec.rehearsal, pulse)
        return run(task, spec, pulse, self._shop)

    def _settle(self, task: Task, end: End) -> bool:
        """Write the end and its usage in one transaction; false when the task is not this attempt's any more."""
        with self._shop.database.transaction() as tx:
            if isinstance(end, GivenBack):
                return store.release(tx, task, strike=end.strike) or _stands_already(tx, task, end)
            if not store.settle(tx, task, end, keep=lifetime(task, self._shop.keep)):
                return _stands_already(tx, task, end)
            if isinstance(end, Success):
                ledger.write(tx, task, end.usage)
            return True

    def _insist(self, verb: Callable[[], _Answer], *, to_the_last: bool = False) -> _Answer | None:
        """Ask the database until it answers; ``None`` when the worker stops first, or it answers that it will not.

        What was made is worth more: ``to_the_last`` a stopping worker asks on, for some seconds.
        """
        parting = iter(_PARTING_PAUSES if to_the_last else ())
        for tries, pause in enumerate(chain(_PAUSES, repeat(_PAUSES[-1])), start=1):
            try:
                return verb()
            except SQLAlchemyError as error:
                _log.warning("database failed", cause=cause_of(error), retry_in_seconds=pause)
                if tries >= len(_PAUSES) and not is_outage(error):
                    break
            if self._stopping.wait(pause):
                last = next(parting, None)
                if last is None:
                    break
                time.sleep(last)
        return None


def _stands_already(tx: Transaction, task: Task, end: End) -> bool:
    """Say whether this very end stands in the row: a commit may succeed and its answer be lost."""
    row = store.find(tx, task.scope, task.id)
    if row is None or row.attempt != task.attempt:
        return False
    if isinstance(end, Success):
        return row.object_key == end.object_key
    if isinstance(end, Failure):
        return (row.status, row.code) == (Status.FAILED, end.code)
    return row.status is Status.PENDING
