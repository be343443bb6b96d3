"""What is asked of open weights for each length and size that the API promises."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Clip, Placed, Rectangle, Yuv420
from inbetween.engines.protocol import Scene
from inbetween.engines.wan.native import NATIVE, Native
from inbetween.engines.wan.plan import Footage, Known, Size, footage_of, size_of
from inbetween.media.sizes import output_size

_PIXEL = np.zeros((2, 2, 3), np.uint8)
PICTURE = Placed(original=_PIXEL, rectangle=Rectangle(x=0, y=0, width=2, height=2), fitted=_PIXEL)
_HALF = np.zeros((1, 1), np.uint8)
_FRAME = Yuv420(_PIXEL[:, :, 0], _HALF, _HALF)


def _scene(seconds: int, *, last: bool = False, clip: int = 0, **changed: Any) -> Scene:
    pictures = {} if clip else {"first_frame": PICTURE}
    given = Clip(frame_count=clip, frames=iter(()), first=_FRAME, picture=PICTURE, tail=(_FRAME,), instants=(0.0,))
    scene = Scene(
        width=1280,
        height=720,
        fps=30,
        frame_count=seconds * 30,
        prompt="",
        negative_prompt="",
        seed=7,
        pictures={**pictures, "last_frame": PICTURE} if last else pictures,
        clip=given if clip else None,
    )
    return replace(scene, **changed)


LENGTHS = {
    2: (33,), 3: (49,), 4: (65,), 5: (81,),
    6: (53, 49), 7: (61, 57), 8: (69, 65), 9: (77, 73),
    10: (57, 57, 57), 11: (65, 61, 61), 12: (69, 69, 65), 13: (73, 73, 73), 14: (81, 77, 77),
    15: (65, 65, 65, 61),
}  # fmt: skip
"""Frames of each segment, by seconds of video: 16 a second and the one at the end, 81 at most, five of them shared."""


def _lengths(footage: Footage) -> tuple[int, ...]:
    return tuple(segment.length for segment in footage.segments)


@pytest.mark.parametrize(("seconds", "lengths"), LENGTHS.items())
@pytest.mark.parametrize("last", [False, True])
def test_a_video_of_any_length_is_made_of_segments_that_were_trained(
    seconds: int, lengths: tuple[int, ...], last: bool
) -> None:
    assert _lengths(footage_of(_scene(seconds, last=last), NATIVE["a14b"])) == lengths


def test_five_seconds_are_one_segment_at_24_frames_a_second() -> None:
    assert _lengths(footage_of(_scene(5), NATIVE["ti2v"])) == (121,)
    assert _lengths(footage_of(_scene(6), NATIVE["ti2v"])) == (77, 73)


@pytest.mark.parametrize("native", [NATIVE["a14b"], NATIVE["ti2v"], NATIVE["i2v"]], ids=["a14b", "ti2v", "i2v"])
@pytest.mark.parametrize("clip", [0, 60, 73])
@pytest.mark.parametrize("seconds", range(3, 16))
def test_segments_show_each_frame_of_the_grid_once_and_reach_the_end(native: Native, clip: int, seconds: int) -> None:
    footage = footage_of(_scene(seconds, clip=clip), native)
    shown = [frame for part in footage.segments for frame in range(part.start + part.fresh, part.start + part.length)]
    assert shown == list(range(1 if clip else 0, footage.grid.last + 1))
    assert all(part.length <= native.frames and part.length % 4 == 1 for part in footage.segments)
    assert footage.grid.instant(footage.grid.last) >= Fraction(seconds * 30 - 1, 30)


def test_a_last_frame_is_the_last_frame_of_the_last_segment_at_the_films_last_instant() -> None:
    footage = footage_of(_scene(8, last=True), NATIVE["a14b"])
    first, second = footage.segments
    end = Fraction(239, 30)
    assert first.known == (Known(index=0, source="first", at=Fraction(0)),)
    assert [known.source for known in second.known] == ["before"] * 5 + ["last"]
    assert second.known[-1] == Known(index=64, source="last", at=end)
    assert footage.grid.instant(footage.grid.last) == end
    assert footage.grid.rate == Fraction(128) / end  # 0.4 % faster than 16 a second


def test_a_clip_is_known_by_its_last_frames_on_the_weights_own_grid() -> None:
    footage = footage_of(_scene(5, clip=61), NATIVE["a14b"])
    known = footage.segments[0].known
    assert [one.at for one in known] == [Fraction(2) - Fraction(before, 16) for before in (4, 3, 2, 1, 0)]
    assert {one.source for one in known} == {"clip"}
    assert footage.segments[0].fresh == 5


def test_a_clip_and_a_last_frame_are_known_at_once() -> None:
    footage = footage_of(_scene(5, clip=75, last=True), NATIVE["a14b"])
    (only,) = footage.segments
    assert [one.source for one in only.known] == ["clip"] * 5 + ["last"]
    assert (only.length, only.known[-1].index) == (45, 44)
    assert abs(footage.grid.rate / 16 - 1) < Fraction(1, 20)


def test_a_clip_shorter_than_what_should_be_known_repeats_its_first_frame() -> None:
    known = footage_of(_scene(3, clip=2), NATIVE["a14b"]).segments[0].known
    assert [one.at for one in known] == [0, 0, 0, 0, Fraction(1, 30)]


def test_each_segment_draws_noise_of_its_own() -> None:
    seeds = [segment.seed for segment in footage_of(_scene(15), NATIVE["a14b"]).segments]
    assert seeds[0] == 7
    assert len(set(seeds)) == 4
    assert max(s.seed for s in footage_of(_scene(15, seed=2**31 - 1), NATIVE["a14b"]).segments) < 2**31


def test_weights_that_cannot_go_on_make_one_segment_or_refuse() -> None:
    assert _lengths(footage_of(_scene(5, last=True), NATIVE["flf2v"])) == (81,)
    with pytest.raises(TaskFailure, match="at most 5 seconds of video, not 6: duration"):
        footage_of(_scene(6, last=True), NATIVE["flf2v"])
    assert [native.longest_seconds for native in NATIVE.values()] == [5, None, None, None]


def test_at_the_weights_own_rate_no_frame_lies_between_two() -> None:
    footage = footage_of(_scene(5, last=True, fps=16, frame_count=81), NATIVE["a14b"])
    assert (footage.grid.rate, footage.grid.last) == (16, 80)


SIZES = {
    (750, 1000, "720P"): (816, 1104, 832, 1120),  # the specification's own example
    (1280, 720, "720P"): (1280, 720, 1280, 736),
    (720, 1280, "720P"): (720, 1280, 736, 1280),
    (1000, 1000, "720P"): (960, 960, 960, 960),
    (1920, 1080, "1080P"): (1920, 1072, 1920, 1088),
    (1280, 720, "480P"): (832, 464, 832, 480),
}
"""First picture and tier: the film's size, which is a frame of the 14 B weights, and a frame of the 5 B ones."""


@pytest.mark.parametrize(("given", "sizes"), SIZES.items())
def test_the_contracts_size_is_cut_from_the_middle_of_the_next_larger_frame(
    given: tuple[int, int, str], sizes: tuple[int, int, int, int]
) -> None:
    width, height = output_size(given[0], given[1], given[2], multiple=16)
    assert (width, height) == sizes[:2]
    assert size_of(width, height, 16) == Size(width=width, height=height, left=0, top=0)
    large = size_of(width, height, 32)
    assert (large.width, large.height) == sizes[2:]
    assert (large.left, large.top) == ((large.width - width) // 2, (large.height - height) // 2)


def test_sides_that_are_only_even_are_cut_from_whole_blocks() -> None:
    assert size_of(1278, 718, 16) == Size(width=1280, height=720, left=1, top=1)
