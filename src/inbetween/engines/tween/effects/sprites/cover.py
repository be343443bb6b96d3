"""The cover of a magazine that does not exist: a photograph, its masthead behind the head, and a few neutral words."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.grading import curves, grade
from inbetween.engines.tween.effects.kit.laying import lay_over
from inbetween.engines.tween.effects.kit.lettering import Face, fitted_letters, line
from inbetween.engines.tween.effects.kit.light import Colour

GLOSSY = curves(
    ((0, 8), (110, 122), (255, 255)),
    ((0, 6), (110, 116), (255, 252)),
    ((0, 12), (110, 112), (255, 250)),
)
"""Print: more contrast, lights a little warm."""

TITLE = "SHINE"
"""The masthead: a word, not a title that anybody publishes."""

_WHITE = (255.0, 255.0, 255.0)
_INK = (22.0, 20.0, 20.0)

_LINES: tuple[tuple[str, float, Face, bool, float], ...] = (
    ("A NEW LIGHT", 6.6, "narrow", True, 1.22),
    ("one frame, five seconds", 4.6, "italic", False, 1.95),
    ("STYLE", 5.0, "narrow", True, 1.22),
    ("the quiet power", 3.9, "italic", False, 1.2),
    ("of a single picture", 3.9, "italic", False, 1.2),
)
"""Words, size in hundredths of the page's width, font, whether in the accent colour, and leading."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cover:
    """A page in three states, RGB of one size: only the photograph, with the masthead, and with all its words."""

    photograph: Rgb
    titled: Rgb
    lettered: Rgb


def print_cover(photograph: Rgb, subject: Plane | None) -> Cover:
    """Return the cover of a photograph; ``subject`` is the mask of whoever stands before the masthead."""
    bare = _darkened(grade(photograph, GLOSSY, 1.0))
    titled = bare.copy()
    _mast(titled)
    if subject is not None:
        lay_over(titled, bare, subject)
    lettered = titled.copy()
    accent = _accent_of(photograph)
    _headline(lettered)
    _cover_lines(lettered, accent)
    _corner(lettered, accent)
    return Cover(photograph=_bound(bare), titled=_bound(titled), lettered=_bound(lettered))


def _darkened(page: Rgb) -> Rgb:
    """Return a page darker at its top and its bottom, where white letters stand."""
    down = np.linspace(0, 1, page.shape[0], dtype=np.float32)
    dark = np.minimum(0.30 * np.exp(-down / 0.10) + 0.50 * np.clip((down - 0.58) / 0.42, 0, 1) ** 1.4, 0.78)
    darker: Rgb = (page * (1 - dark)[:, None, None] + np.float32(0.5)).astype(np.uint8)
    return darker


def _bound(page: Rgb) -> Rgb:
    """Return a page with the shade of its spine and the fold beside it."""
    across = np.linspace(0, 1, page.shape[1], dtype=np.float32)
    fold = 1 - 0.5 * np.exp(-((across / 0.012) ** 2)) - 0.16 * np.exp(-(((across - 0.035) / 0.006) ** 2))
    fold += 0.05 * np.exp(-(((across - 0.048) / 0.01) ** 2))
    bound: Rgb = np.clip(page * fold[None, :, None] + np.float32(0.5), 0, 255).astype(np.uint8)
    return bound


def _accent_of(picture: Rgb) -> Colour:
    """Return a light tone of the hue that is strongest in a picture."""
    hue, saturation, value = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV))
    weight = saturation.astype(np.float64) * value
    strongest = int(np.bincount(hue.ravel(), weights=weight.ravel(), minlength=180).argmax())
    pale = cv2.cvtColor(np.array([[[strongest, 115, 255]]], np.uint8), cv2.COLOR_HSV2RGB)[0, 0]
    return float(pale[0]), float(pale[1]), float(pale[2])


def _print(page: Rgb, mask: Plane, at: tuple[float, float], colour: Colour, *, right: bool = False) -> None:
    """Print letters on a page, in place, with their top left, or ``right``, corner ``at`` a place in pixels."""
    left, top = round(at[0]) - (mask.shape[1] if right else 0), round(at[1])
    around = max(mask.shape[0] // 10, 2)
    wide = cv2.copyMakeBorder(mask, around, around, around, around, cv2.BORDER_CONSTANT)
    # A shade of their own keeps letters readable on their own colour.
    shade = cv2.GaussianBlur(wide, (0, 0), around / 2.5)
    for cover, tone, strength in ((shade, _INK, 0.5), (wide, colour, 1.0)):
        _lay(page, cover, (left - around, top - around), colour=tone, strength=strength)


def _lay(page: Rgb, mask: Plane, at: tuple[int, int], *, colour: Colour, strength: float) -> None:
    left, top = at
    window = page[max(top, 0) : top + mask.shape[0], max(left, 0) : left + mask.shape[1]]
    cover = mask[max(-top, 0) :, max(-left, 0) :][: window.shape[0], : window.shape[1], None] * np.float32(
        strength / 255
    )
    window[:] = (window + (np.asarray(colour, np.float32) - window) * cover + np.float32(0.5)).astype(np.uint8)


def _mast(page: Rgb) -> None:
    mask = fitted_letters(TITLE, 0.93 * page.shape[1], "masthead")
    _print(page, mask, ((page.shape[1] - mask.shape[1]) / 2, 0.075 * page.shape[1]), _WHITE)


def _headline(page: Rgb) -> None:
    """Print the line above the masthead."""
    wide, unit = page.shape[1], page.shape[1] / 100
    cv2.line(page, (round(3.5 * unit), round(2.2 * unit)), (round(96.5 * unit), round(2.2 * unit)), _WHITE, 1)
    _print(page, line("THE PORTRAIT ISSUE", 2.6 * unit, "narrow"), (3.6 * unit, 2.8 * unit), _WHITE)
    _print(page, line("No. 31", 2.6 * unit, "narrow"), (wide - 3.6 * unit, 2.8 * unit), _WHITE, right=True)


def _cover_lines(page: Rgb, accent: Colour) -> None:
    """Print what is inside, at the lower left."""
    unit, y = page.shape[1] / 100, 0.62 * page.shape[0]
    for words, size, face, coloured, leading in _LINES:
        _print(page, line(words, size * unit, face), (5.5 * unit, y), accent if coloured else _WHITE)
        y += size * leading * unit


def _corner(page: Rgb, accent: Colour) -> None:
    """Print one more line and the bar code, at the lower right."""
    height, wide = page.shape[:2]
    unit = wide / 100
    _print(page, line("INSIDE", 5.0 * unit, "narrow"), (wide - 5 * unit, 0.70 * height), accent, right=True)
    story = line("the cover story", 4.0 * unit, "italic")
    _print(page, story, (wide - 5 * unit, 0.70 * height + 6.3 * unit), _WHITE, right=True)
    code = _bar_code(round(17 * unit), round(9.5 * unit))
    top, left = round(height - 4 * unit) - code.shape[0], round(wide - 5 * unit) - code.shape[1]
    page[top : top + code.shape[0], left : left + code.shape[1]] = code


def _bar_code(width: int, height: int) -> Rgb:
    """Return a white label with bars, and a number below them."""
    label: NDArray[np.uint8] = np.full((max(height, 12), max(width, 20), 3), 250, np.uint8)
    bar = max(width // 60, 1)
    widths = np.random.default_rng(4).integers(1, 4, 64) * bar
    edges = np.cumsum(widths) + 3 * bar
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end < label.shape[1] - 3 * bar:
            label[3 * bar : round(0.74 * label.shape[0]), start:end] = round(_INK[0])
    number = fitted_letters("0 31031 720301", 0.84 * label.shape[1], "mono")
    _print(label, number, (0.08 * label.shape[1], 0.79 * label.shape[0]), _INK)
    return label
