"""A group of processes that compute one denoiser together, started by the process of rank 0, which alone does I/O.

The others (``rank``) inherit its walls, hear what to do on their standard input, and end when it closes: with rank 0,
however that ends. If one of them ends by itself, the whole group does: rank 0 says so in one sentence and leaves, and
the worker gives the task to a fresh group. Nothing waits for a process that is gone.
"""

import io
import itertools
import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias, cast
from weakref import finalize

import torch
import torch.distributed as dist

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.denoiser import Context, Denoiser, Exchanging, Stop
from inbetween.engines.wan.parallel import Layout, Member, joined
from inbetween.engines.weights import Weights

Build: TypeAlias = Callable[[Mapping[str, Any], torch.device, Member], Mapping[str, Denoiser]]
"""Loads denoisers by name onto a device, from plain values: the same in every process, with the member's ``spread``."""

LOOPBACK = {"GLOO_SOCKET_IFNAME": "lo", "NCCL_SOCKET_IFNAME": "lo"}
"""Processes of one machine meet on its loopback: no other interface has to be there, and none may be used."""

_EXIT = 70
"""Exit status of a rank 0 whose group is lost: EX_SOFTWARE."""

_GRACE = 5.0
"""Seconds that a process has to leave in when it is told to."""


def leave(reason: str) -> None:
    """Say ``reason`` and end this process at once: it may wait inside a kernel for a process that is gone."""
    sys.stderr.write(reason + "\n")
    sys.stderr.flush()
    os._exit(_EXIT)


class Group:
    """Rank 0 of a group: starts the others, tells them what to do, and does its own part.

    Args:
        layout: how the work is shared out.
        devices: torch's names, by rank.
        build: ``module:function`` of a ``Build``.
        asked: what ``build`` is given: plain JSON values.
        lost: what is done, on a thread, when a process has ended that should not have.

    Raises:
        OperatorError: a process did not start, or ``build`` refuses.
    """

    def __init__(
        self,
        layout: Layout,
        devices: tuple[str, ...],
        *,
        build: str,
        asked: Mapping[str, Any],
        lost: Callable[[str], None] = leave,
    ) -> None:
        os.environ.update(LOOPBACK)
        self._layout, self._lost, self._open = layout, lost, True
        self._folder = tempfile.TemporaryDirectory(prefix="wan-group-")
        order: dict[str, Any] = {
            "layout": asdict(layout),
            "store": str(Path(self._folder.name) / "store"),
            "build": build,
        }
        order["asked"] = dict(asked)
        self._others = [_started({**order, "rank": rank, "device": devices[rank]}) for rank in range(1, layout.ranks)]
        try:
            self._greet()
            self._member = joined(layout, 0, order["store"], torch.device(devices[0]))
            for number, other in enumerate(self._others, 1):
                threading.Thread(target=self._watch, args=(number, other), daemon=True).start()
            self._own = built(build)(asked, torch.device(devices[0]), self._member)
        except BaseException:
            self.close()
            raise
        self._numbers, self._forgotten = itertools.count(), list[int]()

    @property
    def denoisers(self) -> Mapping[str, "GroupDenoiser"]:
        """The group's denoisers by name; each keeps the ``Denoiser`` protocol."""
        return {name: GroupDenoiser(self, name, own) for name, own in self._own.items()}

    def close(self) -> None:
        """Tell the other processes to leave, and wait until they have."""
        self._open = False
        for other in self._others:
            if other.stdin:
                other.stdin.close()
        for other in self._others:
            try:
                other.wait(_GRACE)
            except subprocess.TimeoutExpired:
                other.kill()
                other.wait()
            if other.stdout:
                other.stdout.close()
        if dist.is_initialized():
            dist.destroy_process_group()
        self._folder.cleanup()

    def context(self, name: str, own: Denoiser, text: torch.Tensor, image: torch.Tensor | None) -> "GroupContext":
        """Make a context in every process."""
        number = next(self._numbers)
        self._tell({"do": "context", "name": name, "number": number, "text": text, "image": image})
        context = GroupContext(number=number, own=self._member.context(own, text, image))
        finalize(context, self._forgotten.append, number)
        return context

    def velocity(self, name: str, own: Denoiser, context: "GroupContext", **given: Any) -> torch.Tensor:
        """Compute a forward in every process; ``given`` as for ``Denoiser``."""
        stop: Stop | None = given.pop("stop")
        self._tell({"do": "forward", "name": name, "number": context.number, "asks": stop is not None, **given})
        return self._member.velocity(own, **given, context=context.own, stop=stop)

    def exchange(self, name: str, own: Denoiser, weights: Weights) -> None:
        """Exchange the LoRAs of a denoiser in every process: here first, where a refusal is heard."""
        cast("Exchanging", own).exchange(weights)
        self._tell({"do": "exchange", "name": name, "weights": json.dumps(weights.to_json())})

    def _tell(self, verb: dict[str, Any]) -> None:
        """Write one verb to each process: its tensors come from the CPU, so that the pipe is all they need to share."""
        forgotten = [self._forgotten.pop() for _ in range(len(self._forgotten))]
        message = packed({**verb, "forgotten": forgotten})
        for other in self._others:
            if other.stdin:
                other.stdin.write(message)
                other.stdin.flush()

    def _greet(self) -> None:
        """Wait until every process is about to join: one that cannot would be waited for in vain."""
        for rank, other in enumerate(self._others, 1):
            if not (other.stdout and other.stdout.readline()):
                raise OperatorError(
                    f"devices: process {rank} of {self._layout.ranks} did not start (exit status {other.wait()}); "
                    "its last words are in the log."
                )

    def _watch(self, rank: int, other: "subprocess.Popen[bytes]") -> None:
        status = other.wait()
        if self._open:
            how = f"by signal {-status}" if status < 0 else f"with status {status}"
            self._lost(
                f"The group of {self._layout.ranks} processes is lost: process {rank} ended {how}; all of them end."
            )


@dataclass(frozen=True, kw_only=True)
class GroupContext:
    """A context that every process of a group has its own part of, under one ``number``."""

    number: int
    own: Context


class GroupDenoiser:
    """One denoiser of a group, as rank 0 sees it; see ``Denoiser``.

    A batch of two videos is one forward of each half of guidance, where the layout has ``pairs``.
    """

    def __init__(self, group: Group, name: str, own: Denoiser) -> None:
        self._group, self._name, self._own = group, name, own

    @property
    def dtype(self) -> torch.dtype:
        """See ``Denoiser``."""
        return self._own.dtype

    def context(self, text: torch.Tensor, image: torch.Tensor | None = None) -> GroupContext:
        """See ``Denoiser``."""
        return self._group.context(self._name, self._own, text, image)

    def exchange(self, weights: Weights) -> None:
        """See ``Exchanging``: what every process has loaded is such."""
        self._group.exchange(self._name, self._own, weights)

    def __call__(
        self,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: GroupContext,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """See ``Denoiser``."""
        given = {"latents": latents, "timesteps": timesteps, "rows": rows, "stop": stop}
        return self._group.velocity(self._name, self._own, context, **given)


def built(name: str) -> Build:
    """Return the function that ``module:function`` names."""
    module, _, function = name.partition(":")
    found: Build = getattr(__import__(module, fromlist=[function]), function)
    return found


def packed(verb: Mapping[str, Any]) -> bytes:
    """Return ``verb``, plain values and tensors, as bytes behind their length."""
    file = io.BytesIO()
    torch.save({key: value.cpu() if isinstance(value, torch.Tensor) else value for key, value in verb.items()}, file)
    return struct.pack("<Q", file.tell()) + file.getvalue()


def _started(order: Mapping[str, Any]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "inbetween.engines.wan.rank", json.dumps(order)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
