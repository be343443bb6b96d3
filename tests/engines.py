"""An engine that behaves as its prompt says: the ways in which a real one could hurt its surroundings."""

import ctypes
import errno
import gc
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator

import numpy as np

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Frame
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.engine import StillEngine
from tests.attempts import tried_files, tried_network, tried_others


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

    def act_files(self, host: Host) -> dict[str, str]:
        return tried_files(host.scratch._folder)

    def act_others(self, host: Host) -> dict[str, str]:
        return tried_others()

    def act_babble(self, host: Host) -> None:
        """Say what no child of ours would."""
        _say((host.scratch.get("line") or b"").decode())
        time.sleep(60)

    def act_flood(self, host: Host) -> None:
        """Tell of progress as fast as a pipe takes it, whoever hears."""
        while True:
            _say('{"progress": ["analyse", 0.1, false]}\n' * 100)

    def act_orphan(self, host: Host) -> None:
        """Start a process that would go on, and die."""
        child = subprocess.Popen(["sleep", "60"])
        host.scratch.put("orphan", str(child.pid).encode())
        os._exit(0)

    def act_threads(self, host: Host) -> dict[str, str]:
        """Try the network from a thread of its own."""
        tried: dict[str, str] = {}
        thread = threading.Thread(target=lambda: tried.update(tried_network()))
        thread.start()
        thread.join()
        return tried


def _say(text: str) -> None:
    """Write to the channel, which a child that is taken over finds as this does."""
    channel = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Channel")
    channel._says.write(text)
    channel._says.flush()


class Unwell(StillEngine):
    """An engine that cannot start."""

    def warm(self, host: Host) -> None:
        os._exit(3)
