"""An engine that behaves as its prompt says: the ways in which a real one could hurt its surroundings."""

import ctypes
import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator

import numpy as np

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Frame
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.engine import StillEngine

IO_URING_SETUP = 425


class Actor(StillEngine):
    """Dissolves like the still engine; acts out ``scene.prompt`` before the frames, or at the fourth of them."""

    name = "actor"

    def render(self, scene: Scene, host: Host) -> Rendering:
        seen = getattr(self, f"act_{scene.prompt}")(host) if hasattr(self, f"act_{scene.prompt}") else {}
        rendering = super().render(scene, host)
        rendering.measurements = dict(seen or {})
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
            if prompt == "full" and index == 3:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            yield frame

    def act_segfault(self, host: Host) -> None:
        ctypes.string_at(8)

    def act_hungry(self, host: Host) -> None:
        self.eaten = [np.empty(2**27) for _ in range(64)]

    def act_deaf(self, host: Host) -> None:
        host.progress("analyse", 0.5)
        time.sleep(60)

    def act_checkpoint(self, host: Host) -> None:
        """Fail on the first attempt, after storing how far it came."""
        if host.scratch.get("steps/1") is None:
            host.scratch.put("steps/1", b"latent")
            raise TaskFailure("InternalError.Algo", "not yet")

    def act_chatter(self, host: Host) -> None:
        print("a library prints")  # noqa: T201
        os.write(1, b'{"made": "up"}\n')

    def act_environment(self, host: Host) -> dict[str, str]:
        return dict(os.environ)

    def act_network(self, host: Host) -> dict[str, str]:
        return tried_network()

    def act_threads(self, host: Host) -> dict[str, str]:
        """Try the network from a thread of its own."""
        tried: dict[str, str] = {}
        thread = threading.Thread(target=lambda: tried.update(tried_network()))
        thread.start()
        thread.join()
        return tried


def tried_network() -> dict[str, str]:
    """Say what the kernel answers to each way of opening a socket."""
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(IO_URING_SETUP, 1, None)
    return {family.name: _opened(family) for family in families} | {"io_uring": errno.errorcode[ctypes.get_errno()]}


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
