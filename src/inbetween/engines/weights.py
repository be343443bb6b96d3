"""An entry of the model map: which weights an engine loads, and how it uses them. Plain values, no torch."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

ENTRY = "INBETWEEN_WEIGHTS_ENTRY"
"""Where an engine child finds its entry: not on the command line, which every user of the machine may read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """A change of the weights that is merged when they are loaded, ``strength`` times, into one expert or both."""

    path: Path
    strength: float = 1.0
    expert: Literal["both", "high", "low"] = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Videos that may be asked for: ``width`` x ``height`` pixels at ``fps``, as long as any of ``seconds``."""

    width: int
    height: int
    fps: int
    seconds: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectWords:
    """An effect by weights: the words that stand for it, and LoRAs beside those of the entry."""

    prompt: str
    loras: tuple[Lora, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What ``engine`` loads from ``folder`` (the diffusers layout), under a ``name`` of the operator's choice.

    ``kind`` is one of the engine's own, ``mode`` names how exactly it computes, ``attention`` by which kernel.
    ``devices`` are torch's names of what it runs on, in order. ``steps``, ``sigmas``, ``shift``, ``guidance`` (for high
    and for low noise) and ``boundary`` stand in for what the kind was trained with: distilled weights want others.
    ``fps`` says whether the video has the frames a second that the API promises or those that the weights make.
    ``sound`` may lay sound made by procedure under their silence. ``effects`` are drawn by the same weights with other
    words and LoRAs. ``options`` are the engine's own. ``asked`` is not of the entry: a server tells with it what the
    child has to be ready for.
    """

    name: str
    engine: str = "wan"
    folder: Path | None = None
    kind: str | None = None
    mode: str = "exact"
    attention: str = "auto"
    devices: tuple[str, ...] = ("cuda:0",)
    steps: int | None = None
    sigmas: tuple[float, ...] | None = None
    shift: float | None = None
    guidance: tuple[float, float] | None = None
    boundary: float | None = None
    loras: tuple[Lora, ...] = ()
    fps: Literal["contract", "native"] = "contract"
    sound: Literal["none", "procedural"] = "none"
    effects: Mapping[str, EffectWords] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What the engine has to read."""
        loras = (*self.loras, *(lora for effect in self.effects.values() for lora in effect.loras))
        return tuple(path for path in (self.folder, *(lora.path for lora in loras)) if path)

    def for_effect(self, effect: str | None) -> "Weights":
        """Return the entry as it draws ``effect``: with its LoRAs merged too."""
        return self if effect is None else replace(self, loras=(*self.loras, *self.effects[effect].loras))

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON values."""
        folder = None if self.folder is None else str(self.folder)
        effects = {name: {"prompt": one.prompt, "loras": _plain(one.loras)} for name, one in self.effects.items()}
        named = {"folder": folder, "loras": _plain(self.loras), "effects": effects, "options": dict(self.options)}
        return asdict(self) | named

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Weights":
        """Read an entry back from ``to_json``."""
        lists = {name: row[name] and tuple(row[name]) for name in ("devices", "sigmas", "guidance")}
        asked = tuple(Asked(**{**one, "seconds": tuple(one["seconds"])}) for one in row["asked"])
        effects = {
            name: EffectWords(prompt=one["prompt"], loras=_loras(one["loras"])) for name, one in row["effects"].items()
        }
        files = {"loras": _loras(row["loras"]), "folder": row["folder"] and Path(row["folder"])}
        return cls(**{**row, **lists, **files, "effects": effects, "asked": asked})


def _plain(loras: tuple[Lora, ...]) -> list[dict[str, Any]]:
    return [asdict(lora) | {"path": str(lora.path)} for lora in loras]


def _loras(rows: list[dict[str, Any]]) -> tuple[Lora, ...]:
    return tuple(Lora(**{**row, "path": Path(row["path"])}) for row in rows)
