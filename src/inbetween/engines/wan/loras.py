"""LoRAs, merged into the weights they change: W += strength x alpha / rank x B A, in float32, before W is rounded.

Read are files of diffusers and peft (``lora_A``, ``lora_B``) and those in Wan's own names (``diffusion_model.…`` with
``lora_down``, ``lora_up``, ``alpha``), whole differences (``diff``, ``diff_b``) among them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import torch
from safetensors import safe_open

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.shards import check_length
from inbetween.engines.weights import Lora

_PREFIX = re.compile(r"^(diffusion_model|transformer|transformer_2|base_model\.model)\.")
_ENDINGS = {
    "lora_A.weight": "down", "lora_down.weight": "down", "lora_A.default.weight": "down",
    "lora_B.weight": "up", "lora_up.weight": "up", "lora_B.default.weight": "up",
    "alpha": "alpha", "diff": "weight", "diff_b": "bias", "lora_B.bias": "bias", "diff_m": "table",
}  # fmt: skip
"""What each ending of a name holds."""

_NAMES = (
    (r"\.self_attn\.(norm_)?([qkv])$", r".attn1.\1to_\2"), (r"\.self_attn\.o$", ".attn1.to_out.0"),
    (r"\.cross_attn\.(norm_)?([qkv])$", r".attn2.\1to_\2"), (r"\.cross_attn\.o$", ".attn2.to_out.0"),
    (r"\.norm_to_", ".norm_"),
    (r"\.cross_attn\.norm_k_img$", ".attn2.norm_added_k"), (r"\.cross_attn\.([kv])_img$", r".attn2.add_\1_proj"),
    (r"\.ffn\.0$", ".ffn.net.0.proj"), (r"\.ffn\.2$", ".ffn.net.2"), (r"\.norm3$", ".norm2"),
    (r"^time_projection\.1$", "condition_embedder.time_proj"), (r"^head\.head$", "proj_out"),
    (r"^(text|time)_embedding\.0$", r"condition_embedder.\1_embedder.linear_1"),
    (r"^(text|time)_embedding\.2$", r"condition_embedder.\1_embedder.linear_2"),
    (r"^img_emb\.proj\.0$", "condition_embedder.image_embedder.norm1"),
    (r"^img_emb\.proj\.1$", "condition_embedder.image_embedder.ff.net.0.proj"),
    (r"^img_emb\.proj\.3$", "condition_embedder.image_embedder.ff.net.2"),
    (r"^img_emb\.proj\.4$", "condition_embedder.image_embedder.norm2"),
)  # fmt: skip
"""Wan's own names of modules to diffusers', applied in order."""


@dataclass(slots=True)
class _Change:
    """What one file changes in one module; ``alpha`` defaults to the rank."""

    strength: float
    parts: dict[str, torch.Tensor] = field(default_factory=dict)

    def added(self, target: str, like: torch.Tensor) -> torch.Tensor | None:
        """Return what ``target`` (``weight``, ``bias`` or ``table``) gains, float32 in the shape of ``like``."""
        parts = {name: tensor.to(like.device, torch.float32) for name, tensor in self.parts.items()}
        gains = [parts[target].reshape(like.shape)] if target in parts else []
        if target == "weight" and ("up" in parts or "down" in parts):
            up, down = parts["up"].flatten(1), parts["down"].flatten(1)
            scale = float(parts["alpha"]) / len(down) if "alpha" in parts else 1.0
            gains.append((up @ down).reshape(like.shape) * scale)
        return self.strength * sum(gains[1:], gains[0]) if gains else None


class Loras:
    """The changes of some files, for one expert.

    Raises:
        OperatorError: a file cannot be read, or holds something that is no change of a known form.
    """

    def __init__(self, loras: Iterable[Lora]) -> None:
        self._changes: dict[str, list[_Change]] = {}
        self._from: dict[str, str] = {}
        for lora in loras:
            self._read(lora)

    def merged(self, name: str, tensor: torch.Tensor) -> torch.Tensor:
        """Return the weight of that name as the files change it: ``tensor`` itself where none does.

        Raises:
            OperatorError: a change is of another shape.
        """
        module, target = _aim(name)
        found = tensor
        for change in self._changes.get(module, ()):
            try:
                added = change.added(target, tensor)
            except (RuntimeError, KeyError) as error:
                raise OperatorError(f"{self._from[module]}: {module} does not fit these weights.") from error
            found = found if added is None else found.float() + added
        return found

    def changed(self, names: Iterable[str]) -> frozenset[str]:
        """Return which of the tensors of these ``names`` belong to a module that the files change."""
        return frozenset(name for name in names if _aim(name)[0] in self._changes)

    def check(self, names: Iterable[str]) -> None:
        """Refuse files that change what weights with tensors of these ``names`` do not have.

        Raises:
            OperatorError: a module is not among them.
        """
        left = sorted(self._from.keys() - {_aim(name)[0] for name in names})
        if left:
            raise OperatorError(f"{self._from[left[0]]} changes {left[0]}, which these weights do not have.")

    def _read(self, lora: Lora) -> None:
        if not lora.path.is_file():
            raise OperatorError(f"{lora.path} is missing; a LoRA is one safetensors file.")
        check_length(lora.path)
        own: dict[str, _Change] = {}
        with safe_open(lora.path, framework="pt") as opened:
            for key in opened.keys():  # noqa: SIM118 - it is no mapping
                module, part = _place(lora, key)
                own.setdefault(module, _Change(lora.strength)).parts[part] = opened.get_tensor(key)
        for module, change in own.items():
            self._changes.setdefault(module, []).append(change)
            self._from[module] = str(lora.path)


def _aim(name: str) -> tuple[str, str]:
    """Return the module that a tensor belongs to, and what of it the tensor is; a table is a module of its own."""
    module, _, target = name.rpartition(".")
    return (name, "table") if target == "scale_shift_table" else (module, target)


def _place(lora: Lora, key: str) -> tuple[str, str]:
    """Return which module of diffusers ``key`` changes, and what of it."""
    plain = _PREFIX.sub("", key)
    ending = next((ending for ending in _ENDINGS if plain.endswith("." + ending)), None)
    if ending is None:
        raise OperatorError(f"{lora.path}: {key} is no change of a known form (lora_A and lora_B, diff).")
    module, part = plain[: -len(ending) - 1], _ENDINGS[ending]
    if part == "table":
        return f"{module}.scale_shift_table", part
    for pattern, name in _NAMES:
        module = re.sub(pattern, name, module)
    return module, part
