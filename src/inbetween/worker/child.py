"""The engine child: ``python -m inbetween.worker.child --engine NAME --parent PID --folder PATH --cache PATH``.

It hears one JSON object per line on standard input and answers likewise on standard output:

    {"make": ORDER, "number": N}        →  {"progress": [STAGE, FRACTION, PREVIEWED]} ...
    {"cancel": N}                          {"made": MADE}  or  {"failed": {"kind", "code", "message"}}
    (end of input: the child exits)        first of all: {"ready": {WALL: STANDS}}, or why it could not start

``kind`` is ``failure`` (of this task), ``memory`` (too; the child should be replaced), ``disk`` (of the work folder),
``cancelled`` or ``operator``.
"""

import argparse
import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from inbetween.domain import faults
from inbetween.domain.errors import DISK_FAILS, NO_ROOM, Cancelled, InbetweenError, OperatorError, TaskFailure
from inbetween.engines.weights import ENTRY, Weights
from inbetween.worker.isolation import Openings, isolate
from inbetween.worker.order import TRACEBACK, Order

if TYPE_CHECKING:
    from inbetween.engines.protocol import Engine  # it loads numpy, and numpy starts threads

PROGRESS_SECONDS = 0.1
"""Least time between two lines of progress within a stage."""


def main() -> None:
    """Isolate, warm up, say ready, and make what is ordered until the input ends."""
    asked = _arguments()
    weights = _weights()
    walls = isolate(asked.parent, _openings(asked, weights))
    channel = Channel(*_private_pipes())
    try:
        engine = _warmed(asked.engine, weights)
    except OperatorError as error:
        channel.say(failed=_told("operator", error))
        sys.exit(1)
    channel.say(ready=walls)
    while True:
        number, order = channel.next_order()
        channel.say(**_answer(order, engine, LineReporter(channel, number)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="inbetween.worker.child")
    parser.add_argument("--engine", required=True)
    parser.add_argument("--memory", type=int, help="most bytes of address space, for an engine without a GPU")
    parser.add_argument("--graphics", action="store_true", help="leave the GPU within reach")
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    return parser.parse_args()


def _weights() -> Weights | None:
    """Return what the engine is to load; the entry may hold a key, so what the engine starts does not inherit it."""
    entry = os.environ.pop(ENTRY, None)
    return Weights.from_json(json.loads(entry)) if entry else None


def _openings(asked: argparse.Namespace, weights: Weights | None) -> Openings:
    """Return what the engine needs to reach."""
    return Openings(
        reads=weights.paths if weights else (),
        writes=(asked.folder, asked.cache),
        memory=asked.memory,
        graphics=asked.graphics,
        sockets=weights is not None and len(weights.devices) > 1,
    )


def _private_pipes() -> tuple[IO[str], IO[str]]:
    """Move the channel away from descriptors 0 and 1: a library that prints would garble it."""
    hears, says = os.dup(0), os.dup(1)
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return os.fdopen(hears, encoding="utf-8"), os.fdopen(says, "w", encoding="utf-8")


def _warmed(name: str, weights: Weights | None) -> "Engine":
    """Load the engine and what its first render would wait for."""
    # Loaded here and not above: the walls must stand before the libraries and their threads do.
    from inbetween.engines import registry
    from inbetween.worker import make  # noqa: F401 - so that the first order does not wait for its imports
    from inbetween.worker.host import QuietHost

    engine = registry.load(name, weights)
    engine.warm(QuietHost())
    return engine


class Channel:
    """The two pipes to the parent, and what has come through: orders, and the last number that was cancelled."""

    def __init__(self, hears: IO[str], says: IO[str]) -> None:
        self._says = says
        self._orders: SimpleQueue[tuple[int, Order]] = SimpleQueue()
        self._cancelled = 0
        threading.Thread(target=self._listen, args=(hears,), daemon=True).start()

    def _listen(self, hears: IO[str]) -> None:
        """Take in every line. A child that hears no more ends at once, whatever it is making.

        Either the parent has closed its end or is gone, and nobody waits; or a line was not understood (the package was
        updated under a running server), and a child that stayed would keep its parent waiting for ever.
        """
        try:
            for line in hears:
                self._take_in(json.loads(line))
        except (LookupError, TypeError, ValueError):
            _print_traceback()
        finally:
            os._exit(0)

    def _take_in(self, message: dict[str, Any]) -> None:
        if "cancel" in message:
            self._cancelled = message["cancel"]
        else:
            self._orders.put((message["number"], Order.from_json(message["make"])))

    def say(self, **message: Any) -> None:
        """Write one line to the parent."""
        self._says.write(json.dumps(message) + "\n")
        self._says.flush()

    def next_order(self) -> tuple[int, Order]:
        """Wait for the next order and its number."""
        return self._orders.get()

    def cancelled(self, number: int) -> bool:
        """Say whether the order of this number was cancelled; a late word about an earlier one does no harm."""
        return self._cancelled == number


class LineReporter:
    """Tells the parent about one order."""

    def __init__(self, channel: Channel, number: int) -> None:
        self._channel, self._number = channel, number
        self._stage, self._next = "", 0.0

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        """Write a line where the stage is new, a preview is, or the last line is old."""
        now = time.monotonic()
        if stage == self._stage and now < self._next and preview is None:
            return
        self._stage, self._next = stage, now + PROGRESS_SECONDS
        self._channel.say(progress=[stage, fraction, preview is not None])

    def cancelled(self) -> bool:
        """Say whether the parent wants the order no more."""
        return self._channel.cancelled(self._number)


def _answer(order: Order, engine: "Engine", reporter: LineReporter) -> dict[str, Any]:
    """Make one order; whatever goes wrong with it becomes a line, and the child lives on."""
    from inbetween.worker.make import make

    try:
        return {"made": make(order, engine, reporter).to_json()}
    except Cancelled as error:
        return {"failed": _told("cancelled", error)}
    except OperatorError as error:
        return {"failed": _told("operator", error)}
    except TaskFailure as error:
        return {"failed": _told("failure", error)}
    except Exception as error:  # noqa: BLE001 - an engine may break in any way; the parent must hear of it
        _print_traceback()
        kind = _kind(error, order)
        unwritten = kind == "disk" or (isinstance(error, OSError) and error.errno in NO_ROOM)
        fault = faults.not_stored() if unwritten else faults.render_failed()
        return {"failed": _told(kind, TaskFailure.of(fault))}


def _print_traceback() -> None:
    """Print the exception at hand as one line, which the parent logs as one entry."""
    sys.stderr.write(json.dumps({TRACEBACK: traceback.format_exc()}) + "\n")
    sys.stderr.flush()


def _told(kind: str, error: InbetweenError) -> dict[str, str]:
    return {"kind": kind, "code": error.code, "message": error.message}


def _kind(error: Exception, order: Order) -> str:
    if _is_memory(error):
        return "memory"
    return "disk" if _is_disk(error, order.folder) else "failure"


def _is_memory(error: Exception) -> bool:
    """Say whether memory ran out: Python's own error, OpenCV's, whose code is StsNoMem, or torch's, by its name."""
    out = isinstance(error, MemoryError) or getattr(error, "code", None) == -4
    return out or type(error).__name__ == "OutOfMemoryError"  # torch is loaded by one engine alone, and not here


def _is_disk(error: Exception, folder: Path) -> bool:
    """Say whether the work folder is full, read-only or gone, which is not the engine's fault.

    One that came back, as another disk's, is behind a wall: ``PermissionError``.
    """
    if not isinstance(error, OSError):
        return False
    return error.errno in DISK_FAILS or isinstance(error, PermissionError) or not folder.is_dir()


if __name__ == "__main__":
    main()
