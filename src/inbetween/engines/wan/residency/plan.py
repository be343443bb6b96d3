"""What of the weights lies on a card of some size, in numbers: what stays, what comes when it is wanted. No torch.

Three things are on the card beside the weights: what CUDA takes, what a forward takes, what the VAE takes. What is left
decides, in this order: everything stays; the encoders come for the words and leave; the experts lie on a shelf in CPU
memory, and come one at a time with as many blocks as there is room for, while the others pass through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, TypeAlias

GB = 10**9

BUS = 25 * GB
"""Bytes a second from pinned CPU memory to the card: what PCIe 4.0 x 16 is known to give. Not measured here."""

PASSING = 2
"""Rooms for blocks that do not stay: one computes, one arrives."""

_OUTPUTS = 14
"""What a forward takes, in multiples of its residual (tokens x width x 2 bytes): counted on the meta device over the
real code at 720P in plain torch (10.9 GB). Triton's kernels keep less."""

_SEEN = GB
"""Keys and values of the words and pictures of both halves of guidance: 0.42 GB each at 14 B."""

_VAE_PER_PIXEL = 10_800
"""Bytes that encoding or decoding takes per pixel of a frame: counted likewise, 10,300 for Wan 2.1's, 10,800 for 2.2's.
cuDNN's own work space is not in it."""

_TAKEN = (GB, Fraction(6, 100))
"""What CUDA, its libraries and the gaps between allocations take: so much, and so much of the card. A choice."""

Wanted: TypeAlias = Literal["auto", "card", "shelf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The bytes of one folder's weights as they are loaded; see ``parts.parts_of``.

    ``experts`` transformers of ``blocks`` blocks of ``block`` bytes, each with ``outside`` bytes that are in none.
    A token is ``width`` wide and stands for ``side`` pixels a side; ``latents`` frames of them are drawn at once.
    """

    encoders: int
    vae: int
    experts: int
    blocks: int
    block: int
    outside: int
    width: int
    side: int
    latents: int

    def tokens(self, pixels: int) -> int:
        """Return how many tokens the longest piece of a video has."""
        return self.latents * pixels // self.side**2


SIZES: Mapping[str, int] = MappingProxyType({"480P": 832 * 480, "720P": 1280 * 720, "1080P": 1920 * 1088})
"""Pixels of the frames that the API promises."""

LARGEST = SIZES["1080P"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Residency:
    """``encoders`` stay on the card or visit it; ``experts`` stay, or lie on a shelf. ``room`` is what the card has for
    weights and work; ``blocks`` fixes how many blocks of a shelved expert are kept on it."""

    parts: Parts
    room: int
    encoders: Literal["stay", "visit"] = "stay"
    experts: Literal["stay", "shelf"] = "stay"
    blocks: int | None = None

    def kept(self, tokens: int) -> int:
        """Return how many blocks of a shelved expert stay on the card while it draws so many tokens."""
        parts = self.parts
        if self.blocks is not None:
            return min(self.blocks, parts.blocks)
        left = self.room - parts.vae - parts.experts * parts.outside - _forward(parts, tokens)
        whole = left // parts.block
        return parts.blocks if whole >= parts.blocks else max(whole - PASSING, 0)

    def fits(self, pixels: int) -> bool:
        """Say whether the most that is there at once has room, as far as it can be counted."""
        parts, tokens = self.parts, self.parts.tokens(pixels)
        always = parts.vae + parts.experts * parts.outside
        drawing = self._blocks_at_work(tokens) * parts.block
        other = drawing if self.experts == "stay" else 0
        if self.encoders == "stay":
            always += parts.encoders
        visit = parts.encoders if self.encoders == "visit" else 0
        at_once = (drawing + _forward(parts, tokens), other + _VAE_PER_PIXEL * pixels, other + visit)
        return always + max(at_once) <= self.room

    def _blocks_at_work(self, tokens: int) -> int:
        """Return for how many blocks there is room while an expert draws."""
        if self.experts == "stay":
            return self.parts.experts * self.parts.blocks
        return min(self.kept(tokens) + PASSING, self.parts.blocks)

    def arrival_seconds(self, pixels: int) -> float:
        """Return how long what comes for a segment travels: encoders, and the blocks of each expert that stay with it.

        What was encoded before is remembered, and blocks that arrive while those before them compute are not waited
        for: this is the most.
        """
        visits = self.parts.encoders if self.encoders == "visit" else 0
        kept = self.kept(self.parts.tokens(pixels)) * self.parts.block if self.experts == "shelf" else 0
        return (visits + self.parts.experts * kept) / BUS

    def passing_seconds(self, pixels: int) -> float:
        """Return how long the blocks of one forward travel; what a forward computes for longer than that hides it."""
        if self.experts == "stay":
            return 0.0
        return (self.parts.blocks - self.kept(self.parts.tokens(pixels))) * self.parts.block / BUS

    @property
    def cpu_bytes(self) -> int:
        """CPU memory that is taken for as long as the weights are loaded."""
        shelved = self.parts.experts * self.parts.blocks * self.parts.block if self.experts == "shelf" else 0
        return shelved + (self.parts.encoders if self.encoders == "visit" else 0)


def chosen(
    parts: Parts, card: int, *, largest: int = LARGEST, wanted: Wanted = "auto", blocks: int | None = None
) -> Residency:
    """Return what lies where on a card with ``card`` bytes free: the fastest that has room for the largest video.

    Args:
        parts: the weights.
        card: bytes of the card that are free before anything is loaded.
        largest: pixels of the largest frame that may be asked for.
        wanted: ``card``: everything stays, ``shelf``: the experts do not, whatever has room.
        blocks: how many blocks of a shelved expert are kept; ``None``: by the size of each video.
    """
    room = card - _TAKEN[0] - int(card * _TAKEN[1])
    everything = Residency(parts=parts, room=room)
    visits = Residency(parts=parts, room=room, encoders="visit")
    shelved = Residency(parts=parts, room=room, encoders="visit", experts="shelf", blocks=blocks)
    if wanted == "auto":
        return next((way for way in (everything, visits) if way.fits(largest)), shelved)
    return everything if wanted == "card" else shelved


def _forward(parts: Parts, tokens: int) -> int:
    return _OUTPUTS * tokens * parts.width * 2 + _SEEN
