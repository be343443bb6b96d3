"""Where the blocks of one expert lie: on the card for good, or on a shelf beside a seat that others take too."""

from collections.abc import Callable, Iterable
from typing import Protocol

import torch

from inbetween.engines.wan.blocks import Block, Blocks, Held
from inbetween.engines.wan.residency.seat import Seat
from inbetween.engines.wan.residency.shelf import Shelf


class Place(Protocol):
    """Where the blocks of one expert lie."""

    def hold(self, blocks: Iterable[Block]) -> Blocks:
        """Take the blocks in; see ``dit.Ways.hold``."""

    def come(self, tokens: int) -> None:
        """Let the expert be where it computes, for a video of so many tokens."""

    def leave(self) -> None:
        """Let the expert be away from there, if it ever is."""


class Home:
    """The card itself."""

    def hold(self, blocks: Iterable[Block]) -> Blocks:
        """See ``Place``."""
        return Held(blocks)

    def come(self, tokens: int) -> None:
        """See ``Place``."""

    def leave(self) -> None:
        """See ``Place``."""


class Shelved:
    """A shelf.

    Args:
        seat: what the expert shares with others.
        device: where it computes.
        kept: how many blocks stay with it on the card, by the tokens of a video.
    """

    def __init__(self, seat: Seat, device: torch.device, kept: Callable[[int], int]) -> None:
        self._seat, self._device, self._kept = seat, device, kept
        self._shelf: Shelf | None = None

    def hold(self, blocks: Iterable[Block]) -> Blocks:
        """See ``Place``."""
        self._shelf = Shelf(blocks, self._device)
        return self._shelf

    def come(self, tokens: int) -> None:
        """See ``Place``."""
        if self._shelf is None:
            return
        kept = self._kept(tokens)
        if kept != self._shelf.kept:
            self._seat.clear()
            self._shelf.kept = kept
        self._seat.take(self._shelf)

    def leave(self) -> None:
        """See ``Place``."""
        self._seat.clear()
