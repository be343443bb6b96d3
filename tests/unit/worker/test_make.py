"""An order becomes a video with a promise kept at both ends, or nothing at all."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice, repeat
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from inbetween import __version__
from inbetween.domain.errors import Cancelled, OperatorError, TaskFailure
from inbetween.domain.frames import Frame, Rgb, Sound
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines import registry
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.engine import StillEngine
from inbetween.media import clips
from inbetween.media.clip_index import UnreadableClip
from inbetween.media.decode import end_frames, probe
from inbetween.media.fit import cover, place
from inbetween.media.sizes import output_size
from inbetween.media.sound import decode_sound
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from inbetween.worker.host import QuietHost
from inbetween.worker.make import make
from inbetween.worker.order import Made, Order
from tests.clips import CLIP_LIMITS, saved_clip, travelling
from tests.engines import Actor
from tests.orders import Listener, left_in, ordered
from tests.pictures import LIMITS, saved, smooth
from tests.sounds import SOUND_LIMITS, wav, written

STAGES = ["decode", "analyse", "render", "encode", "measure"]


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return ordered(tmp_path)


def made(order: Order, engine=None, listener=None) -> Made:
    return make(order, engine or registry.load("still"), listener or Listener())


def test_the_video_has_the_promised_form(order: Order):
    result = made(order)
    facts = probe(result.path)
    assert result.path == order.folder / "video.mp4"
    assert (result.width, result.height) == (facts.width, facts.height) == (832, 480)
    assert (
        (result.frames, result.fps, result.duration_seconds) == (facts.frames, facts.fps, facts.seconds) == (12, 12, 1)
    )
    assert (result.seed, result.engine, result.size_bytes) == (7, "still", result.path.stat().st_size)
    assert facts.comment == f"inbetween {__version__} still"
    assert facts.sounds == 0


def test_both_end_frames_are_the_given_pictures(order: Order):
    result = made(order)
    assert [end["identical"] for end in result.end_frames.values()] == [True, True]
    first, last = end_frames(result.path)
    for decoded, seed, kind in ((first, 1, "first_frame"), (last, 2, "last_frame")):
        fitted = rgb_to_yuv420(place(smooth(650, 375, seed), 832, 480).fitted)
        assert result.end_frames[kind]["psnr_y"] == pytest.approx(psnr(fitted.y, decoded.y), abs=0.01)
        assert result.end_frames[kind]["psnr_y"] > 48


def test_an_engine_that_misses_an_end_frame_is_found_out(order: Order):
    class Careless(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            rendering = super().render(scene, host)
            rendering.frames = self._touched(rendering.frames)
            return rendering

        def _touched(self, frames: Iterator[Frame]) -> Iterator[Frame]:
            first = next(frames)
            first.v[3, 3] += 1
            yield first
            yield from frames

    result = made(order, Careless())
    assert [end["identical"] for end in result.end_frames.values()] == [False, True]
    assert result.warnings == {"first_frame": "The first frame is not the given picture: the engine drew another one."}


def a_good_film(first: Rgb, last: Rgb, count: int) -> list[Rgb]:
    return [cv2.addWeighted(first, 1 - t, last, t, 0) for t in np.linspace(0, 1, count)]


def one_that_never_moves(first: Rgb, last: Rgb, count: int) -> list[Rgb]:
    return [first] * count


def one_that_cuts(first: Rgb, last: Rgb, count: int) -> list[Rgb]:
    return [first] * (count // 2) + [last] * (count - count // 2)


def one_with_a_strange_frame_in_the_middle(first: Rgb, last: Rgb, count: int) -> list[Rgb]:
    film = a_good_film(first, last, count)
    film[count // 2] = 255 - film[count // 2]
    return film


def one_that_stutters(first: Rgb, last: Rgb, count: int) -> list[Rgb]:
    film = a_good_film(first, last, count)
    return [film[index - index % 3] for index in range(count - 1)] + [last]


@pytest.mark.parametrize(
    ("film", "words"),
    [
        (a_good_film, set()),
        (one_that_never_moves, {"static", "last_frame"}),
        (one_that_cuts, {"repeated", "jump"}),
        (one_with_a_strange_frame_in_the_middle, {"jump"}),
        (one_that_stutters, {"repeated", "jump"}),
    ],
)
def test_a_film_that_is_broken_is_noticed_and_told(tmp_path: Path, film, words: set[str]):
    class Doubtful(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            ends = [scene.pictures[kind].fitted for kind in ("first_frame", "last_frame")]
            return Rendering(frames=iter(film(*ends, scene.frame_count)), fps=scene.fps)

    result = made(ordered(tmp_path, fps=30), Doubtful())
    assert set(result.warnings) == words
    assert all(sentence.endswith(".") for sentence in result.warnings.values())
    assert result.motion["score"] == 0 or "static" not in words


def test_each_picture_is_fitted_by_the_same_rule_whatever_its_size(tmp_path: Path):
    order = ordered(tmp_path)
    saved(tmp_path, "last.png", smooth(500, 900, seed=2))
    result = made(order)
    assert (result.width, result.height) == (832, 480)
    assert result.rectangles == {
        "first_frame": [0.0, 0.0, 650.0, 375.0],
        "last_frame": [0.0, 305.769, 500.0, 288.462],
    }
    assert result.end_frames["last_frame"]["identical"]


def test_the_mark_is_on_the_frames_and_does_not_count_against_the_promise(tmp_path: Path):
    plain, marked = made(ordered(tmp_path)), ordered(tmp_path, watermark=True)
    unmarked, _ = end_frames(plain.path)
    result = made(marked)
    first, _ = end_frames(result.path)
    assert result.end_frames["first_frame"]["identical"]
    assert result.end_frames["first_frame"]["psnr_y"] > 45
    assert psnr(first.y[440:, 600:], unmarked.y[440:, 600:]) < 25
    assert psnr(first.y[:400], unmarked.y[:400]) > 45


def test_a_mark_that_cannot_be_drawn_is_the_operator_s_fault(tmp_path: Path):
    order = replace(ordered(tmp_path, watermark=True), mark="Made by me")
    with pytest.raises(OperatorError, match="watermark cannot be drawn"):
        made(order)


def test_the_same_order_gives_the_same_bytes(tmp_path: Path):
    contents = {made(ordered(tmp_path, watermark=True)).path.read_bytes() for _ in range(2)}
    assert len(contents) == 1


def test_progress_names_the_stages_in_order_and_never_falls(order: Order):
    listener = Listener()
    result = made(order, listener=listener)
    assert list(dict.fromkeys(stage for stage, _ in listener.told)) == STAGES
    assert [round(fraction, 2) for stage, fraction in listener.told if stage == "render"][5::6] == [0.62, 0.95]
    fractions = [fraction for _, fraction in listener.told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert list(result.timings) == STAGES
    assert all(seconds > 0 for seconds in result.timings.values())


def test_a_preview_is_a_small_jpeg_of_a_frame_at_most_once_a_second(order: Order):
    listener = Listener()
    made(order, listener=listener)
    assert listener.previews == [order.folder / "preview.jpg"]
    with Image.open(listener.previews[0]) as preview:
        assert (preview.format, preview.size) == ("JPEG", (480, 277))
    assert left_in(order) == ["preview.jpg", "video.mp4"]


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_a_cancelled_order_stops_before_it_is_measured_and_leaves_nothing(order: Order, stage: str):
    with pytest.raises(Cancelled):
        made(order, listener=Listener(stop=lambda told: STAGES.index(told) >= STAGES.index(stage)))
    assert left_in(order) == []


def test_a_bad_picture_is_told_by_its_name_and_leaves_nothing(order: Order):
    order.paths["last_frame"].write_bytes(b"not a picture")
    with pytest.raises(TaskFailure, match="corrupted file: last_frame"):
        made(order)
    assert left_in(order) == []


def test_a_picture_larger_than_the_model_takes_is_refused_or_shrunk_with_a_note(tmp_path: Path):
    order = ordered(tmp_path, size=(2400, 1500))
    with pytest.raises(TaskFailure, match="first_frame is 2400x1500"):
        made(order)
    result = made(replace(order, shrink=True))
    assert [note.split()[0] for note in result.notes] == ["first_frame", "last_frame"]


def test_an_engine_that_breaks_among_its_frames_is_ended_and_leaves_nothing(order: Order):
    order = replace(order, spec=replace(order.spec, prompt="break"))
    with pytest.raises(ZeroDivisionError):
        made(order, Actor())
    assert left_in(order) == []


def test_the_engine_s_drawing_is_ended_when_the_encoder_fails(order: Order):
    ended = []

    class Short(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            rendering = super().render(scene, host)
            rendering.frames = self._watched(rendering.frames)
            return rendering

        def _watched(self, frames: Iterator[Frame]) -> Iterator[Frame]:
            try:
                yield next(frames)
                yield smooth(64, 64)
            finally:
                ended.append(True)

    with pytest.raises(ValueError, match="drew a plane"):
        made(order, Short())
    assert ended == [True]


def test_an_engine_at_another_rate_is_an_error_and_no_wrong_video(order: Order):
    class Slow(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            return replace(super().render(scene, host), fps=16)

    with pytest.raises(ValueError, match="draws 16 frames a second, not 12"):
        made(order, Slow())
    assert left_in(order) == []


def test_a_checkpoint_of_one_attempt_serves_the_next(order: Order):
    order = replace(order, spec=replace(order.spec, prompt="checkpoint"))
    with pytest.raises(TaskFailure, match="not yet"):
        made(order, Actor())
    assert left_in(order) == []
    assert made(order, Actor()).frames == 12


def test_an_engine_that_warms_up_has_a_scratch_that_is_no_folder():
    scratch = QuietHost().scratch
    scratch.put("kernel", b"warm")
    assert (scratch.get("kernel"), scratch.get("other")) == (b"warm", None)


def test_a_first_frame_alone_is_held_and_measured_alone(order: Order):
    del order.paths["last_frame"]
    result = made(order)
    assert result.frames == 12
    assert result.end_frames == {
        "first_frame": {
            "identical": True,
            "drawn_psnr_y": 100.0,
            "psnr_y": result.end_frames["first_frame"]["psnr_y"],
        }
    }
    first, last = end_frames(result.path)
    assert psnr(first.y, last.y) > 45
    assert (list(result.rectangles), result.engine_measurements["regime"]) == (["first_frame"], "hold")


def test_what_was_asked_and_is_not_in_the_video_is_told(tmp_path: Path):
    result = made(ordered(tmp_path, effect="mech1", shot_type="multi", sound=True))
    assert result.notes == [
        "The effect 'mech1' was not rendered: the engine still holds the picture.",
        "Several shots were not rendered: the engine still shows one.",
        "The video has no sound: the engine still makes none.",
    ]
    assert result.engine_measurements["not_rendered"] == ["effect", "shots"]
    assert (result.sound, probe(result.path).sounds) == (False, 0)


def test_a_sound_that_the_engine_makes_is_in_the_file_and_in_the_measurements(tmp_path: Path):
    class Humming(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            hum = Sound(samples=np.zeros((1, 48_000), np.float32), rate=48_000)
            return replace(super().render(scene, host), sound=hum)

    result = made(ordered(tmp_path, sound=True), Humming())
    assert (result.sound, result.notes, probe(result.path).sounds) == (True, [], 1)


@pytest.mark.parametrize("size", [(1024, 768), (2560, 320), (320, 2560)])
def test_sides_that_are_even_and_no_multiple_of_16_are_encoded_with_their_mark(tmp_path: Path, size: tuple[int, int]):
    order = replace(
        ordered(tmp_path, size=size, resolution="360P", multiple=2, fps=24, watermark=True),
        limits=replace(LIMITS, min_side=240, max_side=8000),
    )
    result = made(order)
    facts = probe(result.path)
    assert (facts.width, facts.height) == output_size(*size, "360P", multiple=2)
    assert (facts.width % 16, facts.frames, facts.fps) != (0, 24, 24)
    assert [end["identical"] for end in result.end_frames.values()] == [True, True]
    assert min(end["psnr_y"] for end in result.end_frames.values()) > 45


def test_one_picture_and_a_plan_become_a_directed_video(tmp_path: Path):
    order = ordered(tmp_path)
    shot = Shot(start=0, end=1, text="", moves=(Move(kind="truck", dir="left"),))
    plan = Plan(duration=1, source="single", shots=(shot,))
    alone = {"first_frame": order.paths["first_frame"]}
    result = made(replace(order, paths=alone, plan=plan, offer="tween"), registry.load("tween"))
    assert (result.end_frames["first_frame"]["identical"], set(result.end_frames)) == (True, {"first_frame"})
    assert result.engine_measurements["moves"] == ["truck left"]
    assert (result.frames, result.warnings) == (12, {})


def test_orders_and_results_travel_as_json(order: Order):
    result = made(order)
    planned = replace(order, plan=Plan(duration=1, source="single", shots=(Shot(start=0, end=1, text="dusk"),)))
    assert Order.from_json(order.to_json()) == order
    assert Order.from_json(planned.to_json()) == planned
    assert Made.from_json(result.to_json()) == result


def with_sound(order: Order, content: bytes) -> Order:
    sound = written(order.folder.parent, "sound", content)
    return replace(order, paths={**order.paths, "driving_audio": sound}, sound_limits=SOUND_LIMITS)


def decoded(video: Path) -> np.ndarray:
    """Return what is played: the last packet holds more than its stream says."""
    with av.open(str(video)) as container:
        heard = decode_sound(container, 60.0, codecs=("aac",), begins=Fraction(0))
        assert heard is not None
        return heard.samples[:, : container.streams.audio[0].duration]


@pytest.mark.parametrize(("given", "film"), [(2.4, 3), (4.0, 2)], ids=["shorter", "longer"])
def test_a_given_sound_is_muxed_sample_by_sample_and_fills_the_film(given: float, film: int, tmp_path: Path):
    chirp = (
        np.sin(2 * np.pi * (200 + 150 * np.arange(round(given * 48_000)) / 48_000) ** 2 / 300).astype(np.float32) / 2
    )
    order = with_sound(ordered(tmp_path, sound=True, seconds=film), wav(chirp.astype("<f4").tobytes(), tag=3, bits=32))
    result = made(order)
    unmoved = "The given sound is heard and moves nothing: the engine still shows no beats."
    assert (result.sound, result.notes) == (True, [unmoved])
    heard = decoded(result.path)
    assert heard.shape == (2, film * 48_000)
    kept = round(min(given, film) * 48_000)
    plain = heard[:, : kept - 960] - chirp[: kept - 960]
    assert 20 * np.log10(np.sqrt(np.mean(plain**2)) / 0.35) < -30
    assert np.abs(heard[:, kept + 2048 :]).max(initial=0) < 1e-3
    assert np.abs(heard[:, -24:]).max() < 0.05  # cut, it fell silent


def test_a_given_sound_takes_the_place_of_what_the_engine_makes(tmp_path: Path):
    class Humming(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            assert scene.sound is not None
            assert scene.sound.samples.shape == (2, 3 * 48_000)
            noise = Sound(samples=np.ones((2, 48_000), np.float32), rate=48_000)
            return replace(super().render(scene, host), sound=noise)

    silence = wav(np.zeros(3 * 48_000, "<i2").tobytes())
    result = made(with_sound(ordered(tmp_path, sound=True, seconds=3), silence), Humming())
    assert np.abs(decoded(result.path)).max() < 1e-4


def test_a_sound_that_cannot_be_read_is_called_by_its_field_and_leaves_nothing(tmp_path: Path):
    order = replace(with_sound(ordered(tmp_path), b"nothing"), names={"driving_audio": "input.audio_url"})
    with pytest.raises(TaskFailure, match=r"cannot open file as audio\. input\.audio_url is damaged"):
        made(order)
    assert left_in(order) == []


def with_clip(order: Order, path: Path, *more: str) -> Order:
    kinds = ("last_frame",) if more else ()
    paths = {"first_clip": path, **{kind: order.paths[kind] for kind in kinds}}
    return replace(order, paths=paths, clip_limits=replace(CLIP_LIMITS, min_seconds=0))


@pytest.mark.parametrize("more", [(), ("last_frame",)])
def test_a_clip_is_shown_first_and_only_what_follows_is_judged(tmp_path: Path, more: tuple[str, ...]):
    frames = travelling(9, size=(640, 360))
    flashed = [*frames[:4], 255 - frames[4], *frames[5:]]
    order = ordered(tmp_path, seconds=1, fps=30, size=(640, 360))
    result = made(with_clip(order, saved_clip(tmp_path / "a.mp4", flashed), *more))
    assert (result.frames, result.clip_seconds) == (30, 0.3)
    assert all(end["identical"] for end in result.end_frames.values())
    assert list(result.end_frames) == [*more, "first_clip"]
    shown = cover(640, 360, result.width, result.height)
    assert result.rectangles["first_clip"] == pytest.approx([shown.x, shown.y, shown.width, shown.height], abs=2)
    assert result.seam is not None
    assert "jump" not in result.warnings


def test_a_clip_as_long_as_the_video_is_refused_and_leaves_nothing(tmp_path: Path):
    order = with_clip(ordered(tmp_path, seconds=1, fps=30), saved_clip(tmp_path / "a.mp4", travelling(29)))
    with pytest.raises(TaskFailure, match=r"first_clip has 1.0 s and the video 1 s: ask for a longer duration"):
        made(order)
    assert left_in(order) == []


def test_a_clip_that_breaks_midway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def breaking(index, decoded):
        yield from islice(timed(index, decoded), 5)
        raise UnreadableClip("changes its size midway")

    order = with_clip(ordered(tmp_path, seconds=1, fps=30), saved_clip(tmp_path / "a.mp4", travelling(12)))
    timed = clips._timed
    monkeypatch.setattr(clips, "_timed", breaking)
    with pytest.raises(TaskFailure, match=r"as video. first_clip changes its size midway."):
        made(order)
    assert left_in(order) == []


def test_a_seam_that_shows_is_a_warning(tmp_path: Path):
    class Jumping(StillEngine):
        def render(self, scene: Scene, host: Host) -> Rendering:
            clip = scene.clip
            after = repeat(rgb_to_yuv420(255 - clip.picture.fitted), scene.frame_count - clip.frame_count)
            return Rendering(frames=chain(clip.frames, after), fps=scene.fps)

    order = with_clip(ordered(tmp_path, seconds=1, fps=30), saved_clip(tmp_path / "a.mp4", travelling(9)))
    result = made(order, Jumping())
    assert result.warnings["seam"].startswith("The end of the clip shows: the step from it is ")
    assert set(Made.from_json(result.to_json()).warnings) >= {"seam"}
