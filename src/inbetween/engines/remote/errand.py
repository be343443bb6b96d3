"""One video fetched from another server: asked for once, watched, brought home; an attempt goes on where one died."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inbetween.domain.errors import Cancelled, InbetweenError, OperatorError, TaskFailure
from inbetween.engines.protocol import Scratch
from inbetween.engines.remote.line import Line
from inbetween.engines.remote.peer import UNPAID, Lost, Peer, Refused, Standing, Wish

LOOK_SECONDS = (1.0, 2.0, 3.0, 5.0)
"""Between two looks: short at first, then the last one for as long as it takes, as the vendor's SDK polls."""

_NOTE, _NOTHING, _ASKED = "remote", b"", b"?"
"""The key in the scratch; nothing was asked; asked, and no answer was written down. Anything else names the task."""

UNTOLD = "InternalError.Remote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A wish and the server that it goes to.

    The other server's name of the task is kept in ``scratch``: an attempt that follows a crash watches the same task
    there instead of paying for another. ``asks_twice``: the server knows a repeated create by its Idempotency-Key, as
    another Inbetween does. ``bring`` fetches a URL of anybody's into a file, within the limits on what users name.
    """

    wish: Wish
    peer: Peer
    line: Line
    scratch: Scratch
    bring: Callable[[str, Path], None]
    asks_twice: bool = False

    def run(self, target: Path, told: Callable[[float], None]) -> None:
        """Leave the video in the file ``target``; ``told`` hears how much is done (0..1).

        Raises:
            TaskFailure: it cannot be made there; code and sentence are the other server's where it has any.
            Lost: the server does not answer; another attempt may succeed.
            OperatorError: the key is wrong, or its account is empty or at a limit.
            Cancelled: the task should stop; the other server was asked to stop too.
        """
        try:
            video = self._watched(self._task(), told).video
            (self.line.download if self.line.reaches(video) else self.bring)(video, target)
        except Refused as no:
            raise TaskFailure(no.code or UNTOLD, no.message) from no

    def _task(self) -> str:
        """Return the other server's name of the task, which an earlier attempt may have learnt."""
        note = self.scratch.get(_NOTE) or _NOTHING
        if note not in (_NOTHING, _ASKED):
            return note.decode()
        if note == _ASKED and not self.asks_twice:
            raise _unsure()
        return self._created()

    def _created(self) -> str:
        """Ask for the video. Whether a request that was not answered has arrived, nobody knows."""
        self.scratch.put(_NOTE, _ASKED)
        try:
            identity = self.peer.create(self.wish, self.line.send)
        except Lost as lost:
            if lost.sent and not self.asks_twice:
                raise _unsure() from lost
            self.scratch.put(_NOTE, _NOTHING)
            raise
        except (Cancelled, OperatorError):  # nothing was begun: the last answer was a no, or there was none
            self.scratch.put(_NOTE, _NOTHING)
            raise
        if not identity:
            raise Refused(502, UNTOLD, "The other server accepted the task and told no name of it.")
        self.scratch.put(_NOTE, identity.encode())
        return identity

    def _watched(self, identity: str, told: Callable[[float], None]) -> Standing:
        """Look until the task has ended well.

        Raises:
            TaskFailure: it failed there.
            OperatorError: for want of money.
            Cancelled: it should stop.
        """
        looks = 0
        try:
            while (standing := self.peer.look(identity, self.line.send)).state == "waiting":
                told(standing.fraction)
                self.line.rest(LOOK_SECONDS[min(looks, len(LOOK_SECONDS) - 1)])
                looks += 1
        except Cancelled:
            _stop(identity, self.peer, self.line)
            raise
        if standing.state == "done" and not standing.video:
            raise TaskFailure(UNTOLD, "The other server finished the task and does not say where the video is.")
        if standing.state == "failed":
            self._mourn(standing)
        return standing

    def _mourn(self, standing: Standing) -> None:
        """Raise what a task failed with there; one that nobody paid for is asked for again by the next attempt."""
        if standing.code in UNPAID:
            self.scratch.put(_NOTE, _NOTHING)
            raise OperatorError(f"The other server failed a task for its key ({standing.code}: {standing.message}).")
        raise TaskFailure(standing.code or UNTOLD, standing.message or "The other server failed the task.")


def _unsure() -> TaskFailure:
    return TaskFailure(UNTOLD, "Whether the other server makes the video is not known, and it is not asked twice.")


def _stop(identity: str, peer: Peer, line: Line) -> None:
    """Ask the other server to stop, once: what it cannot stop it makes for nobody."""
    try:
        peer.cancel(identity, line.once)
    except InbetweenError:
        return
