"""What an engine is given, what it gives back, and what it may not know.

An engine runs inside the engine child. It receives a ``Scene`` (already decoded, fitted and legal) and a
``Host`` (progress, cancellation, scratch) and returns a ``Rendering`` whose frames are drawn once, in order,
while the encoder eats them. It knows no task row, URL, file, key or price, and it opens no network.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from inbetween.domain.plan import Plan
from inbetween.domain.spec import Abilities, MediaKind, ShotType

if TYPE_CHECKING:
    from inbetween.domain.frames import (
        Clip,
        Frame,
        Placed,
        Recording,
        Sound,
    )  # numpy, for which no server and no verb waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What an engine can do. What none of the engines can do is refused with a sentence, never pretended.

    ``abilities`` are the requests it renders, ``makes_sound`` whether its videos may be heard, ``needs`` one sentence
    for ``inbetween doctor``: what this engine needs to run. Of an engine with weights ``kind`` says which those are,
    and ``fps`` how many frames a second they make. ``exact_ends``: first and last frame are the given pictures, and are
    not drawn anew.
    """

    abilities: Abilities
    makes_sound: bool
    needs: str
    kind: str | None = None
    fps: int | None = None
    exact_ends: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What to render: ``frame_count`` frames of ``width`` x ``height`` pixels (both even) at ``fps``.

    ``pictures`` holds the given pictures with their fitted rectangles; the first and the last output frame
    are promised to be their fitted frames, identical before the codec. A ``clip`` stands in the first one's place: the
    film begins with its frames, each as it is. ``seed`` fixes every draw of chance.
    ``plan`` is what the prompt asks of camera, editing and sound, where somebody has read it. ``effect`` takes the
    prompt's place. ``wants_sound``: the video should be heard; ``sound`` is a given one, exactly as long as the
    video: it is the video's sound whatever the engine makes, and the engine may move by it. ``recording`` is the whole
    video, where another server has made it.
    """

    width: int
    height: int
    fps: int
    frame_count: int
    prompt: str
    negative_prompt: str
    seed: int
    pictures: "Mapping[MediaKind, Placed]"
    plan: Plan | None = None
    effect: str | None = None
    shot_type: ShotType = "single"
    wants_sound: bool = False
    clip: "Clip | None" = None
    sound: "Sound | None" = None
    recording: "Recording | None" = None


class Scratch(Protocol):
    """Keyed bytes that the worker keeps until the task ends, across attempts: latent checkpoints."""

    def get(self, key: str) -> bytes | None:
        """Return what an earlier attempt or stage stored under ``key``, or ``None``."""

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` whole under ``key``; a reader never sees half of it."""


class Host(Protocol):
    """What the surroundings offer to a render."""

    @property
    def scratch(self) -> Scratch:
        """The keyed bytes of this task."""

    def progress(self, stage: str, fraction: float, preview: "Frame | None" = None) -> None:
        """Tell that ``stage`` is done to ``fraction`` (0..1), maybe with a small picture of the result."""

    def cancelled(self) -> bool:
        """Say whether the render should stop; the engine then raises ``domain.errors.Cancelled`` soon."""


@dataclass(slots=True, kw_only=True)
class Rendering:
    """A render in progress.

    ``frames`` yields ``frame_count`` frames of one form (all RGB or all 4:2:0), at ``fps``. ``measurements``
    is complete when ``frames`` is exhausted: JSON values, e.g. the regime chosen and the motion score. ``notes`` are
    sentences for the user: what was asked and is not in the video. ``meant`` are the numbers of frames that differ more
    from the one before than their neighbours do, and should: behind a cut, on a beat.
    """

    frames: "Iterator[Frame]"
    fps: int
    sound: "Sound | None" = None
    measurements: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    meant: frozenset[int] = frozenset()


class Engine(Protocol):
    """A renderer with a name. One instance lives as long as its child and may keep weights in memory."""

    @property
    def name(self) -> str:
        """The name in the registry, in answers and in the file's tag."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    def warm(self, host: Host) -> None:
        """Load or compile what a first render would otherwise wait for."""

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Start rendering ``scene``.

        Raises:
            Cancelled: soon after ``host.cancelled()`` turns true, from here or from ``frames``.
            TaskFailure: the scene cannot be rendered; code and message say why.
        """
