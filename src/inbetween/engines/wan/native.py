"""What each kind of open Wan weights was trained for, as its makers published it.

Sources: the configurations in the repositories of Wan 2.1 and Wan 2.2, and the model cards of their diffusers folders.
Where these differ (FLF2V's guidance is 5 in one and 5.5 in the other) the makers' own repository is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

KindName: TypeAlias = Literal["flf2v", "i2v", "a14b", "ti2v"]

FRAMES_PER_LATENT = 4
"""Frames that the VAE folds into one latent frame; the first frame of a video has one for itself, hence 4k + 1."""

PROMPT_TOKENS = 512
"""Tokens of words that every Wan model was trained with; shorter prompts are filled up, longer ones are cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Native:
    """How weights of a kind want to be used.

    ``fps`` frames a second and at most ``frames`` frames at once; both sides of a frame are multiples of ``multiple``
    pixels. ``steps``, ``shift`` and ``guidance`` (the scales for high and for low noise) sample them well;
    ``boundary`` is the share of noise below which the second expert works (``None``: there is one).
    ``known`` is how many frames a video may go on from: the last ones of a clip, or of a segment before (0: none, so
    that ``frames`` is the longest video). ``last`` says whether a last frame can be, or has to be, given.
    """

    fps: int
    frames: int
    multiple: int
    steps: int
    shift: float
    guidance: tuple[float, float]
    boundary: float | None = None
    known: int
    last: Literal["never", "maybe", "always"]

    @property
    def longest_seconds(self) -> int | None:
        """The longest video in whole seconds; ``None`` where another segment can always be added."""
        return None if self.known else (self.frames - 1) // self.fps


NATIVE: Mapping[KindName, Native] = MappingProxyType(
    {
        "flf2v": Native(
            fps=16, frames=81, multiple=16, steps=50, shift=16.0, guidance=(5.0, 5.0), known=0, last="always"
        ),
        # One picture is all that its image encoder sees: several known frames were never shown to it.
        "i2v": Native(fps=16, frames=81, multiple=16, steps=40, shift=5.0, guidance=(5.0, 5.0), known=1, last="never"),
        # A last frame, and frames of a clip, are marks in its mask: nobody trained it for them, and it takes them.
        "a14b": Native(
            fps=16,
            frames=81,
            multiple=16,
            steps=40,
            shift=5.0,
            guidance=(3.5, 3.5),
            boundary=0.9,
            known=5,
            last="maybe",
        ),
        # Whole latent frames are all that it can be told, and a last frame is a quarter of one.
        "ti2v": Native(
            fps=24, frames=121, multiple=32, steps=50, shift=5.0, guidance=(5.0, 5.0), known=5, last="never"
        ),
    }
)
