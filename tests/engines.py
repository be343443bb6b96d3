"""An engine that behaves as its prompt says: the ways in which a real one could hurt its surroundings."""

import ctypes
import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Frame
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.engine import StillEngine


class Actor(StillEngine):
    """Dissolves like the still engine, and acts out ``scene.prompt`` before the frames or among them."""

    name = "actor"

    def render(self, scene: Scene, host: Host) -> Rendering:
        measurements: dict[str, Any] = {}
        if scene.prompt in ("environment", "network", "threads"):
            measurements = getattr(self, scene.prompt)()
        elif scene.prompt:
            getattr(self, scene.prompt)(host)
        rendering = super().render(scene, host)
        rendering.measurements.update(measurements)
        rendering.frames = self._acted(rendering.frames, scene.prompt)
        return rendering

    def _acted(self, frames: Iterator[Frame], prompt: str) -> Iterator[Frame]:
        for index, frame in enumerate(frames):
            if prompt == "slow":
                time.sleep(0.02)
            if prompt == "die" and index == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            if prompt == "break" and index == 3:
                raise ZeroDivisionError("division of nothing")
            yield frame

    def slow(self, host: Host) -> None: ...

    def die(self, host: Host) -> None: ...

    def segfault(self, host: Host) -> None:
        ctypes.string_at(8)

    def hungry(self, host: Host) -> None:
        self.eaten = [np.empty(2**27) for _ in range(64)]

    def deaf(self, host: Host) -> None:
        host.progress("analyse", 0.5)
        time.sleep(60)

    def checkpoint(self, host: Host) -> None:
        """Fail on the first attempt, after storing how far it came."""
        if host.scratch.get("steps/1") is None:
            host.scratch.put("steps/1", b"latent")
            raise TaskFailure("InternalError.Algo", "not yet")

    def chatter(self, host: Host) -> None:
        print("a library prints")  # noqa: T201
        os.write(1, b'{"made": "up"}\n')

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def threads(self) -> dict[str, str]:
        """Try the network from a thread of its own."""
        tried: dict[str, str] = {}
        thread = threading.Thread(target=lambda: tried.update(self.network()))
        thread.start()
        thread.join()
        return tried

    def network(self) -> dict[str, str]:
        return {family.name: _opened(family) for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)}


setattr(Actor, "break", lambda self, host: None)


def _opened(family: socket.AddressFamily) -> str:
    try:
        socket.socket(family).close()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "open"


class Unwell(StillEngine):
    """An engine that cannot start."""

    def warm(self, host: Host) -> None:
        os._exit(3)
