"""The way from CPU memory to the card, beside what computes there."""

from collections.abc import Callable
from typing import Protocol, TypeAlias

import torch

Arrival: TypeAlias = Callable[[], None]
"""Lets the work that is queued behind it wait for what was sent."""


class Line(Protocol):
    """Carries bytes to the card."""

    def send(self, home: torch.Tensor, room: torch.Tensor) -> Arrival:
        """Begin to copy ``home`` (n,) uint8 into ``room``, which nothing that is queued later reads before it arrives.

        All that was queued before may still read what ``room`` held.
        """

    def finish(self) -> None:
        """Let the work that is queued behind this wait for everything that was sent."""


class Copied:
    """Copies at once: where a device has no streams."""

    def send(self, home: torch.Tensor, room: torch.Tensor) -> Arrival:
        """See ``Line``."""
        room.copy_(home)
        return lambda: None

    def finish(self) -> None:
        """See ``Line``."""


class Streamed:
    """Copies on a stream of its own, by the card's copy engine. Has not been run on a GPU yet."""

    def __init__(self, device: torch.device) -> None:
        self._device, self._stream = device, torch.cuda.Stream(device)

    def send(self, home: torch.Tensor, room: torch.Tensor) -> Arrival:
        """See ``Line``."""
        self._stream.wait_stream(torch.cuda.current_stream(self._device))
        with torch.cuda.stream(self._stream):
            room.copy_(home, non_blocking=True)
            arrived = self._stream.record_event()
        return lambda: torch.cuda.current_stream(self._device).wait_event(arrived)

    def finish(self) -> None:
        """See ``Line``."""
        torch.cuda.current_stream(self._device).wait_stream(self._stream)


def line_to(device: torch.device) -> Line:
    """Return the way to ``device``."""
    return Streamed(device) if device.type == "cuda" else Copied()
