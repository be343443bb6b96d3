"""A kernel is used where it is right on this very device, and only there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan import attention
from inbetween.engines.wan.attention import BOUND, Chooser, memory_of, tried
from inbetween.engines.wan.attention8 import attend as eight_bits
from inbetween.engines.wan.attention_kernels import KERNELS, Kernel, scaled_dot_product
from inbetween.engines.wan.modes import ATTENTION_BITS
from inbetween.engines.wan.precision import relative
from inbetween.engines.wan.timings import Shape

CPU = torch.device("cpu")
SHAPE = Shape(batch=1, tokens=300, seen=300, heads=2, channels=32, dtype=torch.float32)


def wrong(name: str, attend: Callable[..., torch.Tensor]) -> Kernel:
    return Kernel(name=name, bits=16, attend=attend, absent=lambda _: None)


def raising(*_: torch.Tensor) -> torch.Tensor:
    raise RuntimeError("no kernel for this length\nand many lines more")


WRONG = {
    "raises": (raising, "RuntimeError: no kernel for this length"),
    "nothing": (lambda q, k, v: torch.full_like(q, torch.nan), "nan"),
    "forgets the end": (lambda q, k, v: scaled_dot_product(q, k[:, :-80], v[:, :-80]), "strays"),
    "last rows only": (lambda q, k, v: scaled_dot_product(q, k, v).index_fill(1, torch.tensor([299]), 0), "strays"),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_kernel_that_is_wrong_is_refused_with_the_reason(how: str) -> None:
    attend, reason = WRONG[how]
    verdict = tried(wrong(how, attend), SHAPE, CPU)
    assert verdict.refused is not None
    assert reason in verdict.refused
    assert "\n" not in verdict.refused


def test_a_kernel_that_is_right_is_timed_and_what_is_missing_says_so() -> None:
    assert tried(KERNELS["sdpa"], SHAPE, CPU).seconds
    assert tried(KERNELS["cudnn"], SHAPE, CPU).refused == "is for CUDA devices"


def test_the_fastest_right_kernel_is_used_and_its_time_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KERNELS, "broken", wrong("broken", raising))
    chooser = Chooser(memory_of(tmp_path / "cache"))
    queries = torch.randn(1, 300, 2, 32)
    assert torch.equal(chooser(queries, queries, queries), scaled_dot_product(queries, queries, queries))
    assert chooser.names == {"sdpa"}
    monkeypatch.setattr(attention, "_seconds", lambda *_: pytest.fail("timed twice"))
    Chooser(memory_of(tmp_path / "cache")).choose(replace(SHAPE, tokens=290, seen=290), CPU)


def test_a_file_of_timings_that_is_rubbish_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "wan-attention.json").write_text("{", encoding="utf-8")
    assert Chooser(memory_of(tmp_path)).choose(SHAPE, CPU).name == "sdpa"


def test_a_kernel_that_is_wanted_by_name_is_refused_with_a_sentence() -> None:
    with pytest.raises(OperatorError, match="is for CUDA devices"):
        Chooser(memory_of(None), wanted="cudnn").choose(SHAPE, CPU)


def test_a_map_knows_every_kernel_and_its_bits() -> None:
    assert {name: kernel.bits for name, kernel in KERNELS.items()} == ATTENTION_BITS


def test_the_mode_of_8_bits_is_refused_where_no_kernel_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Chooser(memory_of(None), eight_bits=True).choose(SHAPE, CPU).name in {"sdpa", "plain8"}
    monkeypatch.delitem(KERNELS, "plain8")
    with pytest.raises(OperatorError, match="No 8-bit attention kernel is right on this device"):
        Chooser(memory_of(None), eight_bits=True).choose(SHAPE, CPU)


@pytest.mark.parametrize(("keys_off", "values_off"), [(0.0, 0.0), (20.0, 0.0), (0.0, 20.0)])
@pytest.mark.parametrize("peaked", [1.0, 3.0])
def test_attention_in_8_bits_stays_within_its_bound_whatever_keys_and_values_have_in_common(
    keys_off: float, values_off: float, peaked: float
) -> None:
    draw = torch.Generator().manual_seed(3)
    queries, keys, values = torch.randn(3, 2, 300, 2, 64, generator=draw)
    offsets = torch.randn(2, 64, generator=draw)
    given = (queries * peaked, keys + keys_off * offsets[0], values)
    truth = scaled_dot_product(*(part.double() for part in given))
    # What is common to all values comes back exactly, so that the bound holds for what differs.
    found = eight_bits(*given[:2], values + values_off * offsets[1]) - values_off * offsets[1]
    assert 0.01 < relative(found, truth) <= BOUND[8]


def test_attention_in_8_bits_to_one_key_or_many_is_of_the_keys_that_are_there() -> None:
    queries, keys, values = torch.randn(3, 1, 260, 1, 16, generator=torch.Generator().manual_seed(4))
    assert relative(eight_bits(queries, keys[:, :1], values[:, :1]), values[:, :1].expand_as(queries)) <= 1e-6
    alone = eight_bits(queries[:, :3], keys, values)
    assert relative(alone, eight_bits(queries, keys, values)[:, :3]) <= 1e-6
