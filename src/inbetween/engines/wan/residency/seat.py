"""Room on the card for one at a time: who comes in makes the one before leave."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Protocol

import torch

from inbetween.engines.wan.residency.pinned import pinned


class Guest(Protocol):
    """Weights that are not always on the card."""

    def come(self) -> None:
        """Lie on the card; work that is queued behind this finds them there."""

    def leave(self) -> None:
        """Give the room back; work that was queued before this is not disturbed."""


class Seat:
    """A place on the card, for one guest."""

    def __init__(self) -> None:
        self._guest: Guest | None = None

    def take(self, guest: Guest) -> None:
        """Let ``guest`` come, in the place of whoever is there. It stays until another takes the seat."""
        if guest is self._guest:
            return
        self.clear()
        self._guest = guest  # before it comes: one that is half here when memory runs out leaves like any other
        guest.come()

    def clear(self) -> None:
        """Let whoever is there leave."""
        guest, self._guest = self._guest, None
        if guest:
            guest.leave()

    @contextmanager
    def taken(self, guest: Guest) -> Iterator[None]:
        """Let ``guest`` have the seat for as long as the block runs."""
        self.take(guest)
        try:
            yield
        finally:
            self.clear()


class Visitor:
    """A module that lies on the CPU and comes to ``device`` to compute. It leaves without a copy: weights only change
    places.

    Args:
        module: frozen, on the CPU.
        device: where it computes.
    """

    def __init__(self, module: torch.nn.Module, device: torch.device) -> None:
        self._device = device
        self._homes = [(tensor, pinned(tensor.data, device)) for tensor in (*module.parameters(), *module.buffers())]
        self.leave()

    def come(self) -> None:
        """See ``Guest``."""
        for tensor, home in self._homes:
            tensor.data = home.to(self._device, non_blocking=True)

    def leave(self) -> None:
        """See ``Guest``."""
        for tensor, home in self._homes:
            tensor.data = home


def settled(
    module: torch.nn.Module, device: torch.device, seat: Seat | None
) -> Callable[[], AbstractContextManager[None]]:
    """Bring ``module`` to ``device`` for good, or with a ``seat`` for as long as each context of the result lasts."""
    if seat is None:
        module.to(device)
        return nullcontext
    return partial(seat.taken, Visitor(module, device))
