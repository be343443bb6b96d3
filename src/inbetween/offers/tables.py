"""The tables of a model map, as TOML writes them: names, types and ranges, before any two are held together."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from inbetween.domain.spec import Abilities
from inbetween.engines.remote.entry import Dialect, Remote
from inbetween.engines.remote.lightx2v import NATIVE_FPS
from inbetween.engines.weights import EffectWords, Lora, Weights

_NAME = r"^[A-Za-z0-9][A-Za-z0-9._+-]*$"
_DEVICE = r"^(cpu|cuda:\d+)$"

Name = Annotated[str, Field(pattern=_NAME, max_length=64)]
Share = Annotated[float, Field(gt=0, le=1)]
Scale = Annotated[float, Field(ge=0, le=100)]


class Table(BaseModel):
    """A table of the file. A key that it does not have is a fault, and so is a number written as text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LoraTable(Table):
    """An entry of ``loras``."""

    path: str = Field(min_length=1)
    strength: float = Field(1.0, ge=-4, le=4)
    expert: Literal["both", "high", "low"] = "both"

    def lora(self, beside: Path) -> Lora:
        """Return it with a path of its own; a relative one begins in ``beside``."""
        return Lora(path=beside / self.path, strength=self.strength, expert=self.expert)


class WeightsTable(Table):
    """A table ``[weights.NAME]``; ``engines.weights.Weights`` tells what each key means."""

    engine: str | None = None
    folder: str | None = Field(None, min_length=1)
    kind: str | None = None
    mode: str = "exact"
    attention: str = "auto"
    devices: list[Annotated[str, Field(pattern=_DEVICE)]] = Field(["cuda:0"], min_length=1, max_length=64)
    steps: int | None = Field(None, ge=1, le=200)
    sigmas: list[Share] | None = Field(None, min_length=1, max_length=200)
    shift: float | None = Field(None, gt=0, le=100)
    guidance: Scale | list[Scale] | None = None
    boundary: Share | None = None
    loras: list[LoraTable] = []
    fps: Literal["contract", "native"] = "contract"
    sound: Literal["none", "procedural"] = "none"
    options: dict[str, Any] = {}

    def weights(self, name: str, engine: str, beside: Path) -> Weights:
        """Return the entry called ``name``; relative paths begin in ``beside``."""
        plain = self.model_dump(exclude={"engine", "folder", "devices", "sigmas", "guidance", "loras"})
        return Weights(
            **plain,
            name=name,
            engine=engine,
            folder=None if self.folder is None else beside / self.folder,
            devices=tuple(self.devices),
            sigmas=None if self.sigmas is None else tuple(self.sigmas),
            guidance=self._guidance(),
            loras=tuple(lora.lora(beside) for lora in self.loras),
        )

    def _guidance(self) -> tuple[float, float] | None:
        """Return the scales for high and for low noise; a single number is both."""
        if self.guidance is None or isinstance(self.guidance, list):
            return None if self.guidance is None else (self.guidance[0], self.guidance[-1])
        return self.guidance, self.guidance


class EffectTable(Table):
    """A table ``[effects.NAME]``: weights that render an effect with a LoRA of its own and words in its place."""

    weights: str
    prompt: str = Field(min_length=1, max_length=2000)
    loras: list[LoraTable] = []

    def words(self, beside: Path) -> EffectWords:
        """Return what its weights draw it by; relative paths begin in ``beside``."""
        return EffectWords(prompt=self.prompt, loras=tuple(lora.lora(beside) for lora in self.loras))


class RemoteTable(Table):
    """A table ``[remotes.NAME]``; ``engines.remote.entry.Remote`` tells what each key means."""

    dialect: Dialect
    url: str = Field(pattern=r"^https?://[^/\s?#]+(/[^\s?#]*)?$")
    key_file: str | None = Field(None, min_length=1)
    model: str | None = Field(None, min_length=1)
    fields: dict[str, str] = {}
    idempotent: bool = False
    fps: int = Field(NATIVE_FPS, ge=1, le=60)
    length_field: str = Field("num_frames", min_length=1)

    def remote(self, name: str, beside: Path, everything: Abilities) -> Remote:
        """Return the entry called ``name``; a relative path begins in ``beside``."""
        plain = self.model_dump(exclude={"key_file"})
        key_file = None if self.key_file is None else beside / self.key_file
        return Remote(**plain, name=name, key_file=key_file, everything=everything)


class ChildrenTable(Table):
    """The table ``[children]``: how many children with weights may be loaded at once, and which at start."""

    resident: int = Field(1, ge=1, le=64)
    warm: list[str] = []


class MapTables(Table):
    """A whole model map."""

    weights: dict[Name, WeightsTable] = {}
    remotes: dict[Name, RemoteTable] = {}
    models: dict[str, str | list[str]] = {}
    effects: dict[str, EffectTable] = {}
    children: ChildrenTable = Field(default_factory=lambda: ChildrenTable(resident=1))
