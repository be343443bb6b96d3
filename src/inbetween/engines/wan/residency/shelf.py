"""The blocks of a transformer in CPU memory: some come to the card with it, the others pass through it two at a time.

All blocks of a Wan transformer are alike, so one is a run of bytes, and on the card a block is views into the run that
it was copied into. While a block computes, the next one is on its way: the copy is hidden where a block computes for
longer than it travels, which at 720P is so on every card (0.7 GB: 30 ms at 25 GB/s, beside 0.2 s on an H200).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import accumulate
from typing import Any, TypeVar

import torch

from inbetween.engines.wan.blocks import Block
from inbetween.engines.wan.residency.line import Arrival, Line, line_to
from inbetween.engines.wan.residency.pinned import pinned
from inbetween.engines.wan.residency.plan import PASSING

_ALIGNED = 512
"""Bytes: where torch's allocator on a GPU begins its tensors too, so that kernels are chosen alike."""

_Tree = TypeVar("_Tree")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the run of bytes a tensor stands."""

    begin: int
    like: torch.Tensor

    def of(self, run: torch.Tensor) -> torch.Tensor:
        """Return the tensor in ``run`` (bytes,) uint8."""
        return run[self.begin : self.begin + self.like.nbytes].view(self.like.dtype).view(self.like.shape)


class _Form:
    """How a block is laid out: ``size`` bytes, of which the first ``seeing`` are what makes keys and values of words.

    Args:
        block: any one; its tensors are looked at and not kept.
    """

    def __init__(self, block: Block) -> None:
        self._empty = mapped(block, lambda tensor: torch.empty(tensor.shape, dtype=tensor.dtype, device="meta"))
        begins = list(accumulate((_room(tensor) for tensor in tensors_of(block)), initial=0))
        self._places = [_Place(*place) for place in zip(begins, tensors_of(self._empty), strict=False)]
        self.size = begins[-1]
        self.seeing = begins[sum(1 for _ in tensors_of((block.words, block.pictures)))]

    def run(self, device: torch.device) -> torch.Tensor:
        """Return room for a block."""
        return torch.empty(self.size, dtype=torch.uint8, device=device)

    def write(self, block: Block, run: torch.Tensor) -> None:
        """Lay ``block`` into ``run``."""
        for place, tensor in zip(self._places, tensors_of(block), strict=True):
            place.of(run).copy_(tensor)

    def block(self, run: torch.Tensor) -> Block:
        """Return the block whose tensors are views into ``run``."""
        places = iter(self._places)
        return mapped(self._empty, lambda _: next(places).of(run))


@dataclass(slots=True)
class _Slot:
    """Room on the card: its bytes, the block that is seen in them, and when what was sent there has arrived."""

    run: torch.Tensor
    block: Block
    arrived: Arrival


class Shelf:
    """Blocks of a transformer that is a guest on the card: ``residency.seat.Guest``, and ``blocks.Blocks``.

    Args:
        blocks: on the device; each is copied before the next is asked for, and not kept.
        device: where they compute.
        line: how they travel.
    """

    def __init__(self, blocks: Iterable[Block], device: torch.device, line: Line | None = None) -> None:
        self._device, self._line = device, line or line_to(device)
        self._homes: list[torch.Tensor] = []
        for block in blocks:
            if not self._homes:
                self._form = _Form(block)
            run = self._form.run(device)
            self._form.write(block, run)
            self._homes.append(pinned(run, device))
        self._kept = 0
        self._slots: list[_Slot] = []

    @property
    def kept(self) -> int:
        """How many of the first blocks stay on the card for as long as the transformer does; set while it is away."""
        return self._kept

    @kept.setter
    def kept(self, blocks: int) -> None:
        self._kept = min(blocks, len(self._homes))

    def come(self) -> None:
        """Take room on the card, and send those that stay."""
        passing = min(PASSING, len(self._homes) - self._kept)
        runs = (self._form.run(self._device) for _ in range(self._kept + passing))
        self._slots = [_Slot(run, self._form.block(run), _here) for run in runs]
        for number in range(self._kept):
            self._send(number, self._form.size)

    def leave(self) -> None:
        """Give the room back."""
        self._line.finish()
        self._slots = []

    def seeing(self) -> Iterator[Block]:
        """Yield each block with what makes keys and values of words and pictures; the rest of it may be missing."""
        return self._through(self._form.seeing)

    def passing(self) -> Iterator[Block]:
        """Yield each block, whole, until the next one is asked for."""
        return self._through(self._form.size)

    def put(self, number: int, block: Block) -> None:
        """Lay ``block`` in the place of another. The shelf is not on the card."""
        run = self._form.run(self._device)
        self._form.write(block, run)
        self._homes[number].copy_(run)

    def _through(self, size: int) -> Iterator[Block]:
        self._send_passing(0, size)
        for number in range(len(self._homes)):
            self._send_passing(number + 1, size)
            slot = self._slot(number)
            slot.arrived()
            yield slot.block

    def _send_passing(self, number: int, size: int) -> None:
        if self._kept <= number < len(self._homes):
            self._send(number, size)

    def _send(self, number: int, size: int) -> None:
        slot = self._slot(number)
        slot.arrived = self._line.send(self._homes[number][:size], slot.run[:size])

    def _slot(self, number: int) -> _Slot:
        return self._slots[number if number < self._kept else self._kept + (number - self._kept) % PASSING]


def tensors_of(tree: Any) -> Iterator[torch.Tensor]:
    """Yield the tensors in nested dataclasses and tuples, in order."""
    if isinstance(tree, torch.Tensor):
        yield tree
    elif isinstance(tree, tuple):
        for branch in tree:
            yield from tensors_of(branch)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from tensors_of(getattr(tree, field.name))


def mapped(tree: _Tree, change: Callable[[torch.Tensor], torch.Tensor]) -> _Tree:
    """Return ``tree`` with each tensor changed, in the order of ``tensors_of``."""
    found: Any = tree
    if isinstance(tree, torch.Tensor):
        found = change(tree)
    elif isinstance(tree, tuple):
        found = tuple(mapped(branch, change) for branch in tree)
    elif is_dataclass(tree) and not isinstance(tree, type):
        found = replace(tree, **{field.name: mapped(getattr(tree, field.name), change) for field in fields(tree)})
    return found  # type: ignore[no-any-return]


def _room(tensor: torch.Tensor) -> int:
    whole = -(-int(tensor.nbytes) // _ALIGNED)
    return whole * _ALIGNED


def _here() -> None:
    """Nothing is on its way."""
