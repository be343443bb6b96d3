"""The video of four steps without a server: the same engine, frames and file, where the server has failed.

A module of its own: it needs everything that an engine's child does, and the other rows do not.
"""

import tempfile
from pathlib import Path

from bench.wan.task import NEEDS, SIGMAS, row_of
from inbetween.engines.wan.engine import WanEngine
from inbetween.engines.weights import Weights
from inbetween.worker.host import QuietHost
from inbetween.worker.make import make
from tests.orders import Listener, ordered

_LONG = {"resolution": "720P", "seconds": 5, "fps": 30}
_SHORT = {"resolution": "360P", "seconds": 1, "fps": 12}


def measure(run, place, *, tiny=False):
    """Load the exact weights into this process, and make their video."""
    engines = []

    def loading():
        device = "cuda:0" if run.device.type == "cuda" else run.device.type
        four_steps = {"sigmas": SIGMAS, "guidance": (1.0, 1.0)}
        engines.append(WanEngine(Weights(name="exact", folder=place.whole(), devices=(device,), **four_steps)))
        return {"seconds": run.once(lambda: engines[0].warm(QuietHost()))[0]}

    if run.arm("task", "exact: loading, without a server", loading, needs=NEEDS["load"]):
        row = lambda: _made(run, engines[0], place.work, tiny=tiny)  # noqa: E731
        run.arm("task", "4 steps, exact, without a server", row, needs=NEEDS["exact"])


def _made(run, engine, parent, *, tiny):
    with tempfile.TemporaryDirectory(dir=parent) as work:
        order = ordered(Path(work), size=(640, 360) if tiny else (1280, 720), **(_SHORT if tiny else _LONG))
        seconds, made = run.once(lambda: make(order, engine, Listener()))
    return {"mode": "exact", **row_of(seconds, made.to_json())}
