"""What the fast modes change, and by how much: a CPU's kernels do the arithmetic of the GPU's."""

import itertools
from typing import Any

import pytest
import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan import ops
from inbetween.engines.wan.dit import Dit, Ways
from inbetween.engines.wan.modes import FORWARD_BOUND, PRODUCT_BOUND, Mode, mode_of
from inbetween.engines.wan.precision import product_error, products_of, relative
from inbetween.engines.wan.quantised import FORMS, quantised
from inbetween.engines.wan.stepcache import FirstBlock
from tests.wan.test_dit import asked, transformer

EIGHT_BITS = ("fp8", "int8")


@pytest.mark.parametrize("name", ["exact", "fp8", "int8+cache", "fp8+attention8+cache", "attention8"])
def test_a_mode_is_known_by_its_name(name: str) -> None:
    assert mode_of(name).name == name


@pytest.mark.parametrize(("name", "word"), [("fp4", "'fp4'"), ("fp8+int8", "exclude"), ("", "''")])
def test_a_mode_that_is_none_is_refused_with_a_sentence(name: str, word: str) -> None:
    with pytest.raises(OperatorError, match=word):
        mode_of(name)


@pytest.mark.parametrize("name", EIGHT_BITS)
def test_a_product_in_8_bits_stays_within_its_bound(name: str) -> None:
    draw = torch.Generator().manual_seed(1)
    weight = torch.randn(256, 512, generator=draw).bfloat16()
    bias = torch.randn(256, generator=draw).bfloat16()
    error = product_error(quantised(weight, bias, FORMS[name], ops), weight, bias)
    assert PRODUCT_BOUND[name] / 4 <= error <= PRODUCT_BOUND[name]


def test_weights_that_a_mode_cannot_hold_are_refused_when_they_are_loaded() -> None:
    draw = torch.Generator().manual_seed(1)
    weight = torch.randn(64, 256, generator=draw)
    weight[:, 0] *= 500
    with pytest.raises(OperatorError, match=r"mode int8: a product strays by 0\.\d+, more than 0\.02"):
        products_of(Mode(products="int8"), ops)(weight.bfloat16(), torch.zeros(64).bfloat16())


@pytest.mark.parametrize("name", EIGHT_BITS)
def test_a_forward_in_8_bits_stays_within_its_bound(name: str) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    exact, fast = (dit(products_of(Mode(products=mode), ops)) for mode in ("exact", name))
    truth = exact(latents, timesteps, exact.context(text, image))
    error = relative(fast(latents, timesteps, fast.context(text, image)), truth)
    assert 1e-3 < error <= FORWARD_BOUND[name]


def dit(linear: Any, **more: Any) -> Dit:
    config, weights = transformer("flf2v")
    return Dit(config, dict(weights), Ways(linear=linear, **more))


def sampled(made: Dit, kind: str = "flf2v", steps: int = 20) -> tuple[torch.Tensor, int]:
    """Return the end of ``steps`` Euler steps from noise, and how many forwards used the cache."""
    (text, image, latents, _), _ = asked(kind)
    context = made.context(text, image)
    sigmas, reused = torch.linspace(1, 0, steps + 1), 0
    for high, low in itertools.pairwise(sigmas):
        first = context.kept.get("first")
        velocity = made(latents, high[None] * 1000, context)
        reused += first is not None and context.kept["first"] is first
        latents = torch.cat((latents[:, :16] + (low - high) * velocity, latents[:, 16:]), 1)
    return latents[:, :16], reused


def test_the_step_cache_skips_steps_and_a_threshold_of_zero_skips_none() -> None:
    """Random weights change more from step to step than trained ones: they need a higher threshold to skip any."""
    exact, none = sampled(dit(products_of(Mode(), ops)))
    cached, some = sampled(dit(products_of(Mode(), ops), cache=FirstBlock(threshold=0.2)))
    never, skipped = sampled(dit(products_of(Mode(), ops), cache=FirstBlock(threshold=0.0)))
    assert none == skipped == 0
    assert some >= 10
    assert torch.equal(never, exact)
    assert 0 < relative(cached, exact) <= 0.05


def test_each_context_has_a_cache_of_its_own() -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    made = dit(products_of(Mode(), ops), cache=FirstBlock(threshold=1e9))
    contexts = [made.context(words, image) for words in (text, -text)]
    firsts = [made(latents, timesteps, context) for context in contexts]
    assert not torch.equal(*firsts)
    for first, context in zip(firsts, contexts, strict=True):
        assert relative(made(latents, timesteps, context), first) <= 1e-6
