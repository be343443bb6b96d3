"""A LoRA that is merged into the weights does what peft does beside them, whichever names it has."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from safetensors.torch import save_file

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.loading import stored
from inbetween.engines.weights import Lora, Weights
from tests.wan.tiny import pipeline

CHANGED = ["attn1.to_q", "attn1.to_out.0", "attn2.to_k", "ffn.net.0.proj", "ffn.net.2", "proj_out"]
ORIGINAL = {
    "attn1.to_q": "self_attn.q", "attn1.to_out.0": "self_attn.o", "attn2.to_k": "cross_attn.k",
    "ffn.net.0.proj": "ffn.0", "ffn.net.2": "ffn.2", "proj_out": "head.head",
}  # fmt: skip
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def adapted() -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Give a LoRA of rank 2 and alpha 4 as peft saves it, and the weights that peft itself merges it into."""
    module = pipeline("a14b").transformer
    module.add_adapter(LoraConfig(r=2, lora_alpha=4, target_modules=CHANGED, init_lora_weights=False))
    told = {name: tensor.clone() for name, tensor in get_peft_model_state_dict(module).items()}
    module.fuse_lora()
    merged = {
        name.replace(".base_layer", ""): tensor for name, tensor in module.state_dict().items() if "lora_" not in name
    }
    return told, merged


def in_names(told: dict[str, torch.Tensor], form: str) -> dict[str, torch.Tensor]:
    """Return what peft told in the names of ``form``; peft's files hold no alpha, so it is in the numbers."""
    if form == "peft":
        return {name: tensor * (2 if "lora_B" in name else 1) for name, tensor in told.items()}
    named = {}
    for name, tensor in told.items():
        for ours, theirs in ORIGINAL.items():
            name = name.replace(f"{ours}.lora", f"{theirs}.lora")
        named["diffusion_model." + name.replace("lora_A", "lora_down").replace("lora_B", "lora_up")] = tensor
    alphas = {name.replace("lora_up.weight", "alpha"): torch.tensor(4.0) for name in named if "lora_up" in name}
    return named | alphas


def loaded(folder: Path, part: str, *loras: Lora) -> dict[str, torch.Tensor]:
    weights = Weights(name="tiny", folder=folder, loras=loras)
    return dict(stored(weights, detect(folder), part, device=CPU, dtype=torch.float32))


@pytest.mark.parametrize("form", ["peft", "original"])
def test_a_merged_lora_equals_peft(
    form: str, adapted: tuple[dict[str, torch.Tensor], ...], tiny: Callable[[str], Path], tmp_path: Path
) -> None:
    told, merged = adapted
    save_file(in_names(told, form), tmp_path / "lora.safetensors")
    found = loaded(tiny("a14b"), "transformer", Lora(path=tmp_path / "lora.safetensors"))
    plain = loaded(tiny("a14b"), "transformer")
    assert found.keys() == merged.keys()
    for name, tensor in merged.items():
        torch.testing.assert_close(found[name], tensor, rtol=1e-6, atol=1e-6)
    assert sum(not torch.equal(found[name], plain[name]) for name in plain) == 11


def test_differences_strength_and_experts(tiny: Callable[[str], Path], tmp_path: Path) -> None:
    path, folder = tmp_path / "diff.safetensors", tiny("a14b")
    bias, weight = torch.ones(24), torch.full((24,), 2.0)
    save_file(
        {
            "diffusion_model.blocks.0.self_attn.q.diff_b": bias,
            "diffusion_model.blocks.1.norm3.diff": weight,
            "diffusion_model.blocks.1.cross_attn.norm_k.diff": weight.clone(),
        },
        path,
    )
    plain = {part: loaded(folder, part) for part in ("transformer", "transformer_2")}
    low = Lora(path=path, strength=0.5, expert="low")
    changed = loaded(folder, "transformer_2", low)
    for name, added in (
        ("blocks.0.attn1.to_q.bias", 0.5), ("blocks.1.norm2.weight", 1.0), ("blocks.1.attn2.norm_k.weight", 1.0)
    ):  # fmt: skip
        torch.testing.assert_close(changed[name], plain["transformer_2"][name] + added)
    assert all(torch.equal(plain["transformer"][name], one) for name, one in loaded(folder, "transformer", low).items())


@pytest.mark.parametrize(
    ("name", "shape", "sentence"),
    [
        ("lora_te_text.weight", (2,), "lora_te_text.weight is no change of a known form"),
        ("blocks.7.self_attn.q.diff_b", (24,), "changes blocks.7.attn1.to_q, which these weights do not have"),
        ("blocks.0.self_attn.q.diff_b", (5,), "blocks.0.attn1.to_q does not fit these weights"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    name: str, shape: tuple[int, ...], sentence: str, tiny: Callable[[str], Path], tmp_path: Path
) -> None:
    save_file({name: torch.ones(shape)}, tmp_path / "lora.safetensors")
    with pytest.raises(OperatorError, match=sentence):
        loaded(tiny("a14b"), "transformer", Lora(path=tmp_path / "lora.safetensors"))
