"""Letters as masks, in the fonts that are shipped beside this package."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal, TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from inbetween.domain.frames import Plane

Face: TypeAlias = Literal["masthead", "italic", "narrow", "mono", "seal"]
"""A bold serif, its light italic, a narrow grotesque and a typewriter with the letters of ASCII; and the seal's two."""

_MARGIN = 16
"""Pixels beside a text for letters that lean out of their place."""


def letters(text: str, size: float, face: Face) -> Plane:
    """Return ``text`` as a mask (height, width) of 0..255, cut to its ink; ``size`` is the height of the em in pixels.

    Raises:
        ValueError: there is no ink in the text.
    """
    mask = line(text, size, face)
    rows = np.flatnonzero(mask.any(1))
    return mask[rows[0] : rows[-1] + 1]


def line(text: str, size: float, face: Face) -> Plane:
    """Return the same as high as every line in this font and size, so that lines can be set by their tops.

    Raises:
        ValueError: there is no ink in the text.
    """
    font = _font(face, max(round(size), 4))
    sheet = Image.new("L", (round(font.getlength(text)) + 2 * _MARGIN, sum(font.getmetrics())))
    ImageDraw.Draw(sheet).text((_MARGIN, 0), text, fill=255, font=font)
    mask = np.asarray(sheet, np.uint8)
    columns = np.flatnonzero(mask.any(0))
    if not columns.size:
        raise ValueError(f"{text!r} has no ink to draw")
    return mask[:, columns[0] : columns[-1] + 1]


def fitted_letters(text: str, width: float, face: Face) -> Plane:
    """Return ``text`` as a mask as near to ``width`` pixels wide as a whole font size allows, never wider."""
    size = 100.0 * width / letters(text, 100, face).shape[1]
    mask = letters(text, size, face)
    return mask if mask.shape[1] <= width else letters(text, size * width / mask.shape[1] - 1, face)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    drawn = files("inbetween.engines.tween.effects").joinpath(f"fonts/{face}.ttf").read_bytes()
    # The basic layout is in every build of Pillow, so every machine sets the same pixels.
    return ImageFont.truetype(BytesIO(drawn), size, layout_engine=ImageFont.Layout.BASIC)
