"""From an order to an MP4: decode, fit, render, mark, encode, measure. The table of contents of step 8."""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import partial
from itertools import count

from inbetween import __version__
from inbetween.domain.errors import OperatorError
from inbetween.domain.frames import Frame, Placed, Rgb, Sound, Yuv420
from inbetween.domain.spec import PICTURES, MediaKind
from inbetween.engines.protocol import Engine, Rendering, Scene
from inbetween.media.encode import VideoForm, encode, planar
from inbetween.media.fit import place
from inbetween.media.images import load_picture
from inbetween.media.sizes import output_size
from inbetween.media.sound import as_long_as, load_sound
from inbetween.media.watermark import Watermark
from inbetween.worker.clip import clip_index, clip_of
from inbetween.worker.ends import Ends
from inbetween.worker.host import RenderHost
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.recording import handed_on, recording_of
from inbetween.worker.stages import Stages
from inbetween.worker.warn import warnings_of
from inbetween.worker.watches import Watches

_SOUND: MediaKind = "driving_audio"


def make(order: Order, engine: Engine, reporter: Reporter) -> Made:
    """Make the video of ``order`` with ``engine``.

    Leaves ``video.mp4`` and ``preview.jpg`` in ``order.folder``, and nothing there when anything is raised.

    Raises:
        TaskFailure: a picture or the scene cannot be rendered.
        Cancelled: soon after ``reporter.cancelled()`` turned true.
    """
    stages = Stages(reporter)
    host = RenderHost(order.scratch, order.preview, stages)
    with _nothing_left_of(order):
        with stages.at("decode"):
            scene, notes = _scene(order)
            watches, mark = Watches(scene), _watermark(order, scene)
        with stages.at("analyse"):
            rendering = engine.render(scene, host)
        sound = scene.sound or rendering.sound
        with stages.timed("encode"), closing(_drawn(rendering, scene, stages, host)) as drawn:
            form = _form(scene, rendering, engine.name)
            frames = _finished(_watched(drawn, watches), watches.ends, mark)
            whole = scene.recording.whole if scene.recording else None
            encoded = handed_on(frames, whole, order, form) if whole else encode(frames, order.video, form, sound)
        with stages.at("measure"):
            end_frames = watches.ends.measured(None if whole else order.video)
            motion, seam = watches.motion_but(rendering.meant), watches.seam.measured() if watches.seam else None
            stages.tell("measure", 1.0)
    return Made(
        path=order.video,
        width=scene.width,
        height=scene.height,
        fps=scene.fps,
        frames=encoded.frames,
        duration_seconds=encoded.frames / scene.fps,
        sound=sound is not None,
        size_bytes=encoded.size_bytes,
        engine=engine.name,
        seed=scene.seed,
        timings={stage: round(seconds, 4) for stage, seconds in stages.seconds.items()},
        end_frames=end_frames,
        rectangles={kind: _corners(placed) for kind, placed in _placed(scene).items()},
        motion=asdict(motion),
        warnings=warnings_of(
            motion, end_frames, encoded.frames - watches.since, seam, exact=engine.capabilities.exact_ends
        ),
        notes=[*notes, *rendering.notes, *_silence(scene, sound, engine.name), *_other_rate(order, engine.name)],
        engine_measurements=rendering.measurements,
        clip_seconds=scene.clip.frame_count / scene.fps if scene.clip else 0.0,
        seam=asdict(seam) if seam else None,
    )


@contextmanager
def _nothing_left_of(order: Order) -> Iterator[None]:
    """Remove what was written when the work fails."""
    try:
        yield
    except BaseException:
        order.discard()
        raise


def _scene(order: Order) -> tuple[Scene, list[str]]:
    """Decode and fit the pictures; return what is to be rendered, and notes for the user."""
    # What is to be shrunk may be huge: then never two at once.
    with ThreadPoolExecutor(1 if order.shrink else len(PICTURES)) as pool:
        return _fitted(order, pool)


def _fitted(order: Order, pool: Executor) -> tuple[Scene, list[str]]:
    kinds = [kind for kind in PICTURES if kind in order.paths]
    index = clip_index(order)
    loaded = dict(zip(kinds, pool.map(partial(_picture, order), kinds), strict=True))
    spec = order.spec
    across, down = index.size if index else next(iter(loaded.values()))[0].shape[1::-1]
    width, height = output_size(across, down, spec.resolution, multiple=spec.multiple)
    clip, told = clip_of(order, index, (width, height)) if index else (None, [])
    scene = Scene(
        width=width,
        height=height,
        fps=spec.fps,
        frame_count=order.frame_count,
        prompt=spec.prompt,
        plan=order.plan,
        negative_prompt=spec.negative_prompt,
        seed=spec.seed,
        effect=spec.effect,
        shot_type=spec.shot_type,
        wants_sound=spec.sound,
        sound=_sound(order),
        pictures=dict(zip(kinds, pool.map(lambda kind: place(loaded[kind][0], width, height), kinds), strict=True)),
        clip=clip,
        recording=recording_of(order, (width, height)),
    )
    return scene, [*told, *(note for _, note in loaded.values() if note)]


def _picture(order: Order, kind: MediaKind) -> tuple[Rgb, str | None]:
    """Decode one picture; a fault calls it by the name that the caller knows."""
    return load_picture(order.paths[kind], order.limits, name=order.names.get(kind, kind), shrink=order.shrink)


def _sound(order: Order) -> Sound | None:
    """Decode a given sound and make it as long as the video."""
    if order.sound_limits is None or _SOUND not in order.paths:
        return None
    sound = load_sound(order.paths[_SOUND], order.sound_limits, name=order.names.get(_SOUND, _SOUND))
    return as_long_as(sound, order.spec.seconds)


def _form(scene: Scene, rendering: Rendering, engine: str) -> VideoForm:
    """Return the form of the file; ``inbetween 0.1.0 tween`` is what it says about its maker."""
    if rendering.fps != scene.fps:
        raise ValueError(f"the engine {engine} draws {rendering.fps} frames a second, not {scene.fps}")
    return VideoForm(
        width=scene.width,
        height=scene.height,
        fps=scene.fps,
        frame_count=scene.frame_count,
        comment=f"inbetween {__version__} {engine}",
    )


def _silence(scene: Scene, sound: Sound | None, engine: str) -> list[str]:
    """Return a sentence when a video that should be heard cannot be."""
    silent = scene.wants_sound and sound is None
    return [f"The video has no sound: the engine {engine} makes none."] if silent else []


def _other_rate(order: Order, engine: str) -> list[str]:
    """Return a sentence where the operator keeps the rate of some weights instead of the promised one."""
    if not order.keeps_other_fps:
        return []
    return [
        f"The video has {order.spec.fps} frames a second, as the engine {engine} makes them, not {order.promised_fps}."
    ]


def _placed(scene: Scene) -> dict[MediaKind, Placed]:
    """Return what was fitted."""
    return {"first_clip": scene.clip.picture, **scene.pictures} if scene.clip else {**scene.pictures}


def _corners(placed: Placed) -> list[float]:
    shown = placed.rectangle
    return [round(value, 3) + 0.0 for value in (shown.x, shown.y, shown.width, shown.height)]  # no -0.0


def _watermark(order: Order, scene: Scene) -> Watermark | None:
    """Return the mark that the spec wants on every frame."""
    if not order.spec.watermark:
        return None
    try:
        return Watermark(scene.width, scene.height, order.mark)
    except ValueError as error:
        raise OperatorError(f"The watermark cannot be drawn: {error}.") from error


def _drawn(rendering: Rendering, scene: Scene, stages: Stages, host: RenderHost) -> Generator[Frame, None, None]:
    """Draw the engine's frames, telling each; ending this early ends the engine's drawing too."""
    host.stage = "render"
    try:
        for index in count():
            stages.stop_if_cancelled()
            with stages.timed("render"):
                frame = next(rendering.frames, None)
                if frame is None:
                    break
                host.progress("render", (index + 1) / scene.frame_count, frame)
            yield frame
        stages.tell("encode", 0.0)  # what is left is the encoder's own
    finally:
        if close := getattr(rendering.frames, "close", None):
            close()


def _watched(drawn: Iterable[Frame], watches: Watches) -> Iterator[Yuv420]:
    """Bring each frame into the encoder's form and measure it, before any mark."""
    for index, frame in enumerate(drawn):
        plain = planar(frame)
        watches.drawn(index, plain)
        yield plain


def _finished(watched: Iterable[Yuv420], ends: Ends, mark: Watermark | None) -> Iterator[Yuv420]:
    """Mark each frame, and keep what goes into the encoder as the end frames."""
    for index, plain in enumerate(watched):
        marked = mark.apply(plain) if mark else plain
        ends.sent(index, marked)
        yield marked
