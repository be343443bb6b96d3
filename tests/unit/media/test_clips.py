"""Every kind of clip that cameras and editors make comes out as the film's frames, or as one clear sentence."""

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Yuv420
from inbetween.media import clip_index
from inbetween.media import clip_sound as media_sound
from inbetween.media.clip_form import form_of
from inbetween.media.clip_index import read_index
from inbetween.media.clip_sound import clip_sound
from inbetween.media.clips import at_rate, fitted_clip
from inbetween.media.fit import place
from inbetween.pixels.colour import rgb_to_yuv420, yuv420_to_rgb
from inbetween.pixels.compare import psnr
from tests.clips import CLIP_LIMITS, CLOCKWISE, COUNTER, HALF, MIRRORED, SIZE, saved_clip, travelling
from tests.pictures import smooth
from tests.sounds import hum, mp3, wav, whole

LIMITS = replace(CLIP_LIMITS, min_seconds=0, max_seconds=3)


def fitted(path: Path, size=SIZE, fps: int = 30, limits=LIMITS):
    return fitted_clip(read_index(path, limits, name="first_clip"), size, fps, name="first_clip")


def sentence(path: Path, limits=LIMITS) -> str:
    with pytest.raises(TaskFailure) as failure:
        list(fitted(path, limits=limits).frames)
    return f"{failure.value.code}: {failure.value.message}"


def shown(frame: Yuv420) -> int:
    """Return the number that ``numbered`` drew."""
    return round((float(frame.y.mean()) - 16) / 219 * 255 / 8)


def numbered(count: int) -> Iterator:
    return (np.full((SIZE[1], SIZE[0], 3), 8 * number, np.uint8) for number in range(count))


def test_the_frames_are_the_clips_own_in_order_and_the_ends_are_two_of_them(tmp_path: Path):
    pictures = travelling(12)
    clip = fitted(saved_clip(tmp_path / "a.mp4", pictures))
    frames = list(clip.frames)
    assert len(frames) == clip.frame_count == 12
    assert min(psnr(frame.y, rgb_to_yuv420(own).y) for frame, own in zip(frames, pictures, strict=True)) > 42
    for end, frame in ((clip.first, frames[0]), (clip.picture.planes, frames[-1])):
        assert all(np.array_equal(getattr(end, plane), getattr(frame, plane)) for plane in "yuv")
    assert psnr(clip.picture.fitted, yuv420_to_rgb(frames[-1])) == float("inf")


def test_the_tail_is_the_last_half_second_small_and_as_it_was_filmed(tmp_path: Path):
    clip = fitted(saved_clip(tmp_path / "a.mp4", travelling(20, size=(960, 544)), fps=25), size=(960, 544))
    shown = 19 / 25 - (clip.frame_count - 1) / 30  # of the last frame, by the film's clock
    assert np.allclose(clip.instants, np.arange(-12, 1) / 25 + shown)
    assert {frame.y.shape for frame in clip.tail} == {(272, 480)}


@pytest.mark.parametrize(
    ("instants", "expected"),
    [
        ([0, 1, 2, 3], [0, 1, 2, 3]),
        ([0, 2, 4], [0, 0, 1, 1, 2, 2]),  # half the rate: the earlier of two that are as near
        ([0, 0.5, 1, 1.5, 2, 2.5], [0, 2, 4]),
        ([0, 1, 4, 4.25], [0, 1, 1, 2, 2]),
        ([0.4, 1.4], [0, 1]),
    ],
)
def test_each_frame_of_the_film_shows_what_is_nearest_in_time(instants, expected):
    timed = [(Fraction(instant) / 30, number) for number, instant in enumerate(instants)]
    assert list(at_rate(timed, len(expected), 30)) == expected


@pytest.mark.parametrize(("fps", "count"), [(10, 10), (24, 12), (60, 20)])
def test_any_rate_becomes_the_films_and_lasts_as_long(tmp_path: Path, fps: int, count: int):
    clip = fitted(saved_clip(tmp_path / "a.mp4", numbered(count), fps=fps))
    frames = list(clip.frames)
    assert len(frames) == clip.frame_count == count * 30 // fps
    wanted = [
        min(range(count), key=lambda one: (abs(Fraction(one, fps) - Fraction(k, 30)), one)) for k in range(len(frames))
    ]
    assert [shown(frame) for frame in frames] == wanted
    assert np.array_equal(frames[-1].y, clip.picture.planes.y)


def test_a_variable_rate_is_followed(tmp_path: Path):
    instants = [Fraction(tick, 30) for tick in (0, 1, 5, 6, 12)]
    clip = fitted(saved_clip(tmp_path / "a.mov", numbered(5), instants=instants))
    assert [shown(frame) for frame in clip.frames][:12] == [0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4]
    held = [Fraction(tick, 30) for tick in (0, 1, 2, 3, 12)]
    last = fitted(saved_clip(tmp_path / "b.mov", numbered(5), instants=held)).instants[-1]
    assert last == pytest.approx((12 - clip.frame_count + 1) / 30, abs=0.02)


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [
        (CLOCKWISE, lambda picture: np.rot90(picture, -1)),
        (HALF, lambda picture: np.rot90(picture, 2)),
        (COUNTER, np.rot90),
        (MIRRORED, np.fliplr),
    ],
)
def test_a_turned_clip_stands_upright(tmp_path: Path, matrix, turn):
    picture = smooth(480, 256)
    upright = np.ascontiguousarray(turn(picture))
    size = upright.shape[1::-1]
    path = saved_clip(tmp_path / "a.mp4", [picture] * 3, matrix=matrix)
    index = read_index(path, LIMITS, name="first_clip")
    assert index.size == size
    clip = fitted(path, size)
    assert psnr(next(clip.frames).y, rgb_to_yuv420(upright).y) > 42
    assert psnr(clip.picture.original, upright) > 36


@pytest.mark.parametrize(
    ("pixels", "colour", "codec"),
    [
        ("yuv420p", (6, 1), "libx264"),
        ("yuvj420p", (1, 2), "libx264"),
        ("yuv420p10le", (1, 1), "libx264"),
        ("yuv444p", (5, 1), "libx264"),
        ("yuvj422p", (6, 2), "mjpeg"),
    ],
)
def test_colours_are_those_that_were_filmed(tmp_path: Path, pixels, colour, codec):
    picture = smooth(*SIZE)
    clip = fitted(saved_clip(tmp_path / "a.mov", [picture] * 3, pixels=pixels, colour=colour, codec=codec))
    frame, due = next(clip.frames), rgb_to_yuv420(picture)
    for plane in "yuv":
        off = getattr(frame, plane).astype(float) - getattr(due, plane)
        assert abs(off.mean()) < 0.8, plane
        assert np.abs(off).mean() < 1.5, plane


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path):
    picture = smooth(640, 272)
    narrow = cv2.resize(picture, (480, 272), interpolation=cv2.INTER_AREA)
    path = saved_clip(tmp_path / "a.mp4", [narrow] * 3, aspect=Fraction(4, 3))
    assert read_index(path, LIMITS, name="first_clip").size == (640, 272)
    assert psnr(next(fitted(path, (640, 272)).frames).y, rgb_to_yuv420(picture).y) > 38


@pytest.mark.parametrize("size", [(320, 320), (512, 240), (464, 272)])
def test_a_clip_is_fitted_by_the_rule_for_pictures_to_a_pixel(tmp_path: Path, size):
    picture = smooth(*SIZE)
    path = saved_clip(tmp_path / "a.mp4", [picture] * 3)
    rule, form = place(picture, *size), form_of(read_index(path, LIMITS, name="first_clip"), *size)
    assert psnr(next(fitted(path, size).frames).y, rgb_to_yuv420(rule.fitted).y) > 32
    scale = rule.rectangle.width / size[0]
    for side in ("x", "y", "width", "height"):
        assert abs(getattr(form.rectangle, side) - getattr(rule.rectangle, side)) <= 2 * scale


def test_no_clip_is_ever_held_whole(tmp_path: Path):
    size = (960, 544)
    clip = fitted(saved_clip(tmp_path / "a.mp4", travelling(60, size=size)), size)
    gc.collect()
    tracemalloc.start()
    for frame in clip.frames:
        assert frame.y.shape == size[::-1]
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 6 * size[0] * size[1] * 1.5


def clip_bytes(tmp_path: Path, **form) -> bytes:
    return saved_clip(tmp_path / "whole.mp4", travelling(40), **form).read_bytes()


def test_what_is_no_clip_is_told_in_one_sentence(tmp_path: Path):
    path = tmp_path / "a.mp4"
    wrong = "InvalidFile.Format: Invalid file format. The file format must be MP4 or MOV. first_clip is of another."
    cannot = "InvalidFile.Openerror: Invalid file, cannot open file as video. first_clip "
    pictures = [Image.fromarray(smooth(300, 300, seed)) for seed in (1, 2, 3)]
    for form, extra in (("PNG", {}), ("GIF", {}), ("WEBP", {}), ("AVIF", {})):
        pictures[0].save(path, form, save_all=True, append_images=pictures[1:], **extra)
        assert sentence(path) == wrong, form
    for file in (
        b"",
        b"no film",
        wav(whole(hum(2))),
        mp3(hum(2)),
        b"#EXTM3U\nfile:///etc/passwd",
        b"ffconcat version 1.0",
    ):
        path.write_bytes(file)
        assert sentence(path) == wrong, file[:8]
    saved_clip(tmp_path / "a.mkv", travelling(3)).replace(path)
    assert sentence(path) == wrong
    saved_clip(tmp_path / "b.mp4", travelling(3), codec="mpeg2video").replace(path)
    assert sentence(path) == f"{cannot}is coded as mpeg2video, which is not read."


def test_a_damaged_clip_is_told_in_one_sentence(tmp_path: Path):
    path, file = tmp_path / "a.mp4", clip_bytes(tmp_path)
    cannot = "InvalidFile.Openerror: Invalid file, cannot open file as video. first_clip is damaged"
    fast = clip_bytes(tmp_path, movflags="+faststart")
    for broken in (file[: len(file) // 2], file[:40], fast[: len(fast) - 2000], file[:100] + bytes(len(file) - 100)):
        path.write_bytes(broken)
        assert sentence(path).startswith(cannot), len(broken)


def test_sound_alone_is_no_clip(tmp_path: Path):
    import av

    path = tmp_path / "a.m4a"
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(hum(2)[None], format="fltp", layout="mono")
        frame.rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    assert (
        sentence(path) == "InvalidFile.Openerror: Invalid file, cannot open file as video. first_clip holds no video."
    )


@pytest.mark.parametrize(
    ("limits", "code", "why"),
    [
        ({"min_seconds": 2}, "InvalidFile.Duration", "must be 2 s ~ 3 s. first_clip has 1.3 s"),
        ({"max_seconds": 1}, "InvalidFile.Duration", "must be 0 s ~ 1 s. first_clip has 1.3 s"),
        ({"min_side": 300}, "InvalidFile.Resolution", "must be 300 ~ 4096. first_clip is 480x272"),
        ({"max_side": 400}, "InvalidFile.Resolution", "must be 240 ~ 400. first_clip is 480x272"),
        ({"max_aspect": 1}, "InvalidFile.AspectRatio", "first_clip is 480x272, it should be 1:1 to 1:1"),
        ({"max_bytes": 1000}, "InvalidFile.Size", "must be less than 0MB. first_clip has"),
        ({"formats": ("MOV",)}, "InvalidFile.Format", "must be MOV"),
    ],
)
def test_limits_are_held(tmp_path: Path, limits, code: str, why: str):
    (tmp_path / "a.mp4").write_bytes(clip_bytes(tmp_path))
    told = sentence(tmp_path / "a.mp4", replace(LIMITS, **limits))
    assert told.startswith(f"{code}: ")
    assert why in told


def test_a_film_of_hours_is_refused_by_its_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    instants = [Fraction(0), Fraction(3600 * 3)]
    path = saved_clip(tmp_path / "a.mp4", travelling(2), instants=instants)
    monkeypatch.setattr(clip_index, "_stamps", None)
    assert "must be 0 s ~ 3 s. first_clip has 10800.0 s" in sentence(path)


def test_a_header_that_hides_thousands_of_frames_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clip_index, "MOST_RATE", 5)
    (tmp_path / "a.mp4").write_bytes(clip_bytes(tmp_path))
    assert sentence(tmp_path / "a.mp4").startswith("InvalidFile.FPS: Invalid file fps. The file fps must be at most 5.")


def test_a_coding_that_nobody_knows_is_told(tmp_path: Path):
    (tmp_path / "a.mp4").write_bytes(clip_bytes(tmp_path).replace(b"avc1", b"zzzz"))
    assert sentence(tmp_path / "a.mp4").endswith("first_clip is coded as nothing known, which is not read.")


def test_a_clips_sound_begins_with_its_first_frame_and_is_as_long(tmp_path: Path):
    noise = np.random.default_rng(1).normal(0, 1, (24_000, 2)).astype(np.float32)
    wave = np.ascontiguousarray(0.3 * cv2.GaussianBlur(noise, (1, 37), 0.1, sigmaY=6).T)
    path = saved_clip(tmp_path / "a.mp4", travelling(12), sound=wave)
    sound, why = clip_sound(read_index(path, LIMITS, name="first_clip"), 12, 30)
    assert why is None
    assert sound.samples.shape == (2, 19_200)
    middle = slice(4800, 14_400)
    off = [np.abs(np.roll(sound.samples, by, 1)[:, middle] - wave[:, middle]).mean() for by in (-1, 0, 1)]
    assert off[1] < 0.01
    assert off[1] == min(off)


def test_a_clip_without_sound_has_none_and_one_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    silent = read_index(saved_clip(tmp_path / "a.mp4", travelling(12)), LIMITS, name="first_clip")
    assert clip_sound(silent, 12, 30) == (None, None)
    heard = saved_clip(tmp_path / "b.mp4", travelling(12), sound=np.stack([hum(0.5)] * 2))
    monkeypatch.setattr(media_sound, "CLIP_CODECS", ())
    why = "is aac of 2 channels at 48000 Hz, which is not read"
    assert clip_sound(read_index(heard, LIMITS, name="first_clip"), 12, 30) == (None, why)


@pytest.mark.parametrize(("transfer", "told"), [(1, []), (16, ["high dynamic range"]), (18, ["high dynamic range"])])
def test_a_high_dynamic_range_is_told(tmp_path: Path, transfer: int, told: list[str]):
    path = saved_clip(tmp_path / "a.mp4", travelling(3), transfer=transfer)
    remarks = read_index(path, LIMITS, name="first_clip").remarks
    assert len(remarks) == len(told)
    assert all(words in remark for words, remark in zip(told, remarks, strict=True))
