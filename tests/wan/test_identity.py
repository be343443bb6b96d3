"""Latents are gone on with by the same weights, words and pictures alone, wherever these lie."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from inbetween.engines.wan import identity
from inbetween.engines.wan.engine import WanEngine
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.native import NATIVE
from inbetween.engines.wan.plan import footage_of
from inbetween.engines.wan.unwanted import UNWANTED
from inbetween.engines.weights import Lora, Weights
from inbetween.worker.host import QuietHost
from tests.pictures import smooth
from tests.wan.test_engine import SCENE, Watcher, drawn, engine_of, same

Tiny = Callable[[str], Path]


@pytest.fixture
def copied(tiny: Tiny, tmp_path: Path) -> Path:
    """Give a folder of one's own with the weights of A14B."""
    return Path(shutil.copytree(tiny("a14b"), tmp_path / "elsewhere" / "a14b"))


def identity_of(folder: Path, *loras: Lora) -> str:
    return identity.of_weights(Weights(name="tiny", folder=folder, loras=loras), detect(folder))


def test_weights_are_the_same_on_another_machine_and_others_after_a_change(tiny: Tiny, copied: Path) -> None:
    before = identity_of(copied)
    assert before == identity_of(tiny("a14b"))
    file = copied / "transformer_2" / "diffusion_pytorch_model.safetensors"
    tensors = load_file(file)
    tensors["blocks.1.ffn.net.2.weight"] += 1e-6
    save_file(tensors, file)
    assert identity_of(copied) != before


def test_a_lora_is_known_by_what_it_holds_and_how_it_is_merged(tiny: Tiny, tmp_path: Path) -> None:
    one, other = (Lora(path=tmp_path / name) for name in ("one.safetensors", "other.safetensors"))
    for lora, number in ((one, 1.0), (other, 2.0)):
        save_file({"blocks.0.attn1.to_q.diff_b": torch.full((24,), number)}, lora.path)
    told = [identity_of(tiny("a14b"), *loras) for loras in ((), (one,), (other,), (replace(one, strength=0.5),))]
    assert len(set(told)) == 4


def told(**changed: Any) -> dict[str, str]:
    """Return what the latents of a scene depend on."""
    given = {"words": ("a cat", "blurred"), "weights": Weights(name="tiny"), "identity": "x", "seed": 1} | changed
    footage = footage_of(replace(SCENE, seed=given.pop("seed")), NATIVE["a14b"])
    known = dict.fromkeys((one.index for one in footage.segments[0].known), given.pop("picture", smooth(80, 48, 1)))
    return identity.of_latents(given.pop("words"), footage.segments[0], known, **given)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"words": ("a dog", "blurred")}, "words"),
        ({"words": ("a cat", UNWANTED)}, "words"),
        ({"picture": smooth(80, 48, 2)}, "pictures"),
        ({"identity": "y"}, "weights"),
        ({"seed": 2}, "seed"),
        ({"weights": Weights(name="tiny", guidance=(1.0, 1.0))}, "ways"),
    ],
)
def test_each_thing_that_latents_depend_on_is_told(changed: dict[str, Any], key: str) -> None:
    plain, other = told(), told(**changed)
    assert {name for name in plain if plain[name] != other[name]} == {key}


def test_the_name_the_folder_and_the_devices_of_an_entry_change_no_latents() -> None:
    assert told() == told(weights=Weights(name="b", folder=Path("/elsewhere"), devices=("cuda:1",)))


@pytest.mark.parametrize("package", ["torch", "diffusers"])
def test_versions_are_told(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    plain = told()
    monkeypatch.setattr(identity, "version", lambda name: "0" if name == package else plain[name])
    assert {name for name, value in told().items() if value != plain[name]} == {package}


def test_a_task_that_died_begins_again_where_the_weights_are_others(tiny: Tiny, copied: Path) -> None:
    host = Watcher()
    film = drawn(engine_of(tiny("a14b")), SCENE, host)

    def again(folder: Path) -> tuple[WanEngine, int, bool]:
        engine, other = engine_of(folder), QuietHost()
        other.scratch = host.scratch
        rendering = engine.render(SCENE, other)
        alike = same(list(rendering.frames), film)  # type: ignore[arg-type]
        return engine, int(rendering.measurements["resumed"]), alike

    _, resumed, alike = again(copied)
    assert (resumed, alike) == (2, True)
    file = copied / "transformer" / "diffusion_pytorch_model.safetensors"
    save_file({name: tensor * 1.5 for name, tensor in load_file(file).items()}, file)
    engine, resumed, alike = again(copied)
    assert (resumed, alike) == (0, False)
    assert same(drawn(engine, SCENE), drawn(engine_of(copied), SCENE))
