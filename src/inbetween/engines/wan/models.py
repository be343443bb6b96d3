"""The models of one folder, loaded: what the engine holds from its first task to its last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from diffusers import AutoencoderKLWan

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.denoiser import Exchanging
from inbetween.engines.wan.devices import device_of, layout_of, precision
from inbetween.engines.wan.group import Group
from inbetween.engines.wan.identity import of_weights
from inbetween.engines.wan.image import ImageEncoder
from inbetween.engines.wan.kinds import Kind, detect
from inbetween.engines.wan.parallel import Member
from inbetween.engines.wan.residency.choice import residency_of
from inbetween.engines.wan.residency.place import Home, Place, Shelved
from inbetween.engines.wan.residency.plan import Residency
from inbetween.engines.wan.residency.seat import Seat
from inbetween.engines.wan.shards import read_json
from inbetween.engines.wan.spread import Spread
from inbetween.engines.wan.text import TextEncoder
from inbetween.engines.wan.transformer import Transformer
from inbetween.engines.wan.trials import require, trial_of
from inbetween.engines.wan.vae import Vae
from inbetween.engines.weights import Lora, Weights


@dataclass(slots=True, kw_only=True)
class Models:
    """``experts`` by their folder's name; ``image`` where the kind sees pictures. ``pairs``: see ``sample.Expert``.

    ``seat`` is the room on the card that those share who do not stay there, by ``residency``. ``identity`` tells the
    weights, with the ``loras`` that are merged, from others: see ``identity.of_weights``.
    """

    kind: Kind
    device: torch.device
    text: TextEncoder
    image: ImageEncoder | None
    vae: Vae
    experts: Mapping[str, Exchanging]
    pairs: bool
    seat: Seat
    residency: Residency
    identity: str
    loras: tuple[Lora, ...] | None = ()

    def exchange(self, weights: Weights) -> None:
        """Merge the LoRAs of ``weights``, if others are merged.

        Raises:
            OperatorError: one is missing, or does not fit.
        """
        if weights.loras == self.loras:
            return
        self.loras = None  # until all experts have them
        for expert in self.experts.values():
            expert.exchange(weights)
        self.identity, self.loras = of_weights(weights, self.kind), weights.loras


def loaded(weights: Weights) -> Models:
    """Load everything that ``weights`` name.

    Raises:
        OperatorError: the folder, a device or the mode cannot be used.
    """
    if weights.folder is None:
        raise OperatorError(f"weights.{weights.name}: folder is missing; name a folder in the diffusers layout.")
    kind, device = detect(weights.folder), device_of(weights, weights.devices[0])
    free = torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else None
    residency, seat, dtype = residency_of(weights, kind, free), Seat(), precision(device)
    require(trial_of(weights, kind, device, dtype=dtype, sharing=layout_of(weights).sharing))
    visited = seat if residency.encoders == "visit" else None
    experts = _experts(weights, kind, device, (residency, seat))
    vae = AutoencoderKLWan.from_pretrained(weights.folder / "vae", local_files_only=True, dtype=dtype)
    return Models(
        kind=kind,
        device=device,
        text=TextEncoder(weights.folder, device=device, dtype=dtype, seat=visited),
        image=ImageEncoder(weights.folder, device=device, seat=visited) if kind.pictures else None,
        vae=Vae(vae.to(device).requires_grad_(False).eval()),
        experts=experts,
        pairs=layout_of(weights).pairs,
        seat=seat,
        residency=residency,
        identity=of_weights(weights, kind),
        loras=weights.loras,
    )


def group_experts(asked: Mapping[str, Any], device: torch.device, member: Member) -> Mapping[str, Exchanging]:
    """Load the experts of one process of a group: see ``group.Build``."""
    weights = Weights.from_json(asked)
    kind = detect(cast("Path", weights.folder))
    for part in kind.experts:
        member.layout.require(int(read_json(kind.folder / part / "config.json")["num_attention_heads"]))
    require(trial_of(weights, kind, device, dtype=precision(device), sharing=member.layout.sharing))
    return _transformers(weights, kind, device, Home, member.spread)


def _experts(
    weights: Weights, kind: Kind, device: torch.device, room: tuple[Residency, Seat]
) -> Mapping[str, Exchanging]:
    layout = layout_of(weights)
    if layout.ranks == 1:
        return _transformers(weights, kind, device, lambda: _place(device, *room))
    group = Group(layout, weights.devices, build=f"{__name__}:{group_experts.__name__}", asked=weights.to_json())
    return cast("Mapping[str, Exchanging]", group.denoisers)


def _transformers(
    weights: Weights, kind: Kind, device: torch.device, place: Callable[[], Place], spread: Spread | None = None
) -> Mapping[str, Exchanging]:
    made = {
        part: Transformer(weights, kind, part, device=device, place=place(), spread=spread) for part in kind.experts
    }
    return cast("Mapping[str, Exchanging]", made)  # each is given back the contexts that it made


def _place(device: torch.device, residency: Residency, seat: Seat) -> Place:
    return Home() if residency.experts == "stay" else Shelved(seat, device, residency.kept)
