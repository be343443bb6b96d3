"""Triton's kernels compute what plain torch does: on a GPU as they are, elsewhere in Triton's interpreter."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping

import pytest
import torch

from inbetween.engines.wan import kernels, ops
from inbetween.engines.wan.kernels import errors_of, ops_on
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.ways import ways_of
from tests.wan.test_dit import asked, ours, relative

INTERPRETED = """
import json, torch
from inbetween.engines.wan import kernels, ops_triton
kernels._TOKENS, kernels._HEADS, kernels._CHANNELS = 9, 4, 24
print(json.dumps([kernels.errors_of(ops_triton, "cpu", dtype) for dtype in (torch.float32, torch.bfloat16)]))
"""
"""A process of its own: triton reads what makes it interpret when it is first imported."""


def test_triton_computes_what_plain_torch_does() -> None:
    # Never a failure in CI: torch for CPUs brings no triton, and every GPU compares the two before it uses them.
    if importlib.util.find_spec("triton") is None:
        pytest.skip("triton is not installed: it comes with torch for CUDA")
    for bound, errors in zip((1e-5, kernels.BOUND), _on_gpu() or _interpreted(), strict=True):
        assert len(errors) == 6
        assert max(errors.values()) <= bound, errors


def _on_gpu() -> list[Mapping[str, float]] | None:
    if not torch.cuda.is_available():
        return None
    from inbetween.engines.wan import ops_triton

    return [errors_of(ops_triton, "cuda", dtype) for dtype in (torch.float32, torch.bfloat16)]


def _interpreted() -> list[Mapping[str, float]]:
    command = [sys.executable, "-c", INTERPRETED]
    done = subprocess.run(command, env={**os.environ, "TRITON_INTERPRET": "1"}, capture_output=True, check=True)
    told: list[Mapping[str, float]] = json.loads(done.stdout)
    return told


def test_a_kernel_that_is_wrong_is_found() -> None:
    class Wrong:
        def __getattr__(self, name: str) -> object:
            return getattr(ops, name)

        def rms(self, x: torch.Tensor, weight: torch.Tensor, *, eps: float) -> torch.Tensor:
            return ops.rms(x, weight, eps=eps) * 1.05

    errors = errors_of(Wrong(), "cpu")  # type: ignore[arg-type]
    assert [name for name, error in errors.items() if error > kernels.BOUND] == ["rms"]


def test_a_cpu_computes_in_plain_torch_and_says_why() -> None:
    assert ops_on("cpu") == (ops, "plain torch: Triton's kernels are for CUDA devices.")


@pytest.mark.parametrize("name", ["exact", "int8", "fp8+attention8+cache"])
def test_the_ways_of_a_mode_make_a_forward_within_its_bounds(name: str) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    exact, fast = ours("flf2v"), ours("flf2v", ways_of(mode_of(name), torch.device("cpu")))
    truth = exact(latents, timesteps, exact.context(text, image))
    error = relative(fast(latents, timesteps, fast.context(text, image)), truth)
    assert error <= (0.0 if name == "exact" else 0.05)
