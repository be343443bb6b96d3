"""Effects of one entry share its weights: their LoRAs take each other's place, to the bit."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.engine import WanEngine
from inbetween.engines.wan.loading import Stored
from inbetween.engines.weights import EffectWords, Lora, Weights
from inbetween.worker.host import QuietHost
from tests.wan.test_engine import ALONE, drawn, engine_of, same

Tiny = Callable[[str], Path]
SQUISH, MELT = (replace(ALONE, effect=name, prompt="") for name in ("squish", "melt"))


def lora(path: Path, **changed: torch.Tensor) -> Lora:
    save_file({name.replace("__", "."): tensor for name, tensor in changed.items()}, path)
    return Lora(path=path)


@pytest.fixture
def effects(tmp_path: Path) -> dict[str, EffectWords]:
    """Give two effects: one changes a block of both experts, the other what is outside of all, and the other block."""
    draw = torch.Generator().manual_seed(4)
    down, up = torch.randn(2, 24, generator=draw), torch.randn(24, 2, generator=draw)
    low = {"blocks__0__attn1__to_k__lora_A__weight": down, "blocks__0__attn1__to_k__lora_B__weight": up}
    ends = {"proj_out__diff_b": torch.ones(64), "blocks__1__diff_m": torch.ones(1, 6, 24)}
    return {
        "squish": EffectWords(prompt="It is squeezed.", loras=(lora(tmp_path / "squish.safetensors", **low),)),
        "melt": EffectWords(prompt="It melts.", loras=(lora(tmp_path / "melt.safetensors", **ends),)),
    }


def fresh(engine: WanEngine, effect: str | None) -> WanEngine:
    """Return an engine that was loaded with the LoRAs of ``effect`` and never had others."""
    weights = engine._weights.for_effect(effect)
    effects = {name: replace(words, loras=()) for name, words in weights.effects.items()}
    made = WanEngine(replace(weights, effects=effects))
    made.warm(QuietHost())
    return made


@pytest.mark.parametrize("more", [{}, {"mode": "int8", "options": {"residency": "shelf", "kept_blocks": 1}}])
def test_an_effect_after_another_is_as_if_it_were_the_first(
    tiny: Tiny, effects: dict[str, EffectWords], more: dict[str, Any]
) -> None:
    base = Weights(
        name="tiny", folder=tiny("a14b"), devices=("cpu",), steps=2, boundary=0.9, effects=effects, **more
    )  # fmt: skip
    engine = WanEngine(base)
    expected = {scene.effect: drawn(fresh(engine, scene.effect), scene) for scene in (ALONE, SQUISH, MELT)}
    assert not same(expected["squish"], expected["melt"])
    for scene in (SQUISH, MELT, ALONE, SQUISH):
        assert same(drawn(engine, scene), expected[scene.effect]), scene.effect


def test_a_lora_that_is_not_there_harms_no_later_film(
    tiny: Tiny, effects: dict[str, EffectWords], tmp_path: Path
) -> None:
    effects["wrong"] = EffectWords(
        prompt="p", loras=(lora(tmp_path / "wrong.safetensors", blocks__1__attn1__to_q__diff_b=torch.ones(5)),)
    )
    effects["gone"] = EffectWords(prompt="p", loras=(Lora(path=tmp_path / "gone.safetensors"),))
    engine = engine_of(tiny("a14b"), effects=effects)
    film = drawn(engine, SQUISH)
    for name, sentence in (("wrong", "does not fit these weights"), ("gone", "gone.safetensors is missing")):
        with pytest.raises(OperatorError, match=sentence):
            drawn(engine, replace(SQUISH, effect=name))
        assert same(drawn(engine, SQUISH), film)


def test_what_is_not_changed_is_not_read_again(
    tiny: Tiny, effects: dict[str, EffectWords], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(tiny("a14b"), effects=effects)
    read: list[str] = []
    get = Stored.__getitem__
    monkeypatch.setattr(Stored, "__getitem__", lambda stored, name: read.append(name) or get(stored, name))
    drawn(engine, SQUISH)
    assert {name.rpartition("blocks.")[2].split(".")[0] for name in read} == {"0"}
    read.clear()
    drawn(engine, SQUISH)
    assert read == []
