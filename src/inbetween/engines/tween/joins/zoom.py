"""A picture as a camera sees it that moves in on a spot, in 4:2:0."""

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Yuv420
from inbetween.engines.tween.draw.readable import FINENESS, Readable

Spot = tuple[float, float]
"""A place as shares (0..1) of width and height."""


def zoomed(picture: Readable, scale: float, spot: Spot, target: Spot | None = None) -> Yuv420:
    """Magnify ``picture`` by ``scale`` >= 1 so that ``spot`` goes as far towards ``target`` as the frame stays covered.

    Without ``target`` the spot stays where it is.
    """
    y, u, v = picture
    return Yuv420(
        seen(y, scale, spot, target, fineness=FINENESS),
        seen(u, scale, spot, target),
        seen(v, scale, spot, target),
    )


def seen(plane: Plane, scale: float, spot: Spot, target: Spot | None = None, *, fineness: int = 1) -> Plane:
    """Magnify one plane, which is ``fineness`` times as fine as what comes out, read bicubically.

    Edges of the frame, not centres of its pixels, are what spots are shares of: planes of all sizes keep together.
    """
    height, width = (side // fineness for side in plane.shape)
    x, y = (
        _left_out(scale, here, there, side)
        for here, there, side in zip(spot, target or spot, (width, height), strict=True)
    )
    places = np.array([[fineness / scale, 0, fineness * x], [0, fineness / scale, fineness * y]])
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    warped: Plane = cv2.warpAffine(plane, places, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return warped


def _left_out(scale: float, spot: float, target: float, side: int) -> float:
    """Return where the first pixel's centre is in the picture, in pixels."""
    edge = min(max(spot - target / scale, 0.0), 1 - 1 / scale)
    return edge * side + 0.5 / scale - 0.5
