"""Our own forward gives the numbers of diffusers' module, for every kind, over jittered weights."""

import itertools
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import torch
from diffusers import WanTransformer3DModel
from torch.utils.flop_counter import FlopCounterMode

from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.dit import Dit, Ways, operations
from inbetween.engines.wan.reference import ReferenceDenoiser
from tests.wan.tiny import KINDS, pipeline

FRAMES, HEIGHT, WIDTH = 3, 8, 12
TOKENS = FRAMES * HEIGHT * WIDTH // 4


@cache
def transformer(kind: str) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """Return the config and the weights of the tiny transformer of ``kind``."""
    module = pipeline(kind).transformer
    return dict(module.config), module.state_dict()


def ours(kind: str, ways: Ways | None = None) -> Dit:
    config, weights = transformer(kind)
    return Dit(config, dict(weights), ways)


def asked(kind: str, batch: int = 1) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return what a forward of ``kind`` is asked with: text, image, latents, timesteps; and rows."""
    config, _ = transformer(kind)
    draw = torch.Generator().manual_seed(7)
    pictures = {"flf2v": 2, "i2v": 1}.get(kind, 0)
    text = torch.randn(batch, 512, config["text_dim"], generator=draw)
    image = torch.randn(pictures * batch, 5, 32, generator=draw) if pictures else None
    latents = torch.randn(batch, config["in_channels"], FRAMES, HEIGHT, WIDTH, generator=draw)
    if kind != "ti2v":
        return (text, image, latents, torch.tensor([700.0])), {}
    rows = (torch.arange(TOKENS) >= TOKENS // FRAMES).long()
    return (text, image, latents, torch.tensor([0.0, 700.0])), {"rows": rows}


def relative(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found.double() - expected.double()).norm() / expected.double().norm())


@pytest.mark.parametrize("kind", KINDS)
def test_the_forward_equals_diffusers(kind: str) -> None:
    (text, image, latents, timesteps), more = asked(kind)
    reference, dit = ReferenceDenoiser(*transformer(kind)), ours(kind)
    expected = reference(latents, timesteps, reference.context(text, image), **more)
    context = dit.context(text, image)
    found = dit(latents, timesteps, context, **more)
    assert found.shape == expected.shape
    assert relative(found, expected) <= 1e-6
    assert torch.equal(found, dit(latents, timesteps, context, **more))


def test_two_videos_in_a_batch_are_each_what_they_are_alone() -> None:
    (text, image, latents, timesteps), _ = asked("flf2v", batch=2)
    assert image is not None
    dit = ours("flf2v")
    both = dit(latents, timesteps, dit.context(text, image))
    for one in range(2):
        alone = dit.context(text[one : one + 1], image[2 * one : 2 * one + 2])
        assert relative(both[one], dit(latents[one : one + 1], timesteps, alone)[0]) <= 1e-6


def test_the_weights_are_taken_out_of_the_mapping_so_that_none_is_held_twice() -> None:
    config, weights = transformer("a14b")
    given = dict(weights)
    Dit(config, given)
    assert not given


def test_bf16_is_about_as_far_from_float32_as_diffusers_in_bf16() -> None:
    """Both round the residual after every step; ours rounds no oftener."""
    (text, image, latents, timesteps), _ = asked("flf2v")
    config, weights = transformer("flf2v")
    exact = ours("flf2v")
    truth = exact(latents, timesteps, exact.context(text, image))
    halves = {name: tensor if _kept(name) else tensor.bfloat16() for name, tensor in weights.items()}
    errors = []
    for made in (ReferenceDenoiser(config, halves), Dit(config, dict(halves))):
        found = made(latents, timesteps, made.context(text, image))
        errors.append(relative(found, truth))
    assert errors[1] <= 1.5 * errors[0]


def test_a_block_costs_the_operations_that_the_floor_is_computed_from() -> None:
    """Wan 14B at full width, one layer, 720P x 81, on the meta device."""
    config = {**transformer("flf2v")[0], "num_attention_heads": 40, "attention_head_dim": 128, "ffn_dim": 13_824}
    config |= {"num_layers": 1, "added_kv_proj_dim": 5120, "image_dim": 1280, "pos_embed_seq_len": 514}
    with torch.device("meta"):
        weights = WanTransformer3DModel.from_config(config).bfloat16().state_dict()
        dit = Dit(config, weights)
        latents, text = torch.empty(1, 36, 21, 90, 160), torch.empty(1, 512, config["text_dim"])
        context = dit.context(text, torch.empty(2, 257, 1280))
        with FlopCounterMode(display=False) as counted:
            dit(latents, torch.empty(1), context)
    floor = operations(config, 21 * 45 * 80, pictures=514)
    assert floor == pytest.approx(163.8e12, rel=1e-3)
    assert floor <= counted.get_total_flops() <= 1.002 * floor


def _kept(name: str) -> bool:
    return any(part in name.split(".") for part in ("time_embedder", "scale_shift_table", "norm1", "norm2", "norm3"))


def test_a_stop_between_two_blocks_ends_the_forward_and_leaves_the_denoiser_usable() -> None:
    (text, image, latents, timesteps), _ = asked("a14b")
    dit = ours("a14b")
    context = dit.context(text, image)
    before = dit(latents, timesteps, context)
    answers: Callable[[], bool] = itertools.chain([False], itertools.repeat(True)).__next__
    with pytest.raises(Cancelled):
        dit(latents, timesteps, context, stop=answers)
    assert torch.equal(dit(latents, timesteps, context, stop=lambda: False), before)
