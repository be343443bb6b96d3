"""The videos of ``bench.modes``: one or a few of each set of inputs that the engine renders."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from bench.about import ROOT
from bench.render import videos
from inbetween.catalog import models
from inbetween.catalog.accept import AskedMedia, VideoRequest, accept
from inbetween.domain.effects import EFFECT_NAMES
from inbetween.domain.spec import MediaKind, VideoSpec
from inbetween.engines import registry
from inbetween.engines.protocol import Engine
from inbetween.worker.order import Order
from inbetween.worker.words import plan_of

EXAMPLES = ROOT / "examples"
FIRST = {"first_frame": EXAMPLES / "first.png"}
EFFECT_RUNS = 3
"""Runs of each effect: there are many, and their bars are far away."""

ABILITIES = registry.capabilities("tween").abilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A silent video of 720P and five seconds, unless its ``model`` or ``seconds`` want otherwise.

    ``mode`` is the bar that it is measured by.
    """

    name: str
    mode: str
    media: Mapping[MediaKind, Path] = field(default_factory=lambda: FIRST)
    model: str = "wan2.6-i2v-flash"
    prompt: str | None = None
    effect: str | None = None
    shot_type: str | None = None
    seconds: int = 5


CAMERAS = (
    Work(name="push in", mode="one picture", prompt="The camera slowly pushes in."),
    Work(name="orbit left", mode="one picture", prompt="The camera orbits to the left."),
    Work(name="pull out, then pan right", mode="one picture", prompt="The camera pulls back, then pans right."),
    Work(
        name="by a tune",
        mode="one picture",
        media={**FIRST, "driving_audio": EXAMPLES / "tune.mp3"},
        model="wan2.7-i2v",
    ),
)
FOUR_SHOTS = "Shot 1: wide shot. Shot 2: close-up, push in. Shot 3: pan left. Shot 4: pull back."
THREE_SHOTS = "Shot 1: wide shot. Dissolve. Shot 2: close-up. Shot 3: wide shot."
BOTH = {**FIRST, "last_frame": EXAMPLES / "last.png"}
SHOTS = (
    Work(name="four shots", mode="shots", prompt=FOUR_SHOTS, shot_type="multi"),
    Work(name="three shots of two pictures", mode="shots", media=BOTH, model="wan2.7-i2v", prompt=THREE_SHOTS),
)
CLIP = {"first_clip": EXAMPLES / "clip.mp4"}
CLIPS = (
    Work(name="clip", mode="continuation", media=CLIP, model="wan2.7-i2v"),
    Work(
        name="clip to a last frame",
        mode="continuation",
        media={**CLIP, "last_frame": EXAMPLES / "last.webp"},
        model="wan2.7-i2v",
    ),
)
EFFECTS = tuple(
    Work(name=name, mode="effect", model=models.fitting({"first_frame"}, name).name, effect=name)
    for name in sorted(EFFECT_NAMES & ABILITIES.effects)
)
HEARD = (
    Work(name="rain and thunder", mode="sound", prompt="Rain and distant thunder over the harbour."),
    Work(name="three crowds", mode="sound", prompt="A crowd cheers in a busy cafe while it rains."),
)


def rendered(works: tuple[Work, ...]) -> list[Work]:
    """Return the works that the engine renders."""
    shown = [work for work in works if frozenset(work.media) in ABILITIES.media_sets]
    return [work for work in shown if work.shot_type != "multi" or ABILITIES.several_shots]


def spec_of(work: Work, *, heard: bool = False) -> VideoSpec:
    """Return the specification of a work's video, which is silent unless it should be ``heard``."""
    asked = VideoRequest(
        media=tuple(AskedMedia(kind=kind, path=kind, source=f"file:{path}") for kind, path in work.media.items()),
        paths=str,
        prompt=work.prompt,
        template=work.effect,
        shot_type=work.shot_type,
        resolution="720P",
        seconds=work.seconds,
        seed=1,
    )
    accepted = accept(models.MODELS[work.model], asked, able=lambda _: ABILITIES, draw_seed=lambda: 1)
    return replace(accepted, sound=heard)


def order_of(work: Work, folder: Path, *, heard: bool = False) -> Order:
    """Return what the server's worker would order."""
    spec = spec_of(work, heard=heard)
    paths = {entry.kind: work.media[entry.kind] for entry in spec.media}
    return videos.order(spec, paths, folder, plan=plan_of(spec))


def measured(engine: Engine, work: Work, folder: Path) -> dict[str, object]:
    """Return what a work takes, as JSON values: our seconds, and the encoder's alone on the same frames."""
    made = videos.made(engine, order_of(work, folder / "w"))
    frames = videos.decoded(made.path)
    ours, alone = videos.alternating(
        lambda: videos.made(engine, order_of(work, folder / "w")),
        lambda: videos.encode_alone(frames, folder / "alone.mp4"),
        runs=EFFECT_RUNS if work.effect else None,
    )
    return {"name": work.name, "mode": work.mode, "ours": ours, "alone": alone, "stages": made.timings}


def sounded(engine: Engine, work: Work, folder: Path) -> dict[str, object]:
    """Return what being heard adds to a work: seconds of the whole, and the CPU seconds of the sound alone."""
    silent, heard = videos.alternating(
        lambda: videos.made(engine, order_of(work, folder / "w")),
        lambda: videos.made(engine, order_of(work, folder / "w", heard=True)),
    )
    runs = (videos.made(engine, order_of(work, folder / "w", heard=True)) for _ in range(3))
    thread = median(run.engine_measurements["sound_seconds"] for run in runs)
    return {"name": work.name, "mode": work.mode, "silent": silent, "heard": heard, "sound_thread": thread}
