"""When a video is expected: by what such videos took, by its own pace, and not at all before either tells."""

from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.cli.terminal import Watch
from inbetween.worker.courses import COURSES, KEPT, Courses
from inbetween.worker.forecast import MARKS, Course, Forecast
from inbetween.worker.order import Order
from tests.orders import ordered

EVEN: Course = tuple(float(mark) for mark in range(MARKS + 1))
"""A video of 20 seconds, 5 % each."""


class Watched:
    """A forecast and the hand of its clock."""

    def __init__(self, past: Course | None = None) -> None:
        self.now = 100.0
        self.forecast = Forecast(past, lambda: self.now)

    def heard(self, seconds: float, stage: str, fraction: float) -> float | None:
        self.now += seconds
        self.forecast.heard(stage, fraction)
        return self.forecast.left()


def test_without_a_past_nothing_is_told_before_a_few_steps_of_the_drawing_are_done() -> None:
    watched = Watched()
    assert watched.forecast.left() is None
    words = [("analyse", 0.05), ("analyse", 0.15), ("analyse", 0.25), ("denoise", 0.3), ("denoise", 0.32)]
    assert [watched.heard(1, stage, fraction) for stage, fraction in words] == [None] * 5
    assert watched.heard(1, "denoise", 0.36) is None
    assert watched.heard(1, "denoise", 0.42) == pytest.approx(2 / 0.1 * 0.58)


def test_without_a_past_going_on_behind_a_leap_is_not_taken_for_speed() -> None:
    watched = Watched()
    watched.heard(0, "denoise", 0.3)
    assert watched.heard(10, "denoise", 0.8) is None
    assert watched.heard(10, "denoise", 0.9) == pytest.approx(10)


def test_the_past_tells_from_the_first_word_on_and_time_runs() -> None:
    watched = Watched(EVEN)
    assert watched.heard(0, "decode", 0.0) == 20
    watched.now += 5
    assert watched.forecast.left() == 15
    watched.now += 50
    assert watched.forecast.left() == 0


def test_a_video_at_half_the_usual_pace_is_expected_later() -> None:
    watched = Watched(EVEN)
    watched.heard(0, "render", 0.0)
    for step in range(1, 11):
        left = watched.heard(2, "render", step * 0.05)
    # Nine marks in 18 instead of 9 seconds, with two seconds of doubt on both sides.
    assert left == pytest.approx(10 * (18 + 2) / (9 + 2))


def test_loading_is_left_aside() -> None:
    watched = Watched(EVEN)
    assert watched.heard(0, "load", 0.0) is None
    assert watched.heard(300, "decode", 0.0) == 20
    assert watched.heard(1, "load", 0.05) is None
    watched.now += 300
    for mark in range(1, MARKS + 1):
        watched.heard(1, "render", mark / MARKS)
    course = watched.forecast.course()
    assert course is not None
    assert (len(course), course[-1]) == (MARKS + 1, 20)


def test_a_video_that_was_not_made_to_its_end_has_no_course() -> None:
    watched = Watched()
    watched.heard(0, "render", 0.95)
    assert watched.forecast.course() is None


def made(seconds: float) -> Forecast:
    """Return the forecast of a video that took so long."""
    watched = Watched()
    watched.heard(0, "render", 0.0)
    watched.heard(seconds, "render", 1.0)
    return watched.forecast


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return ordered(tmp_path)


def expected(courses: Courses, order: Order) -> float | None:
    forecast = courses.forecast(order)
    forecast.heard("decode", 0.0)
    left = forecast.left()
    return None if left is None else round(left)


def test_the_median_of_the_last_videos_of_a_sort_is_remembered(order: Order, tmp_path: Path) -> None:
    courses = Courses(tmp_path / "cache" / COURSES)
    assert expected(courses, order) is None
    for seconds in (900, 30, 50, 40, 20, 60):
        courses.remember(order, made(seconds))
    again = Courses(tmp_path / "cache" / COURSES)
    assert KEPT == 5
    assert expected(again, order) == 40
    assert expected(again, replace(order, offer="another")) is None
    assert expected(again, replace(order, spec=replace(order.spec, resolution="1080P"))) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"a": [["x"]]}', "\udcff"])
def test_rubbish_in_the_file_is_no_past(order: Order, tmp_path: Path, text: str) -> None:
    (tmp_path / COURSES).write_bytes(text.encode(errors="surrogateescape"))
    courses = Courses(tmp_path / COURSES)
    assert expected(courses, order) is None
    courses.remember(order, made(30))
    assert expected(courses, order) == 30


def test_a_folder_that_takes_nothing_costs_no_video(order: Order, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    courses = Courses(tmp_path / "file" / COURSES)
    courses.remember(order, made(30))
    assert expected(courses, order) is None


def test_the_bar_of_the_command_line_says_how_long() -> None:
    from rich.progress import Progress

    watch = Watch(Progress(disable=True))
    assert watch.left() == ""
    watch.foresee(Forecast(tuple(600 * mark for mark in EVEN)))
    watch.progress("render", 0.5)
    assert watch.left().startswith("about 1 h 39 min") or watch.left().startswith("about 1 h 40 min")
