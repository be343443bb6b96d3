"""What is wrong with a finished video, by its measurements: a stable word for programs, a sentence for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from inbetween.worker.motion import Motion

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

_CALLED = {"first_frame": "first", "last_frame": "last"}


def warnings_of(motion: Motion, end_frames: Mapping[str, Mapping[str, Any]], frames: int) -> dict[str, str]:
    """Return what a viewer would find wrong: ``static``, ``repeated``, ``jump``, ``first_frame``, ``last_frame``.

    Args:
        motion: of all frames as the engine drew them.
        end_frames: per given picture ``identical`` and ``psnr_y``, as ``Made`` tells them.
        frames: how many frames the film has.
    """
    return {**dict(_of_motion(motion, frames)), **dict(_of_ends(end_frames))}


def _of_motion(motion: Motion, frames: int) -> Iterator[tuple[str, str]]:
    if frames > 1 and motion.score < STATIC:
        yield "static", f"The video stands still: its frames differ by {motion.score:.3f} levels in the mean."
    elif motion.repeated > REPEATED * (frames - 1):
        yield "repeated", f"The video hardly moves: {motion.repeated} of its {frames} frames repeat the one before."
    if motion.largest_jump > JUMP:
        yield "jump", f"The video jumps: one step is {motion.largest_jump:.1f} times as large as those around it."


def _of_ends(end_frames: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for kind, end in end_frames.items():
        called = _CALLED.get(kind, kind)
        if not end["identical"]:
            yield kind, f"The {called} frame is not the given picture: the engine drew another one."
        elif end["psnr_y"] < PROMISED_PSNR:
            yield (
                kind,
                f"The {called} frame came out {end['psnr_y']:.1f} dB from the given picture, not {PROMISED_PSNR:g}.",
            )
