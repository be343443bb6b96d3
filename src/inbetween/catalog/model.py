"""A public model as one declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, TypeAlias

from inbetween.domain.spec import ClipLimits, Family, MediaKind, PictureLimits, SoundLimits

MEBIBYTE = 2**20  # the vendor does not say which MB; the lenient reading

BEIJING, SINGAPORE, VIRGINIA = "cn-beijing", "ap-southeast-1", "us-east-1"

Prices: TypeAlias = Mapping[str, Mapping[str, Decimal]]
UsageField: TypeAlias = Literal[
    "duration",
    "video_duration",
    "input_video_duration",
    "output_video_duration",
    "video_count",
    "SR",
    "video_ratio",
    "ratio",
    "audio",
    "size",
    "fps",
    "shot_type",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one account may do with a model: submits a second, and tasks that run at once (section 3.7)."""

    submits_per_second: int
    running: int


def _no_prices() -> Prices:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything that distinguishes a public model. Code elsewhere reads these fields and never the name.

    ``group`` is the path that the vendor serves it on. ``shape`` says how its inputs are written: ``frames``
    (``first_frame_url``, ``last_frame_url``), ``image`` (``img_url``, ``audio_url``) or ``media`` (typed entries, whose
    types ``media_types`` maps to kinds). ``media_sets`` are the legal sets of inputs, without an effect.

    ``resolutions`` and ``seconds`` list what is allowed, ``seconds_at`` where a resolution allows less;
    ``chooses_seconds`` allows a duration of -1, the default. Both sides of the video are multiples of ``multiple``.
    ``prompt_limit`` counts Unicode code points; what lies beyond is cut silently. ``sound`` says whether the videos
    can be heard: never, always, or as ``parameters.audio`` says. ``extends_prompt`` and ``shot_types`` say whether
    ``parameters.prompt_extend`` and ``parameters.shot_type`` count, ``effects`` which ``input.template`` do.

    ``usage`` are the fields of a finished task's usage. ``gives_actual_prompt`` says whether the answer shows the
    rewritten prompt (section 11). ``rates`` by region are published (section 3.7), as are ``prices`` in CNY per
    second of video, by region and resolution (section 3.8); ``silent_prices`` where a silent video costs less.
    """

    name: str
    alias_of: str | None = None
    """The name of the same model that rates and uploads are counted under; ``None``: this one."""
    family: Family
    group: Literal["image2video", "video-generation"]
    shape: Literal["frames", "image", "media"]
    media_sets: frozenset[frozenset[MediaKind]]
    media_types: Mapping[str, MediaKind] = field(default_factory=lambda: MappingProxyType({}))
    takes_img_url: bool = False
    """Whether a ``media`` model takes a lone ``img_url`` for its first frame, as a wide-spread client writes it."""
    resolutions: tuple[str, ...]
    default_resolution: str
    seconds: tuple[int, ...]
    seconds_at: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    default_seconds: int = 5
    chooses_seconds: bool = False
    fps: int = 30
    multiple: int = 16
    pictures: PictureLimits
    driving_audio: SoundLimits | None = None
    first_clip: ClipLimits | None = None
    prompt_limit: int
    negative_prompt_limit: int = 500
    needs_prompt: bool = False
    extends_prompt: bool = True
    effects: tuple[str, ...] = ()
    sound: Literal["never", "always", "switch"] = "never"
    sound_default: bool = False
    shot_types: bool = False
    usage: tuple[UsageField, ...]
    tier_as_text: bool = False
    """Whether ``SR`` is written as text, as another vendor's models on the same path do."""
    gives_actual_prompt: bool
    open_kinds: tuple[str, ...] = ()
    """Kinds of open weights of the model's own generation: any others that render it stand in for it."""
    rates: Mapping[str, Rate]
    prices: Prices
    silent_prices: Prices = field(default_factory=_no_prices)

    def rate(self, region: str) -> Rate | None:
        """Return the rate in ``region``, the first region's where it has none, ``None`` where none is published."""
        return self.rates.get(region) or next(iter(self.rates.values()), None)

    def max_bytes(self, kind: MediaKind) -> int:
        """Return how large an input of ``kind`` may be."""
        limits = {"driving_audio": self.driving_audio, "first_clip": self.first_clip}.get(kind) or self.pictures
        return limits.max_bytes

    @property
    def identity(self) -> str:
        """The name that all names of this model share."""
        return self.alias_of or self.name

    @property
    def kinds(self) -> frozenset[MediaKind]:
        """Every kind of input that some legal set has."""
        return frozenset[MediaKind]().union(*self.media_sets)

    @property
    def parameters(self) -> frozenset[str]:
        """The names below ``parameters`` that count for this model; all others are ignored."""
        counts = {
            "resolution": True,
            "duration": True,
            "prompt_extend": self.extends_prompt,
            "watermark": True,
            "seed": True,
            "shot_type": self.shot_types,
            "audio": self.sound == "switch",
        }
        return frozenset(name for name, counted in counts.items() if counted)
