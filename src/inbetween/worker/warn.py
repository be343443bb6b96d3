"""What is wrong with a finished video, by its measurements: a stable word for programs, a sentence for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from inbetween.worker.motion import Motion
from inbetween.worker.seam import Seam

STATIC = 0.005
"""Levels of mean change below which nobody sees a film move. Living loops of the darkest pictures have .02 and more at
15 s; pairs that differ in one spot of 4 pixels alone have .0003."""

JUMP = 2.5
"""Times the steps around it from which a step is a warning. Films of every regime from 24 to 450 frames have at most
1.6, flat pictures, whose every step is rounding, 2.0; a cut into a film of 3 levels a frame has 5 and more."""

REPEATED = 0.5
"""Share of repeated frames from which they are a warning. Only flat pictures have as many: eight bits know no more."""

PROMISED_PSNR = 50.0
"""dB of luma that both end frames keep after the codec."""

DRAWN_PSNR = 30.0
"""dB of luma from a given picture below which a frame that an engine has drawn anew is seen to be another one.

A choice: no trained weights were at hand to measure what their VAE keeps. Another server's video, a codec later, kept
56 dB.
"""

VISIBLE_SEAM = 1.5
"""Times the clip's own median step up to which nobody sees where it ends."""

_CALLED = {
    "first_frame": ("first frame", "the given picture"),
    "first_clip": ("first frame", "the given clip's"),
    "last_frame": ("last frame", "the given picture"),
}


def warnings_of(
    motion: Motion,
    end_frames: Mapping[str, Mapping[str, Any]],
    frames: int,
    seam: Seam | None = None,
    *,
    exact: bool = True,
) -> dict[str, str]:
    """Return what a viewer would find wrong: ``static``, ``repeated``, ``jump``, ``seam``, or the kind of an input.

    Args:
        motion: of the frames that the engine drew itself.
        end_frames: per given input ``identical``, ``drawn_psnr_y`` and ``psnr_y``, as ``Made`` tells them.
        frames: how many frames ``motion`` is of.
        seam: how the film goes on from its clip.
        exact: whether the engine promises end frames that are the given pictures, and does not draw them anew.
    """
    return {**dict(_of_motion(motion, frames)), **dict(_of_seam(seam)), **dict(_of_ends(end_frames, exact=exact))}


def _of_motion(motion: Motion, frames: int) -> Iterator[tuple[str, str]]:
    if frames > 1 and motion.score < STATIC:
        yield "static", f"The video stands still: its frames differ by {motion.score:.3f} levels in the mean."
    elif motion.repeated > REPEATED * (frames - 1):
        yield "repeated", f"The video hardly moves: {motion.repeated} of its {frames} frames repeat the one before."
    if motion.largest_jump > JUMP:
        yield "jump", f"The video jumps: one step is {motion.largest_jump:.1f} times as large as those around it."


def _of_seam(seam: Seam | None) -> Iterator[tuple[str, str]]:
    if seam and seam.largest > VISIBLE_SEAM:
        yield "seam", f"The end of the clip shows: the step from it is {seam.largest:.1f} times as large as its own."


def _of_ends(end_frames: Mapping[str, Mapping[str, Any]], *, exact: bool) -> Iterator[tuple[str, str]]:
    bound = PROMISED_PSNR if exact else DRAWN_PSNR
    for kind, end in end_frames.items():
        called, given = _CALLED.get(kind, (kind, "what was given"))
        if exact and not end["identical"]:
            yield kind, f"The {called} is not {given}: the engine drew another one."
        elif (found := end["psnr_y" if exact else "drawn_psnr_y"]) < bound:
            yield (
                kind,
                f"The {called} came out {found:.1f} dB from {given}, not {bound:g}.",
            )
