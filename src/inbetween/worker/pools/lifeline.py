"""One running engine child, seen from its parent: its pipes, its last words, its end."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, Queue
from typing import IO, Any, cast

import structlog

from inbetween.domain import faults
from inbetween.domain.errors import ChildLost
from inbetween.worker.order import TRACEBACK
from inbetween.worker.pools.answers import LONGEST_ANSWER, Answer, understood

_log = structlog.get_logger(__name__)

_LONGEST_LINE = 65_536
"""Characters of a printed line that are logged as one: a child that a picture has taken over may print for ever."""


_LONGEST_CAUSE = 500
"""Characters that are logged of why an answer was not understood."""

MOST_WAITING = 64
"""Answers that wait for whoever makes the order; then the child waits. It tells ten a second."""

_MOMENT = 0.02
"""Seconds between two looks at a thread that is ending."""


def lost(how: str) -> ChildLost:
    """Return the error of a task whose child is gone."""
    fault = faults.render_failed()
    return ChildLost(fault.code, fault.message, how)


class Lifeline:
    """A child process and both directions of its channel.

    The kernel ties the child's life to the thread that creates this object (PR_SET_PDEATHSIG), which must therefore
    live as long as the child should.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._answers: Queue[Answer | None] = Queue(MOST_WAITING)
        self._last_words = ""
        self._about: Mapping[str, Any] = {}
        self.walls: Mapping[str, bool] = {}
        process = self._process
        self._stdin, stdout, stderr = (
            cast("IO[str]", pipe) for pipe in (process.stdin, process.stdout, process.stderr)
        )
        self._pipes = (self._stdin, stdout, stderr)
        self._threads = (self._reading(self._hear, stdout), self._reading(self._log, stderr))

    def _reading(self, read: Callable[[IO[str]], None], pipe: IO[str]) -> threading.Thread:
        thread = threading.Thread(target=read, args=(pipe,), daemon=True, name=f"engine child {self.pid}")
        thread.start()
        return thread

    def _hear(self, pipe: IO[str]) -> None:
        """Queue what the child says; ``None`` is its end, or where it no longer speaks as ours do."""
        try:
            for line in iter(partial(pipe.readline, LONGEST_ANSWER), ""):
                answer = understood(line)
                self.walls = answer.ready or self.walls
                self._answers.put(answer)
        except ValueError as error:
            _log.error("engine child speaks nonsense", child=self.pid, cause=str(error)[:_LONGEST_CAUSE])
            self._kill()
        finally:
            self._answers.put(None)

    def _log(self, pipe: IO[str]) -> None:
        """Drain what the child and its libraries print, so that they never wait for us."""
        for line in iter(partial(pipe.readline, _LONGEST_LINE), ""):
            self._last_words = line.strip() or self._last_words
            _log.warning("engine child prints", child=self.pid, **_printed(line), **self._about)

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def ready(self) -> bool:
        """Whether the child has said that it is warm, and lives."""
        return bool(self.walls) and not self.ended

    @property
    def ended(self) -> bool:
        """Whether the process is gone. It is not buried here: what it started may live on under its number."""
        if self._process.returncode is not None or not hasattr(os, "waitid"):
            return self._process.poll() is not None
        try:
            return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except ChildProcessError:  # another thread has buried it meanwhile
            return True

    def say(self, **message: Any) -> None:
        """Send a line; to a child that is gone it is lost, and ``hear`` tells of that.

        What the child prints from now on is logged with what the caller's log is bound to: the task.
        """
        self._about = structlog.contextvars.get_contextvars()
        with suppress(OSError, ValueError):
            self._stdin.write(json.dumps(message) + "\n")
            self._stdin.flush()

    def hear(self, seconds: float) -> Answer | None:
        """Return the child's next answer, or ``None`` when it says nothing for ``seconds``.

        Raises:
            ChildLost: it has ended, or says what none of ours would.
        """
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            if self._threads[0].is_alive():
                return None
            answer = None  # its end was forgotten with the rest, by another thread that ended it
        if answer is None:
            raise self._mourned()
        return answer

    def _mourned(self) -> ChildLost:
        """Return the error of a child that has ended, with what is known about why in the log."""
        self.end()
        code = self._process.returncode
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        _log.warning("engine child ended", child=self.pid, by=how, last_words=self._last_words)
        return lost(f"ended by {how}")

    def end(self) -> None:
        """Kill the child and everything it started, and close its pipes. Ending twice is fine."""
        self._kill()
        self._process.wait()
        for thread in self._threads:
            while thread.is_alive():
                self._forget()
                thread.join(_MOMENT)
        for pipe in self._pipes:
            with suppress(OSError):
                pipe.close()

    def _kill(self) -> None:
        """Kill the child and all that it started, even if it is dead itself; until it is buried, its number is its."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    def _forget(self) -> None:
        """Leave no answer in the way of the thread that reads them."""
        with suppress(Empty):
            while True:
                self._answers.get_nowait()


def _printed(line: str) -> dict[str, str]:
    """Return what a printed line says: its words, or the traceback that our own code has packed into it."""
    with suppress(ValueError, RecursionError):
        told = json.loads(line)
        if isinstance(told, dict) and list(told) == [TRACEBACK]:
            return {"exception": str(told[TRACEBACK])}
    return {"line": line.rstrip()}
