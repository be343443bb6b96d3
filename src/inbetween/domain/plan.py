"""What a prompt asks of camera, editing and sound: the nouns that pass from the words to an engine."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

MoveKind: TypeAlias = Literal[
    "push", "dollyzoom", "pan", "tilt", "truck", "crane", "orbit", "roll", "follow", "focus", "static"
]
Direction: TypeAlias = Literal["in", "out", "left", "right", "up", "down", "cw", "ccw"]
Speed: TypeAlias = Literal["slow", "normal", "fast", "whip"]
Amount: TypeAlias = Literal["small", "normal", "large"]
Ease: TypeAlias = Literal["inout", "in", "out", "linear", "snap"]
Size: TypeAlias = Literal["ecu", "cu", "mcu", "ms", "mls", "fs", "ws", "ews"]
Angle: TypeAlias = Literal["eye", "high", "low", "overhead", "worm", "dutch", "ots", "pov", "aerial"]
Style: TypeAlias = Literal[
    "handheld", "shake", "slowmo", "fastmo", "timelapse", "reverse", "stop_motion", "one_take", "shallow_dof",
    "deep_focus", "steadicam", "fisheye", "bw", "vintage", "tilt_shift",
]  # fmt: skip
Transition: TypeAlias = Literal["cut", "dissolve", "fade", "whip", "iris", "wipe", "flash", "match", "glitch"]
Source: TypeAlias = Literal["single", "ranges", "labels", "cuts", "sizes", "auto", "beats"]
Mood: TypeAlias = Literal["plain", "epic", "tense", "happy", "sad", "calm", "electronic", "drums"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move of the camera inside a shot.

    ``dir`` is seen by the camera: it travels or turns to *its* left; ``orbit`` left is clockwise seen from above;
    ``None`` leaves the choice to the picture. Moves with an equal ``step`` run together, a larger one comes later.
    ``lens`` is ``zoom`` where the word was zoom, else ``None`` (the camera travels). ``degrees`` of an orbit or roll,
    ``target`` (the words after the move) and ``at`` (its first and last second in the video) only if told.
    """

    kind: MoveKind
    dir: Direction | None = None
    speed: Speed = "normal"
    amount: Amount = "normal"
    ease: Ease = "inout"
    step: int = 0
    lens: Literal["zoom"] | None = None
    degrees: float | None = None
    target: str | None = None
    at: tuple[float, float] | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Move":
        """Read a move back from ``Plan.to_json``."""
        at = row["at"]
        return cls(**{**row, "at": at and (at[0], at[1])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Words to be spoken, beginning about ``t`` seconds into the video.

    ``voice``, ``age`` and ``manner`` are what the words near the quote say of the speaker; ``None``: nothing.
    """

    text: str
    lang: Literal["en", "zh", "ja", "ko"]
    t: float
    voice: Literal["female", "male"] | None = None
    age: Literal["child", "old"] | None = None
    manner: Literal["whisper", "shout", "fast"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundCue:
    """A sound to be heard, by its name in ``prompts.lexicon.sounds``, about ``t`` seconds into the video.

    A ``bed`` lies under the whole shot and begins with it; anything else happens once.
    """

    tag: str
    t: float
    bed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What is seen between two cuts: ``[start, end)`` in seconds of the video.

    ``size`` and ``angle`` are where the framing begins, ``size_end`` and ``angle_end`` where it ends, only if told.
    No ``moves`` means that nothing was said, which is not ``static``. ``end_hold``: the camera comes to rest before
    the end. ``transition`` leads to the next shot; of the last shot it is how the video ends. ``text``: its words.
    """

    start: float
    end: float
    text: str
    size: Size | None = None
    size_end: Size | None = None
    angle: Angle | None = None
    angle_end: Angle | None = None
    moves: tuple[Move, ...] = ()
    end_hold: bool = False
    style: tuple[Style, ...] = ()
    transition: Transition | None = None
    dialogue: tuple[Dialogue, ...] = ()
    sounds: tuple[SoundCue, ...] = ()

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Shot":
        """Read a shot back from ``Plan.to_json``."""
        return cls(
            **{
                **row,
                "moves": tuple(Move.from_json(move) for move in row["moves"]),
                "style": tuple(row["style"]),
                "dialogue": tuple(Dialogue(**line) for line in row["dialogue"]),
                "sounds": tuple(SoundCue(**cue) for cue in row["sounds"]),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A prompt as directions: at least one shot, and the shots tile ``[0, duration]`` exactly.

    ``source`` says what made the shots. ``music`` is ``None`` where nothing was said, ``False`` where none is wanted,
    else the mood of the music asked for. ``silent``: no sound at all; ``only_given_audio``: none but the driving audio.
    ``warnings`` are sentences for the user: what was asked and had to be changed.
    """

    duration: float
    source: Source
    shots: tuple[Shot, ...]
    silent: bool = False
    music: Mood | Literal[False] | None = None
    only_given_audio: bool = False
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Plan":
        """Read a plan back from ``to_json``, or from what JSON made of it."""
        shots = tuple(Shot.from_json(shot) for shot in row["shots"])
        return cls(**{**row, "shots": shots, "warnings": tuple(row["warnings"])})
