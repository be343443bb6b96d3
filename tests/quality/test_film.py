"""How films are judged: their jumps, frames that stay, and what the codec leaves of their ends."""

import json
from dataclasses import replace

import numpy as np
import pytest

from bench.about import rounded
from bench.quality import report, scenes, truth
from bench.quality.codec import ends_in_file
from bench.quality.pace import pace
from bench.quality.report import Film, Row
from bench.quality.scores import TIMES, Score, Truths, Verdict
from inbetween.pixels.colour import rgb_to_yuv420


def planes(*levels):
    return [np.full((8, 8), level, np.uint8) for level in levels]


def test_a_jump_is_told_as_a_multiple_of_the_mean_and_frames_that_stay_are_counted():
    found = pace(planes(10, 11, 12, 12, 17, 18))
    assert found.mean == pytest.approx(8 / 5)
    assert found.ratio == pytest.approx(5 / (8 / 5))
    assert found.same == 1


def test_a_jump_is_not_rounded():
    half = np.full((8, 8), 10, np.uint8)
    half[::2] += 1
    assert pace([*planes(10), half, *planes(11)]).mean == 0.5


def test_an_even_film_jumps_nowhere_and_a_film_that_stands_has_no_ratio():
    assert pace(planes(1, 3, 5, 7)).ratio == 1
    assert pace(planes(4, 4, 4)).ratio == 0
    assert pace(planes(4, 4, 4)).same == 2


class Blink:
    """A scene that brightens evenly, but for one blow in its middle."""

    def __init__(self, blow):
        self._blow = blow

    def frame(self, t):
        level = 40 + 100 * t + (self._blow if t > 0.51 else 0)
        return np.full((16, 16, 3), round(level), np.uint8)


def test_the_truth_is_measured_alike():
    even, uneven = (Truths(Blink(blow)).pace() for blow in (0, 20))
    assert even.ratio < 1.35 < 5 < uneven.ratio


@pytest.fixture
def drawn():
    """Two given pictures, and a film of both and of what is half-way."""
    noise = np.random.default_rng(3).integers(0, 100, (64, 96, 3), dtype=np.uint8)
    first, last = noise, noise + np.uint8(100)
    return first, last, [rgb_to_yuv420(picture) for picture in (first, noise + np.uint8(50), last)]


def test_ends_that_are_the_given_pictures_are_found_in_the_file(drawn):
    first, last, frames = drawn
    ends = ends_in_file(first, last, frames)
    assert list(ends) == ["first_frame", "last_frame"]
    assert all(end["identical"] and end["psnr_y"] >= report.ENDS for end in ends.values())


def test_an_end_that_is_another_picture_is_noticed(drawn):
    first, last, frames = drawn
    ends = ends_in_file(first, last, [*frames[:-1], frames[0]])
    assert ends["first_frame"]["identical"]
    assert not ends["last_frame"]["identical"]


def verdict(decibels):
    score = Score(psnr=decibels, ssim=0.9, gmsd=0.1)
    return Verdict(mean=score, worst=score, worst_at=0.5, psnrs=(decibels,) * len(TIMES))


@pytest.fixture
def even():
    """A row that misses no bar."""
    steady = pace(planes(1, 2, 3))
    ends = {kind: {"identical": True, "psnr_y": 55.0} for kind in ("first_frame", "last_frame")}
    film = Film(linear=steady, eased=steady, truth=steady, ends=ends)
    peers = {"dissolve": verdict(20.0), "dis own": verdict(30.0)}
    return Row(kind="rigid", scene="even", regime="related", peers=peers, ours=verdict(29.6), film=film)


def test_what_misses_no_bar_is_not_named(even):
    assert report.over_the_bars([even]).count("none") == 6


def test_what_misses_a_bar_is_named_with_its_figure(even):
    jumping = pace(planes(0, 1, 2, 2, 20))
    ends = {"first_frame": {"identical": False, "psnr_y": 49.9}}
    bad = replace(
        even, scene="bad", ours=verdict(29.4), film=replace(even.film, linear=jumping, eased=jumping, ends=ends)
    )
    told = report.over_the_bars([even, bad]).splitlines()
    assert len(told) == 6
    assert "bad -0.6 (dis own)" in told[0]
    assert "bad 3.60 (truth's 1.00)" in told[1]
    assert "bad 3.60 (truth's 1.00)" in told[2]
    assert "bad 2" in told[3]
    assert "bad" in told[4]
    assert "bad 49.9" in told[5]
    assert "even" not in "".join(told)


def test_rows_come_back_from_their_file_with_the_same_tables(even):
    kept = json.loads(json.dumps(rounded(even.numbers())))
    read = Row.from_numbers(kept)
    for table in (report.scenes, report.films, report.means, report.over_the_bars):
        assert table([read]) == table([even])


def test_a_scene_is_measured_from_its_pictures_to_its_tables():
    row = truth.measure("rigid", "small", scenes.build("small", 160, 96))
    assert row.film.exact_ends
    assert row.film.end_psnr > report.ENDS
    assert row.film.linear.ratio >= 1
    assert row.film.same == 0
    assert len(row.ours.psnrs) == len(TIMES)
    assert row.ours.worst.psnr == min(row.ours.psnrs)
    assert {"dissolve", *report.DENSE} <= set(row.peers)
    assert row.gain == row.ours.mean.psnr - row.best_peer.mean.psnr
