"""What is encoded is decoded again here: form, tags, exact length, nearness, and nothing left of a failure."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from inbetween.domain.frames import Frame, Rgb, Sound, Yuv420
from inbetween.media.decode import end_frames, frames, probe
from inbetween.media.encode import VideoForm, encode
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from tests.pictures import smooth

ROOT = Path(__file__).parents[3]
FORM = VideoForm(width=208, height=112, fps=30, frame_count=12, comment="inbetween 0.0 test")


def moving(form: VideoForm = FORM) -> Iterator[Rgb]:
    """Yield a window that slides over a picture."""
    picture = smooth(form.width + form.frame_count, form.height)
    for index in range(form.frame_count):
        yield np.ascontiguousarray(picture[:, index : index + form.width])


def boxes(content: bytes) -> list[bytes]:
    """Return the kinds of an MP4's outermost boxes, in order."""
    kinds, at = [], 0
    while at < len(content):
        kinds.append(content[at + 4 : at + 8])
        at += int.from_bytes(content[at : at + 4], "big")
    return kinds


def test_the_file_is_what_browsers_play(tmp_path: Path):
    encoded = encode(moving(), tmp_path / "a.mp4", FORM)
    facts = probe(tmp_path / "a.mp4")
    assert (facts.codec, facts.profile, facts.pixel_format) == ("h264", "High", "yuv420p")
    assert (facts.width, facts.height, facts.fps, facts.sounds) == (208, 112, 30, 0)
    assert facts.comment == "inbetween 0.0 test"
    assert encoded.size_bytes == (tmp_path / "a.mp4").stat().st_size


def test_colours_are_tagged_bt709_in_limited_range(tmp_path: Path):
    encode(moving(), tmp_path / "a.mp4", FORM)
    assert probe(tmp_path / "a.mp4").colour == (1, 1, 1, 1)
    with av.open(str(tmp_path / "a.mp4")) as container:
        frame = next(container.decode(video=0))
        assert (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range) == (1, 1, 1, 1)


def test_the_index_comes_before_the_frames(tmp_path: Path):
    encode(moving(), tmp_path / "a.mp4", FORM)
    kinds = boxes((tmp_path / "a.mp4").read_bytes())
    assert kinds.index(b"moov") < kinds.index(b"mdat")


def test_five_seconds_are_150_frames_at_a_constant_rate(tmp_path: Path):
    form = replace(FORM, width=64, height=64, frame_count=150)
    encode(moving(form), tmp_path / "a.mp4", form)
    facts = probe(tmp_path / "a.mp4")
    assert (facts.frames, facts.seconds) == (150, 5)
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert container.duration == 5_000_000
        times = [frame.pts * frame.time_base for frame in container.decode(video=0)]
    assert times == [Fraction(index, 30) for index in range(150)]


def test_a_player_can_seek_to_every_second_second(tmp_path: Path):
    form = replace(FORM, width=64, height=64, frame_count=150)
    encode(moving(form), tmp_path / "a.mp4", form)
    with av.open(str(tmp_path / "a.mp4")) as container:
        keys = [index for index, frame in enumerate(container.decode(video=0)) if frame.key_frame]
    assert max(b - a for a, b in zip(keys, [*keys[1:], 150], strict=True)) <= 60


def test_decoded_frames_are_near_the_drawn_ones_and_the_ends_nearest(tmp_path: Path):
    encode(moving(), tmp_path / "a.mp4", FORM)
    nearness = [
        psnr(rgb_to_yuv420(drawn).y, decoded.y)
        for drawn, decoded in zip(moving(), frames(tmp_path / "a.mp4"), strict=True)
    ]
    assert min(nearness) > 40
    # The frame before the last is drawn from it, and nearly as near.
    assert min(nearness[0], nearness[-1]) > max(50, *nearness[1:-2])


def test_colours_survive(tmp_path: Path):
    red = np.full((112, 208, 3), (200, 40, 60), np.uint8)
    encode([red] * 12, tmp_path / "a.mp4", FORM)
    first, _ = end_frames(tmp_path / "a.mp4")
    wanted = rgb_to_yuv420(red)
    for plane, meant in ((first.y, wanted.y), (first.u, wanted.u), (first.v, wanted.v)):
        assert np.abs(plane.astype(int) - meant).max() <= 1


@pytest.mark.parametrize("count", [1, 2, 3, 70])
def test_the_end_frames_are_the_first_and_the_last(tmp_path: Path, count: int):
    form = replace(FORM, frame_count=count)
    encode(moving(form), tmp_path / "a.mp4", form)
    *_, drawn = moving(form)
    first, last = end_frames(tmp_path / "a.mp4")
    assert psnr(first.y, rgb_to_yuv420(next(moving(form))).y) > 48
    assert psnr(last.y, rgb_to_yuv420(drawn).y) > 48


def noise() -> Rgb:
    return np.random.default_rng(1).integers(0, 256, (112, 208, 3), dtype=np.uint8)


def black_and_white_noise() -> Rgb:
    return np.repeat(np.random.default_rng(2).integers(0, 2, (112, 208, 1), dtype=np.uint8) * 255, 3, 2)


def checkerboard() -> Rgb:
    return np.repeat(np.indices((112, 208)).sum(0)[..., None] % 2 * 255, 3, 2).astype(np.uint8)


@pytest.mark.parametrize("picture", [noise, black_and_white_noise, checkerboard])
def test_even_pictures_of_nothing_but_detail_come_within_50_db_at_both_ends(tmp_path: Path, picture):
    first, last = picture(), np.ascontiguousarray(picture()[:, ::-1])
    drawn = ((first * (1 - share) + last * share + 0.5).astype(np.uint8) for share in np.linspace(0, 1, 24))
    encode(drawn, tmp_path / "a.mp4", replace(FORM, frame_count=24))
    for decoded, given in zip(end_frames(tmp_path / "a.mp4"), (first, last), strict=True):
        assert psnr(decoded.y, rgb_to_yuv420(given).y) > 50


def test_a_last_frame_that_is_a_cut_comes_within_50_db_too(tmp_path: Path):
    encode([smooth(208, 112)] * 11 + [noise()], tmp_path / "a.mp4", FORM)
    assert psnr(end_frames(tmp_path / "a.mp4")[1].y, rgb_to_yuv420(noise()).y) > 50


def test_rgb_and_planar_frames_give_the_same_bytes_every_time(tmp_path: Path):
    contents = set()
    for name, drawn in (("a", moving()), ("b", moving()), ("c", map(rgb_to_yuv420, moving()))):
        encode(drawn, tmp_path / name, FORM)
        contents.add((tmp_path / name).read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("width", [208, 256])
def test_the_bytes_do_not_depend_on_what_memory_held_before(tmp_path: Path, width: int):
    script = (
        "import sys; from pathlib import Path; from inbetween.media.encode import *; from tests.pictures import smooth;"
        f"form = VideoForm(width={width}, height=208, fps=30, frame_count=12, comment='');"
        f"a, b = smooth({width}, 208, 1) / 11, smooth({width}, 208, 2) / 11;"
        "encode(((a * (11 - i) + b * i).astype('uint8') for i in range(12)), Path(sys.argv[1]), form)"
    )
    for filled in ("1", "170"):  # glibc fills what it hands out with this byte
        environment = {**os.environ, "MALLOC_PERTURB_": filled}
        subprocess.run([sys.executable, "-c", script, tmp_path / filled], env=environment, cwd=ROOT, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "170").read_bytes()


def test_planes_need_not_be_contiguous(tmp_path: Path):
    wide = [rgb_to_yuv420(frame) for frame in moving(replace(FORM, width=2 * FORM.width))]
    cut = [Yuv420(frame.y[:, :208], frame.u[:, :104], frame.v[:, :104]) for frame in wide]
    encode(cut, tmp_path / "a.mp4", FORM)
    first, _ = end_frames(tmp_path / "a.mp4")
    assert psnr(first.y, np.ascontiguousarray(cut[0].y)) > 48


@pytest.mark.parametrize("count", [11, 13])
def test_another_number_of_frames_than_promised_is_an_error_and_leaves_no_file(tmp_path: Path, count: int):
    with pytest.raises(ValueError, match=f"drew {count} frames, not 12"):
        encode(moving(replace(FORM, frame_count=count)), tmp_path / "a.mp4", FORM)
    assert list(tmp_path.iterdir()) == []


def test_a_frame_of_another_size_is_an_error_and_leaves_no_file(tmp_path: Path):
    with pytest.raises(ValueError, match="drew a plane"):
        encode(moving(replace(FORM, width=210)), tmp_path / "a.mp4", FORM)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_engine_passes_through_and_leaves_no_file(tmp_path: Path):
    def breaking() -> Iterator[Frame]:
        yield from list(moving())[:5]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        encode(breaking(), tmp_path / "a.mp4", FORM)
    assert list(tmp_path.iterdir()) == []


def tone(seconds: float, rate: int, channels: int = 2) -> Sound:
    wave = 0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)
    return Sound(samples=np.tile(wave.astype(np.float32), (channels, 1)), rate=rate)


def heard(path: Path) -> np.ndarray:
    """Return the decoded sound, (channels, n)."""
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


@pytest.mark.parametrize(("rate", "channels"), [(48_000, 2), (44_100, 2), (16_000, 1)])
def test_sound_becomes_aac_at_48_khz_beside_the_frames(tmp_path: Path, rate: int, channels: int):
    form = replace(FORM, frame_count=30)
    encode(moving(form), tmp_path / "a.mp4", form, tone(1.0, rate, channels))
    with av.open(str(tmp_path / "a.mp4")) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("aac", 48_000, channels)
        assert container.duration == pytest.approx(1_000_000, abs=25_000)
    samples = heard(tmp_path / "a.mp4")[0, 5_000:40_000]
    crossings = np.count_nonzero(np.diff(np.signbit(samples)))
    assert crossings / 2 / (35_000 / 48_000) == pytest.approx(440, rel=0.02)
    assert probe(tmp_path / "a.mp4").seconds == 1


def test_sound_that_is_too_long_is_cut_and_one_too_short_ends_in_silence(tmp_path: Path):
    form = replace(FORM, frame_count=30)
    encode(moving(form), tmp_path / "long.mp4", form, tone(3.0, 48_000))
    assert heard(tmp_path / "long.mp4").shape[1] == pytest.approx(48_000, abs=1_100)
    encode(moving(form), tmp_path / "short.mp4", form, tone(0.5, 48_000))
    samples = heard(tmp_path / "short.mp4")
    assert samples.shape[1] == pytest.approx(48_000, abs=1_100)
    assert np.abs(samples[:, 10_000:20_000]).max() > 0.3
    assert np.abs(samples[:, 30_000:]).max() < 0.01
