"""Which of the four kinds of Wan weights a folder holds, told from its configs alone and not its name. No torch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.native import NATIVE, KindName, Native
from inbetween.engines.wan.shards import read_json, shards_of

_PIPELINES = ("WanImageToVideoPipeline", "WanPipeline")
"""What ``model_index.json`` calls folders of these kinds: TI2V-5B is published under its text-to-video name."""

_TRANSFORMER = "WanTransformer3DModel"
_BESIDE = ("vae", "text_encoder", "tokenizer", "scheduler")
_SEEING = ("image_encoder", "image_processor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A folder of weights, understood.

    ``native`` is what the kind was trained for, where the folder's own configs do not say otherwise. ``experts`` are
    the sub-folders of the transformers, the one for high noise first. ``pictures`` is how many pictures CLIP has to
    see (0: there is no CLIP). ``channels`` and ``stride`` are those of the latents: channels, and pixels a side.
    """

    name: KindName
    folder: Path
    native: Native
    experts: tuple[str, ...]
    pictures: int
    channels: int
    stride: int

    @property
    def replaces_first(self) -> bool:
        """Whether what is known replaces the noise itself; else it stands in channels beside it."""
        return self.name == "ti2v"

    @property
    def parts(self) -> tuple[str, ...]:
        """The sub-folders that are read."""
        return tuple(_parts(self.name, self.experts))


def detect(folder: Path) -> Kind:
    """Tell the kind of ``folder``, and that everything it needs is there and whole.

    Raises:
        OperatorError: it is no folder of Wan weights, or a part of it is missing or cut short.
    """
    if not folder.is_dir():
        raise OperatorError(f"{folder} is not a folder; give one with open Wan weights in the diffusers layout.")
    index, transformer = _index(folder), _transformer(folder, "transformer")
    name = _name(folder, index, transformer)
    experts = ("transformer", "transformer_2") if name == "a14b" else ("transformer",)
    for part in _parts(name, experts):
        _check_part(folder / part)
    vae = read_json(folder / "vae" / "config.json")
    stride = int(vae.get("scale_factor_spatial") or 8)
    patch = transformer.get("patch_size") or (1, 2, 2)
    return Kind(
        name=name,
        folder=folder,
        native=replace(NATIVE[name], multiple=stride * int(patch[1]), **_said(folder, index)),
        experts=experts,
        pictures={"flf2v": 2, "i2v": 1}.get(name, 0),
        channels=int(vae.get("z_dim") or 16),
        stride=stride,
    )


def _index(folder: Path) -> dict[str, Any]:
    index = read_json(folder / "model_index.json")
    called = index.get("_class_name")
    if called not in _PIPELINES:
        raise OperatorError(
            f"{folder} holds a {called}; this engine renders with folders of {' or '.join(_PIPELINES)}."
        )
    return index


def _transformer(folder: Path, part: str) -> dict[str, Any]:
    config = read_json(folder / part / "config.json")
    called = config.get("_class_name")
    if called != _TRANSFORMER:
        raise OperatorError(f"{folder / part} holds a {called}; it should hold a {_TRANSFORMER}.")
    return config


def _name(folder: Path, index: Mapping[str, Any], transformer: Mapping[str, Any]) -> KindName:
    """Tell the kinds apart by what makes them different."""
    if index.get("expand_timesteps"):
        return "ti2v"
    if transformer.get("in_channels") == transformer.get("out_channels"):
        raise OperatorError(f"{folder} makes videos from words alone; give weights that begin with a picture.")
    if transformer.get("image_dim") is not None:
        return "flf2v" if transformer.get("pos_embed_seq_len") else "i2v"
    if index.get("boundary_ratio") is None or not _given(index, "transformer_2"):
        raise OperatorError(
            f"{folder} has neither an image encoder nor a second expert; Wan2.2-I2V-A14B needs transformer_2 and"
            " a boundary_ratio in its model_index.json."
        )
    _transformer(folder, "transformer_2")
    return "a14b"


def _given(index: Mapping[str, Any], part: str) -> bool:
    entry = index.get(part)
    return isinstance(entry, list) and any(entry)


def _parts(name: KindName, experts: tuple[str, ...]) -> Iterator[str]:
    yield from experts
    yield from _BESIDE
    if name in ("flf2v", "i2v"):
        yield from _SEEING


def _check_part(part: Path) -> None:
    """Refuse a part that is not there, or whose weights are not whole."""
    if not part.is_dir():
        raise OperatorError(f"{part} is missing; download the whole folder again.")
    if (part / "config.json").is_file():
        shards_of(part)


def _said(folder: Path, index: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the folder itself says of how it wants to be sampled."""
    shift = read_json(folder / "scheduler" / "scheduler_config.json").get("flow_shift")
    said = {"boundary": index.get("boundary_ratio"), "shift": shift}
    return {name: float(value) for name, value in said.items() if value is not None}
