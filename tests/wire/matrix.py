"""What the specification says of each model: the columns of the coverage table, typed from sections 3, 6.4 and 15."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Shape: TypeAlias = Literal["frames", "image", "media"]

FIRST = "https://example.com/first.png"
LAST = "https://example.com/last.png"
SOUND = "https://example.com/sound.mp3"
CLIP = "https://example.com/clip.mp4"
URLS = {"first_frame": FIRST, "last_frame": LAST, "driving_audio": SOUND, "first_clip": CLIP, "image_url": FIRST}

FIRST_ALONE = frozenset({"first_frame"})
BOTH_ENDS = frozenset({"first_frame", "last_frame"})
SETS = (
    FIRST_ALONE,
    frozenset({"first_frame", "driving_audio"}),
    BOTH_ENDS,
    BOTH_ENDS | {"driving_audio"},
    frozenset({"first_clip"}),
    frozenset({"first_clip", "last_frame"}),
)
"""Section 3.3: the six legal sets of wan2.7-i2v; every other model takes some of them."""

TURBO_EFFECTS = (
    *("squish", "rotation", "poke", "inflate", "dissolve", "carousel", "singleheart", "flying", "rose"),
    *("crystalrose", "hug", "frenchkiss", "coupleheart"),
)
PLUS_EFFECTS = (
    *("melt", "icecream", "dance1", "dance2", "dance3", "dance4", "dance5", "mermaid", "graduation", "dragon"),
    *("money", "jellyfish", "pupil"),
)
KEYFRAME_EFFECTS = ("hanfu-1", "solaron", "magazine", "mech1", "mech2")
EFFECTS = (*TURBO_EFFECTS, *PLUS_EFFECTS, *KEYFRAME_EFFECTS)
"""Section 3.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Models that the specification says the same of. ``models[0]`` stands for its other names.

    ``seconds`` are all legal durations; ``sides`` the least and the most pixels of a picture's side, ``mebibytes`` its
    most bytes; ``usage`` is that of a finished task of 720P, or of the one tier that it names; ``submits``
    are those of a second, ``None`` where none are published.
    """

    title: str
    models: tuple[str, ...]
    keyframes: bool = False
    shape: Shape
    types: tuple[str, ...] = ()
    sets: tuple[frozenset[str], ...]
    resolutions: tuple[str, ...]
    resolution: str
    seconds: tuple[int, ...]
    prompt: int
    effects: tuple[str, ...] = ()
    sound: Literal["never", "always", "on by default", "off by default"] = "never"
    shot_types: bool = False
    sides: tuple[int, int] = (240, 8000)
    aspect: int | None = None
    mebibytes: int
    usage: Mapping[str, Any]
    actual_prompt: bool = False
    fps: int = 30
    submits: int | None

    @property
    def model(self) -> str:
        """The name that stands for all."""
        return self.models[0]

    def few(self, values: Sequence[Any]) -> Sequence[Any]:
        """Return all of ``values`` for one model of each family and the first for the others: the suite is short."""
        return values if self.title in ("2.7", "2.6", "kf2v 2.2", "PixVerse c1") else values[:1]

    @property
    def path(self) -> str:
        """The path that the vendor serves it on."""
        task = "image2video" if self.keyframes else "video-generation"
        return f"/api/v1/services/aigc/{task}/video-synthesis"

    @property
    def input(self) -> dict[str, Any]:
        """A legal ``input``: as few pictures as the model takes, and a prompt."""
        if self.shape == "image":
            return {"prompt": "a cat looks up", "img_url": FIRST}
        if self.shape == "frames":
            return {"prompt": "a cat looks up", "first_frame_url": FIRST, "last_frame_url": LAST}
        kinds = [kind for kind in ("first_frame", "last_frame") if kind in self.sets[0]]
        names = self.types if len(self.types) == 1 else kinds
        return {"prompt": "a cat looks up", "media": [{"type": name, "url": URLS[name]} for name in names]}

    def asked(self, *, parameters: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
        """Return a legal body with fields of ``input`` changed; ``...`` leaves one out."""
        given = {name: value for name, value in (self.input | changes).items() if value is not ...}
        return {"model": self.model, "input": given, "parameters": dict(parameters or {})}

    def with_first(self, url: str) -> dict[str, Any]:
        """Return a legal body whose first frame is at ``url``."""
        if self.shape == "media":
            first, *rest = self.input["media"]
            return self.asked(media=[first | {"url": url}, *rest])
        return self.asked(**{"img_url" if self.shape == "image" else "first_frame_url": url})

    @property
    def first(self) -> str:
        """The path of the first frame in a body."""
        return {"frames": "input.first_frame_url", "image": "input.img_url", "media": "input.media.0.url"}[self.shape]


FIVE_FIELDS = {"duration": 5, "input_video_duration": 0, "output_video_duration": 5, "video_count": 1, "SR": 720}
OLD_FIELDS = {"video_duration": 5, "video_ratio": "standard", "video_count": 1}
MEDIA = ("first_frame", "last_frame", "driving_audio", "first_clip")
PIXVERSE_SHAPE = {"duration": 5, "shot_type": "single", "size": "992*944", "fps": 24}
PIXVERSE = PIXVERSE_SHAPE | {"video_count": 1, "audio": False, "SR": "720"}


def _wan26(title: str, *models: str, **changes: Any) -> Column:
    """Return a column of the models that take ``img_url`` and a sound (2.5 and 2.6)."""
    column: dict[str, Any] = {
        "shape": "image",
        "sets": SETS[:2],
        "resolutions": ("720P", "1080P"),
        "resolution": "1080P",
        "seconds": tuple(range(2, 16)),
        "prompt": 1500,
        "sound": "always",
        "shot_types": True,
        "mebibytes": 20,
        "usage": FIVE_FIELDS,
        "submits": 5,
    }
    return Column(title=title, models=models, **column | changes)


def _silent(title: str, *models: str, **changes: Any) -> Column:
    """Return a column of the models of 2.1 and 2.2, which are silent and of one length."""
    column: dict[str, Any] = {
        "shape": "image",
        "sets": SETS[:1],
        "seconds": (5,),
        "prompt": 800,
        "mebibytes": 10,
        "actual_prompt": True,
        "submits": 2,
    }
    return Column(title=title, models=models, **column | changes)


def _keyframes(title: str, *models: str, **changes: Any) -> Column:
    """Return a column of the models that take both frames by fields of their own."""
    frames: dict[str, Any] = {"keyframes": True, "shape": "frames", "sets": (BOTH_ENDS,), "sides": (360, 2000)}
    return _silent(title, *models, **frames | changes)


def _media(title: str, *models: str, **changes: Any) -> Column:
    """Return a column of the models that take typed entries."""
    column: dict[str, Any] = {
        "shape": "media",
        "types": MEDIA,
        "sets": SETS,
        "resolutions": ("1080P", "720P"),
        "resolution": "1080P",
        "seconds": tuple(range(2, 16)),
        "prompt": 5000,
        "sound": "always",
        "aspect": 8,
        "mebibytes": 20,
        "usage": FIVE_FIELDS,
        "submits": 5,
    }
    return Column(title=title, models=models, **column | changes)


def _pixverse(title: str, *models: str, **changes: Any) -> Column:
    """Return a column of section 15; the sides of a picture are our choice there."""
    column: dict[str, Any] = {
        "types": ("image_url",),
        "sets": SETS[:1],
        "resolutions": ("360P", "540P", "720P", "1080P"),
        "resolution": "720P",
        "seconds": tuple(range(1, 16)),
        "sound": "off by default",
        "aspect": None,
        "usage": PIXVERSE,
        "fps": 24,
        "submits": None,
    }
    return _media(title, *models, **column | changes)


_TWO_FRAMES: dict[str, Any] = {"types": ("first_frame", "last_frame"), "sets": (BOTH_ENDS,)}
_SUBSET: dict[str, Any] = {"types": ("first_frame", "last_frame"), "sets": (SETS[0], BOTH_ENDS), "submits": None}
_V56: dict[str, Any] = {"seconds": (5, 8, 10), "prompt": 2048}

COLUMNS = (
    _media("2.7", "wan2.7-i2v", "wan2.7-i2v-2026-04-25"),
    _media("2.7 r2v", "wan2.7-r2v", **_SUBSET),
    _media(
        "3.0",
        *("wan3.0-video", "wan3.0-video-prime"),
        **_SUBSET,
        resolutions=("480P", "720P", "1080P"),
        seconds=tuple(range(2, 31)),
        prompt=20_000,
        sound="on by default",
        usage=FIVE_FIELDS | {"fps": 30, "ratio": "adaptive"},
    ),
    _wan26("2.6 flash", "wan2.6-i2v-flash", sound="on by default", usage=FIVE_FIELDS | {"audio": True}),
    _wan26("2.6", "wan2.6-i2v"),
    _wan26("2.6 us", "wan2.6-i2v-us", seconds=(5, 10, 15)),
    _wan26(
        "2.5 preview",
        "wan2.5-i2v-preview",
        resolutions=("480P", "720P", "1080P"),
        seconds=(5, 10),
        shot_types=False,
        usage={"duration": 5, "SR": 720, "video_count": 1},
        actual_prompt=True,
    ),
    _silent(
        "2.2 flash",
        "wan2.2-i2v-flash",
        resolutions=("480P", "720P", "1080P"),
        resolution="720P",
        usage={"duration": 5, "SR": 720, "video_count": 1},
    ),
    _silent(
        "2.2 plus",
        "wan2.2-i2v-plus",
        resolutions=("480P", "1080P"),
        resolution="1080P",
        usage={"duration": 5, "SR": 1080, "video_count": 1},
    ),
    _silent(
        "2.1 turbo",
        *("wanx2.1-i2v-turbo", "wan2.1-i2v-turbo"),
        resolutions=("480P", "720P"),
        resolution="720P",
        seconds=(3, 4, 5),
        effects=TURBO_EFFECTS,
        usage=OLD_FIELDS,
    ),
    _silent(
        "2.1 plus",
        *("wanx2.1-i2v-plus", "wan2.1-i2v-plus", "wanx-img2video-pro"),
        resolutions=("720P",),
        resolution="720P",
        effects=(*TURBO_EFFECTS, *PLUS_EFFECTS),
        usage=OLD_FIELDS,
    ),
    _keyframes(
        "kf2v 2.2",
        "wan2.2-kf2v-flash",
        resolutions=("480P", "720P", "1080P"),
        resolution="720P",
        usage={"video_duration": 5, "video_count": 1, "SR": 720},
    ),
    _keyframes(
        "kf2v 2.1",
        *("wanx2.1-kf2v-plus", "wan2.1-kf2v-plus", "wanx-kf2v"),
        resolutions=("720P",),
        resolution="720P",
        effects=KEYFRAME_EFFECTS,
        usage=OLD_FIELDS,
    ),
    _pixverse("PixVerse c1", "pixverse/pixverse-c1-it2v"),
    _pixverse("PixVerse v6", "pixverse/pixverse-v6-it2v", shot_types=True),
    _pixverse("PixVerse v5.6", "pixverse/pixverse-v5.6-it2v", **_V56),
    _pixverse("PixVerse c1 kf", "pixverse/pixverse-c1-kf2v", **_TWO_FRAMES),
    _pixverse("PixVerse v6 kf", "pixverse/pixverse-v6-kf2v", shot_types=True, **_TWO_FRAMES),
    _pixverse("PixVerse v5.6 kf", "pixverse/pixverse-v5.6-kf2v", **_V56, **_TWO_FRAMES),
)


def column(title: str) -> Column:
    """Return the column of this title."""
    return next(column for column in COLUMNS if column.title == title)
