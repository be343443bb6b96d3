"""The pictures of docs/modes/one-picture.md.

    python -m bench.explain.moves [--size 832x464] [--out DIR] [picture ...]

They are drawn from the example's first picture: first, middle and last frame of each move.
"""

import cv2
import numpy as np
from PIL import Image

from bench.about import ROOT
from bench.explain import album, paper
from bench.quality.takes import KINDS, ride
from inbetween.engines.tween.moves.depth import find_depth
from inbetween.engines.tween.moves.lines import find_lines, straightened
from inbetween.engines.tween.moves.sight import look_at
from inbetween.media.fit import place
from inbetween.pixels.colour import yuv420_to_rgb

SECONDS = 3
GROUPS = {
    "nearer": ("push in", "zoom in", "push out", "dolly zoom"),
    "aside": ("pan", "tilt", "truck", "crane"),
    "round": ("orbit", "roll", "follow", "focus"),
    "quick": ("whip pan",),
}
"""Moves by the picture that shows them."""

PICTURES = (*GROUPS, "guess")
_WHIP = (0, 3, 5, 8)


def first(width, height):
    """Return the example's first picture, fitted."""
    given = np.array(Image.open(ROOT / "examples" / "first.png").convert("RGB"))
    return place(given, width, height).fitted


def group(name, picture):
    """Show first, middle and last frame of the moves of a group; of a quick one, its first frames."""
    rows = []
    for move in GROUPS[name]:
        frames = ride(picture, KINDS[move], SECONDS).frames
        numbers = _WHIP if name == "quick" else (0, len(frames) // 2, len(frames) - 1)
        shown = [(yuv420_to_rgb(frames[number]), f"{move}: frame {number}") for number in numbers]
        rows.append(paper.row(*shown))
    return paper.page(*rows)


def guess(picture):
    """Show what the camera takes for the subject, how near it takes each place to be, and the lines it keeps."""
    sight, lines = look_at(picture), find_lines(picture)
    depth = straightened(find_depth(picture, sight), lines).nearness
    height, width = picture.shape[:2]
    size = (width, height)
    near = cv2.resize((depth - depth.min()) / max(float(np.ptp(depth)), 1e-6), size, interpolation=cv2.INTER_LINEAR)
    out = cv2.resize((sight.salience / sight.salience.max()).astype(np.float32), size)
    drawn, corner = paper.faded(picture), np.array([0.5, sight.tall / 2])
    for line in lines:
        (x, y), (right, below) = ((point + corner) * width for point in (line[0], line[-1]))
        cv2.line(drawn, (round(x), round(y)), (round(right), round(below)), paper.RED, 2, cv2.LINE_AA)
    stands_out = (paper.heat(out), "what stands out")
    return paper.page(
        paper.row(stands_out, (paper.heat(near), "how near: a guess"), (drawn, "straight lines")),
        paper.scale("little, far", "much, near", ""),
    )


def main(arguments=None):
    """Write the pictures that were asked for, all by default."""
    album.write(drawer, PICTURES, arguments, told=__doc__, prefix="one-picture-")


def drawer(size):
    """Return what draws a picture by its name."""
    picture = first(*size)
    return lambda name: guess(picture) if name == "guess" else group(name, picture)


if __name__ == "__main__":
    main()
