"""The models of one folder, loaded: what the engine holds from its first task to its last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import torch
from diffusers import AutoencoderKLWan

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.denoiser import Denoiser
from inbetween.engines.wan.dit import Dit
from inbetween.engines.wan.group import Group
from inbetween.engines.wan.identity import of_weights
from inbetween.engines.wan.image import ImageEncoder
from inbetween.engines.wan.kinds import Kind, detect
from inbetween.engines.wan.loading import transformer
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.parallel import Layout, Member
from inbetween.engines.wan.shards import read_json
from inbetween.engines.wan.spread import Spread
from inbetween.engines.wan.text import TextEncoder
from inbetween.engines.wan.timings import kernel_folder
from inbetween.engines.wan.trials import require, trial_of
from inbetween.engines.wan.vae import Vae
from inbetween.engines.wan.ways import ways_of
from inbetween.engines.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """``experts`` by their folder's name; ``image`` where the kind sees pictures. ``pairs``: see ``sample.Expert``.

    ``identity`` tells these weights from others: see ``identity.of_weights``.
    """

    kind: Kind
    device: torch.device
    text: TextEncoder
    image: ImageEncoder | None
    vae: Vae
    experts: Mapping[str, Denoiser]
    pairs: bool
    identity: str


def loaded(weights: Weights) -> Models:
    """Load everything that ``weights`` name.

    Raises:
        OperatorError: the folder, a device or the mode cannot be used.
    """
    if weights.folder is None:
        raise OperatorError(f"weights.{weights.name}: folder is missing; name a folder in the diffusers layout.")
    kind, device = detect(weights.folder), device_of(weights, weights.devices[0])
    dtype = precision(device)
    require(trial_of(weights, kind, device, dtype=dtype, sharing=layout_of(weights).sharing))
    vae = AutoencoderKLWan.from_pretrained(weights.folder / "vae", local_files_only=True, dtype=dtype)
    return Models(
        kind=kind,
        device=device,
        text=TextEncoder(weights.folder, device=device, dtype=dtype),
        image=ImageEncoder(weights.folder, device=device) if kind.pictures else None,
        vae=Vae(vae.to(device).requires_grad_(False).eval()),
        experts=_experts(weights, kind, device),
        pairs=layout_of(weights).pairs,
        identity=of_weights(weights, kind),
    )


def precision(device: torch.device) -> torch.dtype:
    """Return what models compute in: the published bf16 on a GPU, float32 where that is only slower."""
    return torch.float32 if device.type == "cpu" else torch.bfloat16


def group_experts(asked: Mapping[str, Any], device: torch.device, member: Member) -> Mapping[str, Denoiser]:
    """Load the experts of one process of a group: see ``group.Build``."""
    weights = Weights.from_json(asked)
    kind = detect(_folder(weights))
    for part in kind.experts:
        member.layout.require(int(read_json(kind.folder / part / "config.json")["num_attention_heads"]))
    require(trial_of(weights, kind, device, dtype=precision(device), sharing=member.layout.sharing))
    return {part: _expert(weights, kind, part, device, member.spread) for part in kind.experts}


def _experts(weights: Weights, kind: Kind, device: torch.device) -> Mapping[str, Denoiser]:
    layout = layout_of(weights)
    if layout.ranks == 1:
        return {part: _expert(weights, kind, part, device, None) for part in kind.experts}
    group = Group(layout, weights.devices, build=f"{__name__}:{group_experts.__name__}", asked=weights.to_json())
    return cast("Mapping[str, Denoiser]", group.denoisers)  # each is given back the contexts that it made


def _expert(weights: Weights, kind: Kind, part: str, device: torch.device, spread: Spread | None) -> Denoiser:
    tensors = transformer(weights, kind, part, device=device, dtype=precision(device))
    mode, folder = mode_of(weights.mode, weights.attention), kernel_folder()
    ways = ways_of(mode, device, attention=weights.attention, folder=folder, spread=spread)
    return Dit(read_json(kind.folder / part / "config.json"), tensors, ways)


def layout_of(weights: Weights) -> Layout:
    """Return how the devices of ``weights`` share the work."""
    return Layout(ranks=len(weights.devices), pairs=bool(weights.options.get("pairs", False)))


def _folder(weights: Weights) -> Any:
    return weights.folder


def device_of(weights: Weights, name: str) -> torch.device:
    """Return torch's device of that name.

    Raises:
        OperatorError: it is not here.
    """
    device = torch.device(name)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise OperatorError(
            f"weights.{weights.name}: devices names {name}, and torch sees no GPU here; install a CUDA build of torch"
            " and the driver, or say devices = ['cpu'] to try tiny weights."
        )
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise OperatorError(f"weights.{weights.name}: devices names {name}, and there are {torch.cuda.device_count()}.")
    if device.type == "cuda":
        torch.cuda.set_device(device)  # Triton launches on the current device, wherever the tensors are
    return device
