"""The one rule by which a picture becomes a frame: the tier's area, the first picture's aspect, cropped to cover.

Dashscope specification, section 5: keep the aspect of the first picture, scale its area to the tier's, then round
both sides down to a multiple, each by itself.
"""

import numpy as np
from PIL import Image

from inbetween.domain.frames import Placed, Rectangle, Rgb


def cover(width: int, height: int, out_width: int, out_height: int) -> Rectangle:
    """Return the largest centred part of a picture that has the output's aspect, in the picture's pixels."""
    scale = min(width / out_width, height / out_height)
    shown_width, shown_height = out_width * scale, out_height * scale
    return Rectangle(x=(width - shown_width) / 2, y=(height - shown_height) / 2, width=shown_width, height=shown_height)


def place(picture: Rgb, width: int, height: int) -> Placed:
    """Fit a picture to ``width`` x ``height`` pixels: the covering rectangle, resampled once.

    A picture that already has that size comes through unchanged.
    """
    source_height, source_width = picture.shape[:2]
    shown = cover(source_width, source_height, width, height)
    if (source_width, source_height) == (width, height):
        return Placed(original=picture, rectangle=shown, fitted=picture)
    right, bottom = min(shown.x + shown.width, source_width), min(shown.y + shown.height, source_height)
    fitted = Image.fromarray(picture).resize(
        (width, height), Image.Resampling.LANCZOS, box=(max(shown.x, 0.0), max(shown.y, 0.0), right, bottom)
    )
    return Placed(original=picture, rectangle=shown, fitted=np.array(fitted))
