"""The mark is legible everywhere, stays in its corner, and leaves its input alone."""

from importlib.resources import files

import numpy as np
import pytest

from inbetween.domain.frames import Yuv420
from inbetween.media.watermark import TEXTS, Watermark

SIZES = [(208, 336), (336, 208), (832, 480), (1280, 720), (4064, 496), (1920, 1080)]
COLOURS = {"white": (235, 128, 128), "black": (16, 128, 128), "grey": (126, 128, 128), "yellow": (210, 30, 140)}


def flat(width: int, height: int, colour: tuple[int, int, int]) -> Yuv420:
    """Return a frame of one ``colour`` (Y, U, V)."""
    half = (height // 2, width // 2)
    return Yuv420(
        np.full((height, width), colour[0], np.uint8),
        np.full(half, colour[1], np.uint8),
        np.full(half, colour[2], np.uint8),
    )


def noisy(width: int, height: int) -> Yuv420:
    """Return a frame of blocks of random colours as coarse as the strokes of the letters."""
    rng = np.random.default_rng(3)
    blocks = rng.integers(16, 236, (height // 4 + 1, width // 4 + 1), dtype=np.uint8)
    luma = blocks.repeat(4, axis=0).repeat(4, axis=1)[:height, :width]
    u, v = rng.integers(16, 241, (2, height // 2, width // 2), dtype=np.uint8)
    return Yuv420(luma, u, v)


def letters_and_surround(mark: Watermark, frame: Yuv420) -> tuple[float, float]:
    """Return the mean luma of the letters and of the ring of up to 2 pixels around them, after marking ``frame``."""
    left, top, right, bottom = mark.rectangle
    black = mark.apply(flat(frame.y.shape[1], frame.y.shape[0], COLOURS["black"])).y[top:bottom, left:right]
    letters = black > 180
    rim = letters.copy()
    for axis, step in [(0, 1), (0, -1), (1, 1), (1, -1)] * 2:
        rim |= np.roll(rim, step, axis)
    marked = mark.apply(frame).y[top:bottom, left:right]
    return float(marked[letters].mean()), float(marked[rim & (black < 60)].mean())


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("colour", COLOURS)
def test_the_letters_stand_out_from_what_is_around_them_on_every_flat_colour(width, height, colour, text):
    letters, surround = letters_and_surround(Watermark(width, height, text), flat(width, height, COLOURS[colour]))
    assert letters > 200
    assert letters - surround > 80


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_letters_stand_out_on_noise(width, height):
    letters, surround = letters_and_surround(Watermark(width, height), noisy(width, height))
    assert letters - surround > 100


@pytest.mark.parametrize(("width", "height"), [*SIZES, (64, 48), (16, 16)])
def test_only_the_rectangle_at_the_bottom_right_changes(width, height):
    frame, mark = noisy(width, height), Watermark(width, height)
    marked = mark.apply(frame)
    left, top, right, bottom = mark.rectangle
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert {left % 2, top % 2, right % 2, bottom % 2} == {0}
    for before, after, scale in ((frame.y, marked.y, 1), (frame.u, marked.u, 2), (frame.v, marked.v, 2)):
        changed = before != after
        assert changed.any()
        changed[top // scale : bottom // scale, left // scale : right // scale] = False
        assert not changed.any()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_letters_are_as_high_and_as_far_from_the_edges_as_promised(width, height):
    shorter = min(width, height)
    marked = Watermark(width, height).apply(flat(width, height, COLOURS["black"])).y
    rows, columns = np.nonzero(marked > 120)
    expected = max(14, 0.032 * shorter)
    assert rows.max() - rows.min() + 1 == pytest.approx(expected, abs=1.5 + 0.05 * expected)
    for distance in (height - 1 - rows.max(), width - 1 - columns.max()):
        assert distance == pytest.approx(0.02 * shorter, abs=3)


def test_the_given_planes_stay_as_they_are_even_when_they_are_read_only():
    frame = noisy(640, 480)
    before = [plane.copy() for plane in (frame.y, frame.u, frame.v)]
    for plane in (frame.y, frame.u, frame.v):
        plane.flags.writeable = False
    marked = Watermark(640, 480).apply(frame)
    for plane, kept, result in zip((frame.y, frame.u, frame.v), before, (marked.y, marked.u, marked.v), strict=True):
        assert np.array_equal(plane, kept)
        assert not np.shares_memory(plane, result)
        assert result.dtype == np.uint8


def test_grey_stays_grey_under_the_mark():
    marked = Watermark(1280, 720).apply(flat(1280, 720, COLOURS["grey"]))
    assert np.all(marked.u == 128)
    assert np.all(marked.v == 128)


def test_a_plane_out_of_the_nominal_range_does_not_wrap_around():
    for value in (0, 255):
        y = Watermark(832, 480).apply(flat(832, 480, (value, value, value))).y
        assert min(value, 16) <= y.min()
        assert y.max() <= max(value, 235)


def test_the_english_text_is_wider_than_the_chinese_one():
    chinese, english = (Watermark(1280, 720, text).rectangle for text in TEXTS)
    assert english[2] - english[0] > chinese[2] - chinese[0]


@pytest.mark.parametrize("text", ["", "  ", "AI 視頻", "made by AI"])
def test_a_text_without_glyphs_in_the_font_is_refused(text):
    with pytest.raises(ValueError, match="has only the letters of AI生成 and AI Generated"):
        Watermark(1280, 720, text)


def test_the_font_and_its_licence_are_files_of_the_package():
    fonts = files("inbetween.media") / "fonts"
    assert 1_000 < len((fonts / "mark.otf").read_bytes()) < 10_000
    licence = (fonts / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence
