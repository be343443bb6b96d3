"""Pairs in which nothing can be compared with a truth: the same picture twice, almost the same, and strangers."""

import itertools

import cv2
import numpy as np
import pytest

from bench.explain import example
from bench.quality import films, painting, scenes
from bench.quality.pace import of_jumps
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference

WIDTH, HEIGHT = 416, 232
MARGIN = 8


def painted():
    """Return a picture with a margin all round."""
    picture = painting.street(HEIGHT + 2 * MARGIN, WIDTH + 2 * MARGIN, 17)
    return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)


def window(x=0.0, y=0.0):
    """Return what a frame shows of that picture, shifted."""
    shift = np.float32([[1, 0, -x], [0, 1, -y]])
    moved = cv2.warpAffine(painted(), shift, (WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN), flags=cv2.INTER_CUBIC)
    return moved[MARGIN:-MARGIN, MARGIN:-MARGIN].copy()


def spotted():
    """Return the frame with a bright spot on it."""
    return cv2.circle(window(), (WIDTH // 2, HEIGHT // 2), 6, (255, 230, 40), -1, cv2.LINE_AA)


def compressed():
    _, code = cv2.imencode(".jpg", window(), (cv2.IMWRITE_JPEG_QUALITY, 30))
    return cv2.imdecode(code, cv2.IMREAD_COLOR)


ALIVE = {
    "the same": ("identical", window),
    "brighter by 3 levels": ("identical", lambda: cv2.add(window(), (3, 3, 3, 0))),
    "compressed": ("nearly identical", compressed),
    "shifted by a third of a pixel": ("nearly identical", lambda: window(0.3, 0.1)),
    "shifted by a pixel": ("nearly identical", lambda: window(1.0, 0.5)),
    "with a spot": ("nearly identical", spotted),
    "brighter by 8 levels": ("nearly identical", lambda: cv2.add(window(), (8, 8, 8, 0))),
}


def steps(frames):
    return [mean_difference(one.y, other.y) for one, other in itertools.pairwise(frames)]


@pytest.mark.parametrize("change", ALIVE)
def test_what_hardly_changes_lives(change):
    regime, last = ALIVE[change]
    frames, told = films.film(window(), last(), 120)
    jumps = steps(frames)
    assert told["regime"] == regime
    assert np.mean(jumps) >= 1
    assert min(jumps) > 0
    assert max(jumps) < 1.7 * np.mean(jumps)
    assert (frames[-1].y == rgb_to_yuv420(last()).y).all()


def test_a_small_thing_that_crosses_a_standing_picture_moves_alone():
    first, last = (
        cv2.circle(window(), (x, HEIGHT // 2), 14, (255, 230, 40), -1, cv2.LINE_AA) for x in (WIDTH // 3, WIDTH // 2)
    )
    [middle], regime = films.at_times(first, last, [0.5])
    assert regime == "related"
    assert mean_difference(middle.y[:64], rgb_to_yuv420(first).y[:64]) < 0.1


def test_a_loop_of_one_picture_has_no_seam():
    frames, _ = films.film(window(), window(), 120)
    assert (frames[0].y == frames[-1].y).all()
    jumps = steps(frames)
    assert max(jumps[0], jumps[-1]) < np.mean(jumps) / 2


def test_a_still_film_is_as_sharp_as_its_picture_all_the_time():
    frames, _ = films.film(window(), window(), 30)
    sharpness = [float(np.abs(cv2.Laplacian(frame.y, cv2.CV_32F)).mean()) for frame in frames]
    assert min(sharpness) > 0.85 * sharpness[0]
    assert max(sharpness) < 1.15 * sharpness[0]


def test_a_spot_that_appears_is_shown_while_the_camera_sways():
    frames, _ = films.film(window(), spotted(), 30)
    blue = [
        int(frame.u[HEIGHT // 4 - 12 : HEIGHT // 4 + 12, WIDTH // 4 - 12 : WIDTH // 4 + 12].min()) for frame in frames
    ]
    assert blue[2] > blue[15] + 10 > blue[29] + 20


@pytest.mark.parametrize("regime", ["unrelated", "recolour"])
def test_strangers_and_recoloured_pictures_change_evenly(regime):
    first, last = scenes.unrelated(WIDTH, HEIGHT) if regime == "unrelated" else example.pairs(WIDTH, HEIGHT)[regime]
    frames, told = films.film(first, last, 60)
    found = of_jumps(steps(frames))
    assert told["regime"] == regime
    assert (found.same, found.ratio <= 1.7) == (0, True)
    for frame, picture in ((frames[0], first), (frames[-1], last)):
        assert (frame.y == rgb_to_yuv420(picture).y).all()
