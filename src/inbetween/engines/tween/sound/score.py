"""What is heard when: a plan's cues as layers, hits, lines and music, before anything is drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from inbetween.domain.plan import Dialogue, Mood, Plan, Shot, Transition
from inbetween.engines.tween.sound.beds import BEDS

BED_LEVEL = -26.0
"""LUFS of the first bed of a shot, when its own level is 0."""

_FURTHER = 3.0
"""How much lower each further bed lies, in dB."""

_MOST_BEDS = 3
"""More at once are heard as noise."""

_WHOOSHES: Mapping[Transition | None, float] = {
    None: -8.0,
    "cut": -8.0,
    "match": -8.0,
    "iris": -4.0,
    "flash": -4.0,
    "glitch": -2.0,
    "wipe": 0.0,
    "whip": 0.0,
}
"""How loud a whoosh is at a cut, in dB beside one that is told: a mere cut is heard, and not noticed. A dissolve and a
fade have none, they are slow."""

_WHOOSH_AHEAD = 0.3
"""Seconds from a whoosh's beginning to its height, which is to meet the cut."""

_LATEST = 0.3
"""An event begins at least so many seconds before the end, so that it is heard at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A bed over the whole video: one level in LUFS per shot, ``None`` where it is silent."""

    tag: str
    levels: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An event that begins ``at`` seconds, ``level`` dB above its own; ``name`` tells it from others of its tag."""

    tag: str
    at: float
    name: str
    level: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words to be spoken within a shot from ``start`` to ``end`` seconds, if there is room."""

    words: Dialogue
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Everything that is heard in ``seconds``; ``cuts`` are the seconds between shots."""

    seconds: float
    cuts: tuple[float, ...]
    layers: tuple[Layer, ...]
    hits: tuple[Hit, ...]
    lines: tuple[Line, ...]
    music: Mood | None


def write_score(plan: Plan) -> Score:
    """Return what is to be heard of ``plan``, which wants to be heard."""
    return Score(
        seconds=plan.duration,
        cuts=tuple(shot.end for shot in plan.shots[:-1]),
        layers=tuple(_layers(list(_beds(plan)))),
        hits=tuple(_hits(plan)),
        lines=tuple(
            Line(words=words, start=shot.start, end=shot.end) for shot in plan.shots for words in shot.dialogue
        ),
        music=plan.music or None,
    )


def _beds(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield each shot's beds: those told, else those of the shot before, unless a fade lies between, else the room."""
    kept: tuple[str, ...] = ()
    before: Shot | None = None
    for shot in plan.shots:
        told = tuple(dict.fromkeys(cue.tag for cue in shot.sounds if cue.bed))[:_MOST_BEDS]
        faded = before is not None and before.transition == "fade"
        kept = told or (() if faded else kept)
        before = shot
        yield kept or (() if plan.music else ("room",))


def _layers(shots: list[tuple[str, ...]]) -> Iterator[Layer]:
    for tag in dict.fromkeys(tag for beds in shots for tag in beds):
        yield Layer(tag=tag, levels=tuple(_level(tag, beds) for beds in shots))


def _level(tag: str, beds: tuple[str, ...]) -> float | None:
    return BED_LEVEL + BEDS[tag].level - _FURTHER * beds.index(tag) if tag in beds else None


def _hits(plan: Plan) -> Iterator[Hit]:
    """Yield the events that are told, and a whoosh for each cut, the louder the faster it is."""
    latest = max(plan.duration - _LATEST, 0.0)
    for index, cue in enumerate(cue for shot in plan.shots for cue in shot.sounds if not cue.bed):
        yield Hit(tag=cue.tag, at=min(cue.t, latest), name=f"{cue.tag} {index}")
    for shot, _ in pairwise(plan.shots):
        if shot.transition in _WHOOSHES:
            at, level = max(shot.end - _WHOOSH_AHEAD, 0.0), _WHOOSHES[shot.transition]
            yield Hit(tag="whoosh", at=at, name=f"whoosh at {shot.end}", level=level)
