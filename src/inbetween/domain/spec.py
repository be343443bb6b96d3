"""What a caller asked for, and what was promised."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from inbetween.domain.rehearsal import Rehearsal

MediaKind: TypeAlias = Literal["first_frame", "last_frame", "first_clip", "driving_audio"]
Family: TypeAlias = Literal["kf2v", "i2v"]
ShotType: TypeAlias = Literal["single", "multi"]

PICTURES: tuple[MediaKind, ...] = ("first_frame", "last_frame")
"""The kinds that are pictures."""

INLINE = "object:"
"""How a source names bytes that came inside the request: this, then their object key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What a picture's header says, without decoding a pixel.

    ``width`` and ``height`` are in pixels after the EXIF orientation; ``size_bytes`` is the encoded size.
    ``format`` is Pillow's upper-case name (``PNG``, ``JPEG``, ``BMP``, ``WEBP`` or something refused).
    """

    format: str
    width: int
    height: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """What a clip's container and its first frame say.

    ``width`` and ``height`` are in square pixels, upright. ``format`` is ``MP4`` or ``MOV``; ``seconds`` last until the
    last frame has been shown.
    """

    format: str
    width: int
    height: int
    seconds: float
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLimits:
    """What a model takes as a picture. Sides in pixels and bytes are inclusive.

    ``max_aspect`` is how many times one side may be as long as the other; ``None`` sets no bound.
    """

    min_side: int
    max_side: int
    max_bytes: int
    max_aspect: int | None = None
    formats: tuple[str, ...] = ("JPEG", "PNG", "BMP", "WEBP")


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundLimits:
    """What a model takes as driving audio; all bounds are inclusive."""

    min_seconds: int
    max_seconds: int
    max_bytes: int
    formats: tuple[str, ...] = ("WAV", "MP3")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipLimits:
    """What a model takes as the clip to go on from; all bounds are inclusive, sides in pixels."""

    min_seconds: int
    max_seconds: int
    min_side: int
    max_side: int
    max_aspect: int
    max_bytes: int
    formats: tuple[str, ...] = ("MP4", "MOV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What an engine can make of a legal request: sets of inputs, effects by name, several shots.

    ``longest_seconds`` is the longest video that it makes (``None``: as long as any model allows).
    """

    media_sets: frozenset[frozenset[MediaKind]]
    effects: frozenset[str] = frozenset()
    several_shots: bool = False
    longest_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a legal request needs an engine to be able to: see ``Abilities``. An ``effect`` has a first frame alone."""

    kinds: frozenset[MediaKind]
    effect: str | None = None
    several_shots: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaEntry:
    """A typed input and where it is.

    ``source`` is ``http://`` or ``https://`` (fetched by the worker), ``oss://KEY`` (an upload) or
    ``object:KEY`` (bytes that came inside the request and were stored beside the row); on the command line
    ``file:PATH``. ``path`` is the field that it was asked in: sentences name it, nothing else depends on it.
    """

    kind: MediaKind
    source: str
    path: str = field(default="", compare=False)

    @property
    def inline_key(self) -> str | None:
        """The object key of bytes that came inside the request; ``None`` when the input is elsewhere."""
        return self.source.removeprefix(INLINE) if self.source.startswith(INLINE) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSpec:
    """What will be made. Every field is present and legal for the model; nobody checks it again.

    ``resolution`` names the tier whose area the output has; the exact size follows from the first picture
    (``media.fit``), both sides multiples of ``multiple``. ``seconds`` x ``fps`` is the exact number of frames.
    ``seed`` is never absent: one that the caller left out was drawn at submit. ``prompt`` and ``negative_prompt`` are
    already cut to the model's limits. ``effect`` takes the prompt's place. ``sound``: the video should be heard.
    ``rehearsal`` is set where the caller asked how it should end.
    """

    model: str
    family: Family
    media: tuple[MediaEntry, ...]
    prompt: str
    negative_prompt: str
    resolution: str
    seconds: int
    fps: int
    seed: int
    prompt_extend: bool
    watermark: bool
    multiple: int = 16
    effect: str | None = None
    shot_type: ShotType = "single"
    sound: bool = False
    rehearsal: Rehearsal | None = None

    @property
    def need(self) -> Need:
        """What an engine has to be able to, to make it."""
        return Need(
            kinds=frozenset(entry.kind for entry in self.media),
            effect=self.effect,
            several_shots=self.shot_type == "multi",
            seconds=self.seconds,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the spec as plain JSON values, as the task row keeps it."""
        media = [_fields(entry) for entry in self.media]
        return _fields(self) | {"media": media, "rehearsal": self.rehearsal and asdict(self.rehearsal)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "VideoSpec":
        """Read a spec back from ``to_json``."""
        media = tuple(MediaEntry(**entry) for entry in row["media"])
        rehearsal = row.get("rehearsal")
        acted = Rehearsal.from_json(rehearsal) if rehearsal else None
        return cls(**{**row, "media": media, "rehearsal": acted})


def _fields(record: MediaEntry | VideoSpec) -> dict[str, Any]:
    # dataclasses.asdict copies every value deeply, in 25 us; these are immutable.
    return {name: getattr(record, name) for name in record.__slots__}
