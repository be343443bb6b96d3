"""The pictures of docs/modes/continuation.md.

    python -m bench.explain.continuation [--size 832x464] [--out DIR] [picture ...]

Clips are filmed of the example's first picture, and gone on from: frames around the seam, by their distance from it.
"""

from functools import partial

import cv2
import numpy as np
from PIL import Image

from bench.about import ROOT
from bench.explain import album, paper
from bench.quality.clips import clip_of
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.engine import TweenEngine
from inbetween.media.fit import place
from inbetween.pixels.colour import yuv420_to_rgb

FPS, CLIP_SECONDS, SECONDS = 30, 2, 4
COUNT = CLIP_SECONDS * FPS
CAMERAS = {
    "pan": lambda t: (0.1 * t - 0.15, 0.0, 1.35),
    "push": lambda t: (0.0, 0.0, 1.1 * 2 ** (0.2 * t)),
    "shoulder": lambda t: (0.012 * np.sin(7 * t) + 0.004 * np.sin(16 * t), 0.01 * np.sin(9 * t), 1.25),
    "tripod": lambda _: (0.0, 0.0, 1.2),
}
"""Where each camera looks after t seconds: right and down from the middle in widths, and how near."""

SHOWN = (-30, -1, 0, 3, 12, 59)
"""Frames by their distance from the seam: the first that is made is 0."""

PICTURES = ("on", "to-last")


class Unheard:
    """A host that nobody listens to."""

    scratch = None

    def progress(self, stage, fraction, preview=None):
        """Hear nothing."""

    def cancelled(self):
        """Never stop."""
        return False


def given(name, size):
    """Return one of the example's pictures, whole."""
    return place(np.array(Image.open(ROOT / "examples" / name).convert("RGB")), *size).fitted


def filmed(camera, size):
    """Return the frames of a clip in which a camera looks at the example's first picture."""
    width, height = size
    wide = given("first.png", (2 * width, 2 * height))
    frames = []
    for number in range(COUNT):
        x, y, near = CAMERAS[camera](number / FPS)
        scale = near / 2
        shift = (width / 2 - scale * width * (1 + 2 * x), height / 2 - scale * (height + 2 * width * y))
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        frames.append(cv2.warpAffine(wide, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT_101))
    return frames


def gone_on(camera, size, last=None):
    """Return the frames of a film that begins with a clip, in RGB."""
    width, height = size
    scene = Scene(
        width=width,
        height=height,
        fps=FPS,
        frame_count=SECONDS * FPS,
        prompt="",
        negative_prompt="",
        seed=1,
        pictures={} if last is None else {"last_frame": place(last, width, height)},
        clip=clip_of(filmed(camera, size), FPS),
    )
    return [yuv420_to_rgb(frame) for frame in TweenEngine().render(scene, Unheard()).frames]


def strip(called, frames):
    """Show the frames around the seam in one row."""
    return paper.row(*((frames[COUNT + away], f"{called}: {away:+d}" if away else f"{called}: 0") for away in SHOWN))


def drawn(name, size):
    """Draw one picture of the page."""
    if name == "on":
        return paper.page(*(strip(camera, gone_on(camera, size)) for camera in CAMERAS))
    last = given("last.png", size)
    return paper.page(*(strip(camera, gone_on(camera, size, last)) for camera in ("pan", "shoulder")))


def main(arguments=None):
    """Write the pictures that were asked for, all by default."""
    album.write(lambda size: partial(drawn, size=size), PICTURES, arguments, told=__doc__, prefix="continuation-")


if __name__ == "__main__":
    main()
