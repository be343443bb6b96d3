"""Triton's kernels compute what plain torch does: on a GPU as they are, elsewhere in Triton's interpreter."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import torch

from inbetween.engines.wan import attention8, kernels, ops
from inbetween.engines.wan.kernels import errors_of, ops_on
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.precision import relative
from inbetween.engines.wan.ways import ways_of
from tests.wan.test_dit import asked, ours

FUNCTIONS = {"normalise", "add_normalise", "rotate", "rms", "quantise", "descale", "attention8"}
BOUNDS = {"torch.float32": 1e-5, "torch.bfloat16": kernels.BOUND}


def test_triton_computes_what_plain_torch_does() -> None:
    pytest.importorskip("triton", reason="torch for CPUs brings no triton: make test-wan installs it")
    told = _on_gpu() if torch.cuda.is_available() else _interpreted()
    assert set().union(*told.values()) == FUNCTIONS
    for dtype, errors in told.items():
        assert max(errors.values()) <= BOUNDS[dtype], errors


def _on_gpu() -> Mapping[str, Mapping[str, float]]:
    from inbetween.engines.wan import attention8_triton, ops_triton

    told = {str(dtype): dict(errors_of(ops_triton, "cuda", dtype)) for dtype in (torch.float32, torch.bfloat16)}
    given = torch.randn(2, 300, 3, 2, 128, device="cuda").bfloat16().unbind(2)
    told["torch.bfloat16"]["attention8"] = relative(attention8_triton.attend(*given), attention8.attend(*given))
    return told


def _interpreted() -> Mapping[str, Mapping[str, float]]:
    command = [sys.executable, "-m", "tests.wan.interpreted"]
    done = subprocess.run(command, env={**os.environ, "TRITON_INTERPRET": "1"}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told: Mapping[str, Mapping[str, float]] = json.loads(done.stdout)
    return told


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Compile for an H200 whatever is launched, instead of launching it; give what was, by name of the kernel."""
    pytest.importorskip("triton", reason="torch for CPUs brings no triton: make test-wan installs it")
    from triton.backends.compiler import GPUTarget
    from triton.runtime import driver
    from triton.runtime.jit import JITFunction

    class Hopper:
        """A driver's part in compiling, with no device."""

        def get_current_device(self) -> int:
            return -1

        def get_current_stream(self, device: int) -> int:
            return 0

        def get_current_target(self) -> Any:
            return GPUTarget("cuda", 90, 32)

    found: dict[str, Any] = {}
    run = JITFunction.run

    def only_compile(kernel: Any, *arguments: Any, grid: Any, warmup: bool, **options: Any) -> Any:
        found[kernel.__name__] = run(kernel, *arguments, grid=grid, warmup=True, **options)
        return found[kernel.__name__]

    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(driver, "_active", Hopper())
    monkeypatch.setattr(JITFunction, "run", only_compile)
    return found


def _resources(code: bytes, folder: Path) -> str:
    """Return what a kernel needs, by the tool that triton's package brings."""
    import triton

    (folder / "code.cubin").write_bytes(code)
    tool = Path(triton.__file__).parent / "backends/nvidia/bin/cuobjdump"
    return subprocess.run(
        [tool, "-res-usage", folder / "code.cubin"], capture_output=True, check=True, text=True
    ).stdout


def test_every_kernel_becomes_code_for_hopper_whose_matrix_units_do_the_8_bit_attention(
    compiled: dict[str, Any], tmp_path: Path
) -> None:
    from inbetween.engines.wan import attention8_triton, ops_triton

    wide, packed = torch.zeros(1, 4, 5120).bfloat16(), torch.zeros(1, 4, 15360).bfloat16()
    table, sums = torch.zeros(1, 5120), torch.zeros(4, 5120, dtype=torch.int32)
    ops_triton.add_normalise(wide, wide, table, table, table, eps=1e-6)
    ops_triton.rotate(packed, (wide[0, 0], wide[0, 0]), (table.view(-1, 64), table.view(-1, 64)), heads=40, eps=1e-6)
    ops_triton.quantise(wide[0], torch.float8_e4m3fn, 448.0)
    ops_triton.descale(sums, (sums[:, :1].float(), table), wide[0, 0])
    attention8_triton.attend(*torch.zeros(1, 300, 3, 2, 128).bfloat16().unbind(2))
    assert len(compiled) == 7
    for name, kernel in compiled.items():
        assert "STACK:0 " in _resources(kernel.asm["cubin"], tmp_path), f"{name} spills registers"
    written = compiled["_attend"].asm["ptx"]
    for units in ("wgmma.mma_async.sync.aligned.m64n128k32.s32.s8.s8", "m64n128k32.f32.e4m3.e4m3"):
        assert units in written


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
