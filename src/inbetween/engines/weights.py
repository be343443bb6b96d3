"""An entry of the model map: which weights an engine loads, and how it uses them. Plain values, no torch."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
class Weights:
    """What ``engine`` loads from ``folder`` (the diffusers layout), under a ``name`` of the operator's choice.

    ``kind`` is one of the engine's own, ``mode`` names how exactly it computes, ``attention`` by which kernel.
    ``devices`` are torch's names of what it runs on, in order. ``steps``, ``sigmas``, ``shift``, ``guidance`` (for high
    and for low noise) and ``boundary`` stand in for what the kind was trained with: distilled weights want others.
    ``fps`` says whether the video has the frames a second that the API promises or those that the weights make.
    ``sound`` may lay sound made by procedure under their silence. ``prompt`` takes the place of an effect. ``options``
    are the engine's own. ``asked`` is not of the entry: a server tells with it what the child has to be ready for.
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
    prompt: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What the engine has to read."""
        return tuple(path for path in (self.folder, *(lora.path for lora in self.loras)) if path)

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON values."""
        loras = [asdict(lora) | {"path": str(lora.path)} for lora in self.loras]
        folder = None if self.folder is None else str(self.folder)
        return asdict(self) | {"folder": folder, "loras": loras, "options": dict(self.options)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Weights":
        """Read an entry back from ``to_json``."""
        loras = tuple(Lora(**{**lora, "path": Path(lora["path"])}) for lora in row["loras"])
        lists = {name: row[name] and tuple(row[name]) for name in ("devices", "sigmas", "guidance")}
        asked = tuple(Asked(**{**one, "seconds": tuple(one["seconds"])}) for one in row["asked"])
        folder = row["folder"] and Path(row["folder"])
        return cls(**{**row, **lists, "loras": loras, "folder": folder, "asked": asked})
