"""The mark that says a video was made by a machine: "AI生成" at the bottom right."""

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from inbetween.domain.frames import Plane, Yuv420

TEXTS = ("AI生成", "AI Generated")
"""The texts whose letters the mark's font has: the vendor's Chinese and English ones."""

LETTER_HEIGHT = 0.032
"""Height of the letters, as a part of the frame's shorter side."""

MIN_LETTER_HEIGHT = 14
"""In pixels; below it the strokes of 成 run together."""

MARGIN = 0.02
"""Distance of the letters from the right and the bottom edge, as a part of the frame's shorter side."""

EM_PER_LETTER_HEIGHT = 1.08
"""The em square of the font over the height of its Chinese letters."""

LETTER_OPACITY = 0.94
SHADE_OPACITY = 0.72
SHADE_GAIN = 1.4
"""Makes the blurred shade full again around thin strokes; without it small marks fade on white."""

BLACK, WHITE, GREY = 16, 235, 128
"""Luma of black and of white, and chroma of both, in limited range."""


@dataclass(frozen=True, slots=True)
class _Weights:
    """What a plane keeps of itself and what is added to it: uint16 in 1/256, the rounding half included in ``add``."""

    keep: NDArray[np.uint16]
    add: NDArray[np.uint16]

    def blend(self, plane: Plane, left: int, top: int) -> Plane:
        """Return a copy of ``plane`` blended in the rectangle of the weights at (``left``, ``top``)."""
        height, width = self.keep.shape
        marked = plane.copy()
        window = marked[top : top + height, left : left + width]
        window[:] = (window * self.keep + self.add) >> 8
        return marked


class Watermark:
    """A mark for the frames of one video: white letters in a soft dark shade, within one small rectangle.

    ``width`` and ``height`` are the frames' sides in pixels, even. ``text`` is made of letters of ``TEXTS``.

    Raises:
        ValueError: ``text`` is blank or has a letter that the font lacks.
    """

    def __init__(self, width: int, height: int, text: str = TEXTS[0]) -> None:
        if not text.strip() or not set(text) <= set("".join(TEXTS)):
            raise ValueError(f"text is {text!r}; the mark's font has only the letters of {' and '.join(TEXTS)}")
        font = _font(_em(width, height, text))
        pad = _pad(font)
        ink_left, ink_top, ink_right, ink_bottom = font.getbbox(text)
        margin = max(round(MARGIN * min(width, height)), pad + 1)
        self._left = _even_floor(width - margin - (ink_right - ink_left) - pad)
        self._top = _even_floor(height - margin - (ink_bottom - ink_top) - pad)
        size = (_even_ceil(ink_right - ink_left + 2 * pad), _even_ceil(ink_bottom - ink_top + 2 * pad))
        self._luma, self._chroma = _weights(*_coverage(text, font, size, (pad - ink_left, pad - ink_top)))

    @property
    def rectangle(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what ``apply`` changes: even pixels of luma, right and bottom exclusive."""
        height, width = self._luma.keep.shape
        return self._left, self._top, self._left + width, self._top + height

    def apply(self, frame: Yuv420) -> Yuv420:
        """Return ``frame`` with the mark; the given planes stay as they are."""
        half = self._left // 2, self._top // 2
        return Yuv420(
            self._luma.blend(frame.y, self._left, self._top),
            self._chroma.blend(frame.u, *half),
            self._chroma.blend(frame.v, *half),
        )


def _font(em: int) -> ImageFont.FreeTypeFont:
    face = files("inbetween.media").joinpath("fonts/mark.otf").read_bytes()
    # The basic layout is in every build of Pillow, so every machine sets the same pixels.
    return ImageFont.truetype(BytesIO(face), em, layout_engine=ImageFont.Layout.BASIC)


def _em(width: int, height: int, text: str) -> int:
    """Return the font size in pixels: by the rule, or smaller where a tiny frame would not hold the text."""
    wanted = EM_PER_LETTER_HEIGHT * max(MIN_LETTER_HEIGHT, LETTER_HEIGHT * min(width, height))
    ems = _font(100).getlength(text) / 100
    return max(1, min(round(wanted), int(0.6 * width / ems), height // 3))


def _pad(font: ImageFont.FreeTypeFont) -> int:
    """Return how far the shade reaches beyond the letters, in pixels: its stroke and twice the blur."""
    return 3 * _stroke(font)


def _stroke(font: ImageFont.FreeTypeFont) -> int:
    return max(1, round(font.size / 12))


def _even_floor(value: float) -> int:
    return max(0, int(value) // 2 * 2)


def _even_ceil(value: float) -> int:
    return -(-int(value) // 2) * 2


def _coverage(
    text: str, font: ImageFont.FreeTypeFont, size: tuple[int, int], origin: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw ``text`` at ``origin`` in a picture of ``size``; return its letters and its shade, both 0..1."""
    letters, shade = Image.new("L", size), Image.new("L", size)
    ImageDraw.Draw(letters).text(origin, text, fill=255, font=font)
    ImageDraw.Draw(shade).text(origin, text, fill=255, font=font, stroke_width=_stroke(font))
    blurred = np.asarray(shade.filter(ImageFilter.GaussianBlur(_stroke(font))))
    return np.asarray(letters) / 255, np.minimum(SHADE_GAIN * blurred / 255, 1)


def _weights(letters: NDArray[np.float64], shade: NDArray[np.float64]) -> tuple[_Weights, _Weights]:
    """Return the weights of luma and of chroma for black in ``shade`` below white in ``letters``."""
    below, above = 1 - SHADE_OPACITY * shade, 1 - LETTER_OPACITY * letters
    keep = np.rint(256 * below * above)
    light = np.rint(256 * (BLACK * (1 - below) * above + WHITE * (1 - above)))
    keep_chroma = np.rint(keep.reshape(keep.shape[0] // 2, 2, -1, 2).mean(axis=(1, 3)))
    return _fixed(keep, light), _fixed(keep_chroma, GREY * (256 - keep_chroma))


def _fixed(keep: NDArray[np.float64], light: NDArray[np.float64]) -> _Weights:
    return _Weights(keep.astype(np.uint16), (light + 128).astype(np.uint16))
