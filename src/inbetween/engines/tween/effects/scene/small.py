"""The small copy in which a subject is looked for."""

import cv2

from inbetween.domain.frames import Rgb

_WIDEST, _TALLEST = 256, 320
"""Its sides: enough for a face of a tenth of the picture, and GrabCut takes .1 to .3 s."""


def shrunk(picture: Rgb) -> Rgb:
    """Return a copy that is as large as it may be."""
    height, width = picture.shape[:2]
    scale = min(_WIDEST / width, _TALLEST / height)
    size = max(round(width * scale), 16), max(round(height * scale), 16)
    small: Rgb = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small
