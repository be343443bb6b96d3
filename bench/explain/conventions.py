"""Two films that join the same two pictures: matter goes straight, or a shift belongs to the place."""

import cv2
import numpy as np

from bench.explain import paper
from bench.quality import films, painting
from inbetween.engines.tween.geometry import grid
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr

_REACH = 0.07
"""Share of the width that a place moves by at most."""

_DRAWN = 2048


def path(width, height):
    """Show both middles of one pair, and the ways of single points."""
    cloth = cv2.GaussianBlur(np.clip(painting.cloth(height, width, 123), 0, 1) * 255, (0, 0), 1.5).astype(np.uint8)
    here = grid(height, width)
    target = here + 0.5 * _shift(here, width, height)
    straight = _matter(here, 0.5, width, height)
    apart = np.linalg.norm(target - straight, axis=2) / (0.01 * width)
    last = _read(cloth, here + _shift(here, width, height))
    straight, target = _read(cloth, straight), _read(cloth, target)
    (drawn,), _ = films.at_times(cloth, last, [0.5])
    nearness = [f"{psnr(drawn.y, rgb_to_yuv420(film).y):.1f} dB" for film in (straight, target)]
    return paper.page(
        paper.row(
            (cloth, "the first picture"),
            (last, "the last picture"),
            (paper.heat(apart), "how far the films are apart, t = .5"),
        ),
        paper.row(
            (straight, f"matter goes straight; ours: {nearness[0]}"),
            (target, f"the shift is the place's; ours: {nearness[1]}"),
            (_ways(cloth), "ways in the middle, from dot to end"),
        ),
        paper.legend((paper.BLUE, "matter goes straight"), (paper.ORANGE, "the shift is the place's")),
        paper.scale("0", "1 % of the width", "distance"),
    )


def _shift(places, width, height):
    """Return what is added to a place of the last picture to find it in the first."""
    x, y = places[..., 0] / width, places[..., 1] / height
    across = np.sin(2 * np.pi * (1.1 * y + 0.2)) * np.cos(2 * np.pi * (0.6 * x + 0.1))
    down = np.sin(2 * np.pi * (1.2 * x + 0.4 * y)) * 0.6
    return (_REACH * width * np.stack([across, down], -1)).astype(np.float32)


def _matter(places, t, width, height):
    """Return where the matter at ``places`` and time ``t`` is in the first picture, if it goes straight."""
    ends = places.copy()
    for _ in range(40):
        ends = places - (1 - t) * _shift(ends, width, height)
    return ends + _shift(ends, width, height)


def _read(picture, places):
    return cv2.remap(picture, places.astype(np.float32), None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


def _ways(cloth):
    """Draw, for points in the middle of the first picture, both ways to where the last one has them."""
    drawn, _ = paper.enlarged(paper.faded(cloth, 0.35), _DRAWN)
    height, width = drawn.shape[:2]
    window = np.s_[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4]
    points = grid(height, width)[window][height // 18 :: height // 9, width // 18 :: width // 9].reshape(-1, 2)
    bent = np.stack([_placed(points, t, width, height) for t in np.linspace(0, 1, 9)], 1)
    for way in bent:
        straight = np.stack([way[0], way[-1]])
        for line, colour in ((straight, paper.BLUE), (way, paper.ORANGE)):
            cv2.polylines(drawn, [np.rint(line).astype(np.int32)], False, colour, 6, cv2.LINE_AA)
        cv2.circle(drawn, tuple(int(v) for v in np.rint(way[0])), 9, paper.BLACK, -1, cv2.LINE_AA)
    return drawn[window]


def _placed(points, t, width, height):
    """Return where ``points`` of the first picture are at ``t``, if the shift is the place's."""
    places = points.copy()
    for _ in range(40):
        places = points - t * _shift(places, width, height)
    return places
