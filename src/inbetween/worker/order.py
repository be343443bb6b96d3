"""What goes into the engine child and what comes out: paths and plain values, as JSON between processes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from inbetween.domain.plan import Plan
from inbetween.domain.spec import ClipLimits, MediaKind, PictureLimits, SoundLimits, VideoSpec

TRACEBACK = "traceback"
"""The key under which the child prints a traceback as one line of JSON, so that it is one entry of the parent's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One video to make.

    ``paths`` are the input files. The video is left in ``folder``, which is the order's own. ``scratch`` keeps an
    engine's checkpoints across attempts. ``limits`` bound the pictures; ``shrink`` makes larger ones fit instead of
    refusing them; ``sound_limits`` bound a given sound and ``clip_limits`` a clip, where the model takes one.
    ``offer`` names what renders it (``offers.Offer``); ``mark`` is the text of the watermark, should the spec want one.
    ``names`` are what sentences call the inputs where their kind would not do. ``plan`` is what the prompt was read to
    ask for.
    ``promised_fps`` is the rate that the API promises for the model: the spec's own (``None`` too), unless the operator
    keeps that of some weights. ``recording`` is the video that another server has made of it.
    """

    spec: VideoSpec
    paths: Mapping[MediaKind, Path]
    folder: Path
    scratch: Path
    limits: PictureLimits
    shrink: bool
    offer: str
    mark: str
    promised_fps: int | None = None
    names: Mapping[MediaKind, str] = field(default_factory=dict)
    plan: Plan | None = None
    sound_limits: SoundLimits | None = None
    clip_limits: ClipLimits | None = None
    recording: Path | None = None

    @property
    def keeps_other_fps(self) -> bool:
        """Whether the video has another rate than the API promises."""
        return self.promised_fps not in (None, self.spec.fps)

    @property
    def frame_count(self) -> int:
        """How many frames the video has: at the rate of weights one more, since they count the one at its very end."""
        return self.spec.seconds * self.spec.fps + self.keeps_other_fps

    @property
    def task_id(self) -> str:
        """What the scratch is kept for: the same for every attempt."""
        return self.scratch.parent.name

    @property
    def video(self) -> Path:
        """Where the video is left."""
        return self.folder / "video.mp4"

    @property
    def preview(self) -> Path:
        """Where the newest preview is left."""
        return self.folder / "preview.jpg"

    def discard(self) -> None:
        """Remove whatever the work has left in ``folder`` so far."""
        for path in (self.video, self.preview, self.preview.with_suffix(".part")):
            path.unlink(missing_ok=True)

    def to_json(self) -> dict[str, Any]:
        """Return the order as plain JSON values."""
        return {
            "spec": self.spec.to_json(),
            "paths": {kind: str(path) for kind, path in self.paths.items()},
            "folder": str(self.folder),
            "scratch": str(self.scratch),
            "limits": asdict(self.limits),
            "shrink": self.shrink,
            "offer": self.offer,
            "mark": self.mark,
            "promised_fps": self.promised_fps,
            "names": dict(self.names),
            "plan": self.plan and self.plan.to_json(),
            "sound_limits": self.sound_limits and asdict(self.sound_limits),
            "clip_limits": self.clip_limits and asdict(self.clip_limits),
            "recording": None if self.recording is None else str(self.recording),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Order":
        """Read an order back from ``to_json``."""
        return cls(
            spec=VideoSpec.from_json(row["spec"]),
            paths={kind: Path(path) for kind, path in row["paths"].items()},
            folder=Path(row["folder"]),
            scratch=Path(row["scratch"]),
            limits=PictureLimits(**_with_tuple(row["limits"])),
            shrink=row["shrink"],
            offer=row["offer"],
            mark=row["mark"],
            promised_fps=row["promised_fps"],
            names=row["names"],
            plan=row["plan"] and Plan.from_json(row["plan"]),
            sound_limits=row["sound_limits"] and SoundLimits(**_with_tuple(row["sound_limits"])),
            clip_limits=row["clip_limits"] and ClipLimits(**_with_tuple(row["clip_limits"])),
            recording=row["recording"] and Path(row["recording"]),
        )


def _with_tuple(limits: Mapping[str, Any]) -> dict[str, Any]:
    """Return limits as they were before JSON made a list of their formats."""
    return {**limits, "formats": tuple(limits["formats"])}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished video and what was measured on the way.

    ``sound`` says whether the file has a sound stream, ``clip_seconds`` how long the clip is that it begins with.
    ``timings`` are seconds per stage. ``end_frames`` tells per given picture whether the engine's frame was
    ``identical`` to the fitted picture before watermark and codec, how near (``drawn_psnr_y`` in dB), and what the
    codec left of it (``psnr_y`` in dB; 100 where equal). ``motion`` tells how much and how evenly the engine's frames
    change (``worker.motion.Motion``), ``warnings`` what is wrong with the video: a word of ``worker.warn`` and a
    sentence each. ``seam`` tells how the film goes on from its clip (``worker.seam.Seam``). ``rectangles`` are the
    shown parts ``[x, y, width, height]`` of the pictures, in their own pixels. ``notes`` are sentences for the user.
    """

    path: Path
    width: int
    height: int
    fps: int
    frames: int
    duration_seconds: float
    sound: bool
    size_bytes: int
    engine: str
    seed: int
    timings: dict[str, float]
    end_frames: dict[str, dict[str, Any]]
    motion: dict[str, float]
    warnings: dict[str, str]
    rectangles: dict[str, list[float]]
    notes: list[str]
    engine_measurements: dict[str, Any]
    clip_seconds: float = 0.0
    seam: dict[str, float] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {**asdict(self), "path": str(self.path)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Made":
        """Read a result back from ``to_json``."""
        return cls(**{**row, "path": Path(row["path"])})


class Reporter(Protocol):
    """Whoever waits for the video."""

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:
        """Hear that the whole is done to ``fraction`` (0..1, never falling) and that ``stage`` is at work."""

    def cancelled(self) -> bool:
        """Say whether the work should stop."""
