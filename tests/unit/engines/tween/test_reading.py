"""Planes read along a field, tile by tile, beside OpenCV's reading of each pixel."""

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.draw.canvas import thresholds
from inbetween.engines.tween.draw.reading import Desk, Easel
from inbetween.engines.tween.draw.windows import BY_LARGE, BY_SMALL, SCATTERED, TALL, UNREAD, WIDE, plan

ROWS, COLUMNS = 31, 40
SIZE = 75, 118


def field(displace, weight=0.5):
    """Return a field that ``displace`` (x, y) -> (x, y) gives for the first picture, and reversed for the last one."""
    y, x = np.mgrid[:ROWS, :COLUMNS].astype(np.float32)
    across, down = displace(x, y)
    return np.stack([across + 0 * x, down + 0 * x, -across + 0 * x, -down + 0 * x, weight + 0 * x]).astype(np.float32)


STILL = field(lambda x, y: (0.0, 0.0))
SHIFTED = field(lambda x, y: (1.3, -2.6))
ZOOMED = field(lambda x, y: ((x - 20) * 0.3, (y - 15) * 0.3))
TORN = field(lambda x, y: (np.where(x > 19, 5.0, -3.0), np.where(y > 12, 2.0, 0.0)))
BENT = field(lambda x, y: (np.sin(y / 4), np.cos(x / 5)))
GONE = field(lambda x, y: (60.0, -50.0))


def pictures(fineness):
    rng = np.random.default_rng(5)
    shape = SIZE[0] * fineness, SIZE[1] * fineness
    drawn = [cv2.GaussianBlur(rng.integers(0, 256, shape, dtype=np.uint8), (0, 0), 1.5) for _ in range(2)]
    for picture in drawn:
        # As of a frame that was made finer: nothing is read beyond its last pixel.
        picture[:, shape[1] + 1 - fineness :] = picture[:, -fineness, None]
    return drawn


def read_singly(picture, across, down, fineness):
    places = [
        fineness * (own + cv2.resize(offset, SIZE[::-1]) * np.float32(full / cells))
        for own, offset, full, cells in zip(
            np.mgrid[: SIZE[0], : SIZE[1]].astype(np.float32)[::-1],
            (across, down),
            SIZE[::-1],
            (COLUMNS, ROWS),
            strict=True,
        )
    ]
    return cv2.remap(picture, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


@pytest.mark.parametrize("fineness", [1, 2])
@pytest.mark.parametrize("path", [STILL, SHIFTED, ZOOMED, TORN, BENT, GONE])
def test_pixels_read_side_by_side_are_those_read_singly(path, fineness):
    first, last = pictures(fineness)
    desk = Desk(SIZE, fineness, None, thresholds(SIZE[1]))
    drawn = Easel((ROWS, COLUMNS), desk).draw([(first[None], last[None])], path, 0.5)[0][0]
    mixed = (read_singly(first, path[0], path[1], fineness) + read_singly(last, path[2], path[3], fineness)) / 2
    assert np.abs(drawn - mixed).max() <= 1.75


def planned(path, t=0.5, faintest=2.0):
    plans = np.zeros((-(-SIZE[0] // TALL), 4, 3, -(-SIZE[1] // WIDE)), np.int32)
    plan(path, SIZE, (0, 0), (np.float32(1 - t), np.float32(faintest)), plans)
    return plans[:, :, 0]


def test_the_less_a_field_changes_the_fewer_pixels_are_read():
    assert (planned(STILL)[1:-1, :2] == BY_SMALL).all()
    assert (planned(BENT)[:, :2] == BY_LARGE).any()
    assert (planned(ZOOMED)[:, :2] == SCATTERED).any()
    torn = planned(TORN)[:, 0]
    assert torn[1, 2] != SCATTERED
    assert (torn[:, 1] == SCATTERED).all()


def test_what_weighs_nothing_is_not_read():
    alone = planned(field(lambda x, y: (x * 0, y * 0), weight=0.0))
    assert (alone[:, 0] == UNREAD).all()
    assert (alone[:, 1] != UNREAD).all()


def test_the_light_is_read_only_where_a_picture_weighs_more_than_time_wants():
    assert (planned(STILL, faintest=0.01)[:, 2:] == UNREAD).all()
    more = planned(field(lambda x, y: (x * 0, y * 0), weight=0.8), faintest=0.01)
    assert (more[:, 2] != UNREAD).all()
    assert (more[:, 3] == UNREAD).all()


def test_planes_narrower_than_a_tile_are_refused():
    with pytest.raises(ValueError, match="narrower than a tile of 32"):
        Desk((64, WIDE - 1), 1, None, thresholds(WIDE - 1))
