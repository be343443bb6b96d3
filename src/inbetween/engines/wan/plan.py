"""What to ask of the weights for a scene: size, frames, segments, and the frames that each segment already knows.

The film's frame k is shown at k / fps seconds. The weights' own frames stand on a grid of their own rate; ``retime``
draws the film from them, at exact instants. Where a last frame is given the grid is stretched by a few percent, so that
one of its frames is the film's last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal, TypeAlias

from inbetween.domain import faults
from inbetween.domain.errors import TaskFailure
from inbetween.engines.protocol import Scene
from inbetween.engines.wan.native import FRAMES_PER_LATENT, Native

Source: TypeAlias = Literal["first", "last", "clip", "before"]
"""Where a known frame comes from: a given picture, the clip, or the segment before."""

_NEXT_SEED = 1_000_003
"""Added per segment: with the same noise a second segment repeats the motion of the first one. A prime."""

_SEEDS = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A frame of the weights, ``width`` x ``height`` pixels; the film's frame is in it at (``left``, ``top``).

    What is around it is thrown away: no pixel of the film is resampled.
    """

    width: int
    height: int
    left: int
    top: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Frame ``index`` of a segment is given: what ``source`` shows at second ``at`` of the film."""

    index: int
    source: Source
    at: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """``length`` frames (4k + 1) that are denoised at once, from frame ``start`` of the grid on.

    Those before ``fresh`` are known and were shown already; those from it on are new. Noise is drawn from ``seed``.
    """

    start: int
    length: int
    fresh: int
    known: tuple[Known, ...]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Frame i of the weights is shown at ``begin`` + i / ``rate`` seconds of the film, for i from 0 to ``last``."""

    begin: Fraction
    rate: Fraction
    last: int

    def instant(self, index: int) -> Fraction:
        """Return when a frame is shown, in seconds of the film."""
        return self.begin + index / self.rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """What to denoise for a scene."""

    size: Size
    grid: Grid
    segments: tuple[Segment, ...]


def footage_of(scene: Scene, native: Native) -> Footage:
    """Plan what to denoise for ``scene`` with weights that want ``native``.

    Raises:
        TaskFailure: the video is longer than such weights can make one.
    """
    grid = _grid(scene, native)
    if not native.known and grid.last >= native.frames:
        seconds = ceil(Fraction(scene.frame_count, scene.fps))
        raise TaskFailure.of(faults.unrendered_seconds(seconds, native.longest_seconds or 0, "duration"))
    return Footage(
        size=size_of(scene.width, scene.height, native.multiple),
        grid=grid,
        segments=tuple(_segments(scene, native, grid)),
    )


def size_of(width: int, height: int, multiple: int) -> Size:
    """Return the smallest frame of whole ``multiple``s that holds the film's, in its middle."""
    wide, high = (-(-side // multiple) * multiple for side in (width, height))
    return Size(width=wide, height=high, left=(wide - width) // 2, top=(high - height) // 2)


def _grid(scene: Scene, native: Native) -> Grid:
    """Return the grid: from the first picture, or the clip's last frame, to the film's last frame or just past it."""
    begin = Fraction(scene.clip.frame_count - 1 if scene.clip else 0, scene.fps)
    span = Fraction(scene.frame_count - 1, scene.fps) - begin
    latents = span * native.fps / FRAMES_PER_LATENT
    if "last_frame" not in scene.pictures:
        return Grid(begin=begin, rate=Fraction(native.fps), last=max(ceil(latents), 1) * FRAMES_PER_LATENT)
    last = max(round(latents), 1) * FRAMES_PER_LATENT
    return Grid(begin=begin, rate=last / span, last=last)


def _segments(scene: Scene, native: Native, grid: Grid) -> Iterator[Segment]:
    """Yield segments of nearly equal lengths, each within what the weights were trained for."""
    start = 1 - native.known if scene.clip else 0
    for number, latents in enumerate(_lengths(scene, native, grid)):
        length = latents * FRAMES_PER_LATENT + 1
        repeats = native.known if number or scene.clip else 0
        yield Segment(
            start=start,
            length=length,
            fresh=repeats,
            known=tuple(_known(scene, grid, range(start, start + length), repeats)),
            seed=(scene.seed + number * _NEXT_SEED) % _SEEDS,
        )
        start += length - native.known


def _lengths(scene: Scene, native: Native, grid: Grid) -> list[int]:
    """Return how many latent frames each segment has beside its first one."""
    most, shared = ((frames - 1) // FRAMES_PER_LATENT for frames in (native.frames, max(native.known, 1)))
    alone = grid.last // FRAMES_PER_LATENT + (shared if scene.clip else 0)
    count = 1 + max(ceil(Fraction(alone - most, most - shared)), 0)
    each, longer = divmod(alone + (count - 1) * shared, count)
    return [each + (number < longer) for number in range(count)]


def _known(scene: Scene, grid: Grid, frames: range, repeats: int) -> Iterator[Known]:
    """Yield what is known of the grid's ``frames``, of which the first ``repeats`` were shown before."""
    before: Source = "clip" if frames.start < 0 or (scene.clip and frames.start == 0) else "before"
    for index in range(repeats):
        yield Known(index=index, source=before, at=max(grid.instant(frames[index]), Fraction(0)))
    if not repeats:
        yield Known(index=0, source="first", at=grid.begin)
    if "last_frame" in scene.pictures and frames[-1] == grid.last:
        yield Known(index=len(frames) - 1, source="last", at=grid.instant(grid.last))
