"""``inbetween wan convert``: another folder, the same film; whole, or nothing."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from click.testing import Result
from diffusers import WanTransformer3DModel
from safetensors.torch import save_file
from transformers import UMT5EncoderModel
from typer.testing import CliRunner

from inbetween.cli.main import app
from inbetween.cli.terminal import Watch
from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.engines.wan import outline
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.loading import stored
from inbetween.engines.wan.modes import is_exact
from inbetween.engines.wan.shards import header_of, shards_of
from inbetween.engines.weights import Lora, Weights
from tests.wan.test_engine import SCENE, drawn, engine_of, same

Tiny = Callable[[str], Path]
EXPERTS = ("transformer", "transformer_2")


@pytest.fixture
def lora(tmp_path: Path) -> Path:
    path, random = tmp_path / "lora.safetensors", torch.Generator().manual_seed(3)
    sides = {"lora_down": (2, 24), "lora_up": (24, 2)}
    named = {
        f"diffusion_model.blocks.{block}.self_attn.q.{side}.weight": torch.randn(shape, generator=random)
        for block in (0, 1) for side, shape in sides.items()
    }  # fmt: skip
    save_file(named, path)
    return path


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(app, ["wan", "convert", *map(str, arguments)])


def converted(*arguments: Any) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, (done.output, done.exception)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def tensors(folder: Path, part: str, dtype: torch.dtype, *loras: Lora) -> dict[str, torch.Tensor]:
    weights = Weights(name="tiny", folder=folder, loras=loras)
    return dict(stored(weights, detect(folder), part, device=torch.device("cpu"), dtype=dtype))


def assert_equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> None:
    assert one.keys() == other.keys()
    assert all(tensor.dtype == other[name].dtype and torch.equal(tensor, other[name]) for name, tensor in one.items())


def test_the_converted_folder_renders_the_film_of_the_original_with_its_loras(
    tiny: Tiny, lora: Path, tmp_path: Path
) -> None:
    source, target = tiny("a14b"), tmp_path / "a14b"
    converted(source, target, "--dtype", "fp32", "--lora", f"{lora}:0.5:low")
    scene = replace(SCENE, frame_count=5)
    with_lora = drawn(engine_of(source, loras=(Lora(path=lora, strength=0.5, expert="low"),)), scene)
    assert same(drawn(engine_of(target), scene), with_lora)
    assert not same(drawn(engine_of(source), scene), with_lora)


def test_bf16_holds_what_the_original_is_rounded_to_when_it_is_loaded(tiny: Tiny, lora: Path, tmp_path: Path) -> None:
    source, target = tiny("a14b"), tmp_path / "half"
    told = converted(source, target, "--lora", lora)
    assert told == {"path": str(target), "kind": "a14b", "dtype": "bf16", "size_bytes": size_of(target)}
    for part in EXPERTS:
        stored = {name: entry["dtype"] for name, entry in header(target / part).items()}
        assert stored == {name: "F32" if is_exact(name) else "BF16" for name in stored}
        assert set(stored.values()) == {"F32", "BF16"}
        merged = tensors(source, part, torch.bfloat16, Lora(path=lora))
        assert_equal(tensors(target, part, torch.bfloat16), merged)
    texts = [
        UMT5EncoderModel.from_pretrained(folder / "text_encoder", local_files_only=True, dtype=torch.bfloat16)
        for folder in (source, target)
    ]
    assert_equal(*(text.state_dict() for text in texts))


def header(part: Path) -> dict[str, Any]:
    return {k: v for file in shards_of(part) for k, v in header_of(file).items() if k != "__metadata__"}


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def bytes_of(part: Path) -> Counter[bool]:
    """Count the bytes of tensors, those that stay in float32 apart."""
    sizes: Counter[bool] = Counter()
    for name, entry in header(part).items():
        sizes[is_exact(name)] += entry["data_offsets"][1] - entry["data_offsets"][0]
    return sizes


def test_what_is_rounded_takes_half_and_all_else_is_copied(tiny: Tiny, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "half"
    shutil.copytree(tiny("flf2v"), source)
    (source / "LICENSE").write_text("Apache-2.0")
    for left in (".git/lfs", "makers/weights.pth", "raw.safetensors", "transformer/diffusion_pytorch_model.bin"):
        (source / left).parent.mkdir(exist_ok=True)
        (source / left).write_bytes(b"x")
    converted(source, target)
    for part, exact in (("transformer", True), ("text_encoder", False)):
        before, after = bytes_of(source / part), bytes_of(target / part)
        assert (after[False] * 2, after[exact]) == (before[False], before[exact] // (1 if exact else 2))
    files, kept = ({file.relative_to(folder) for file in folder.rglob("*")} for folder in (tiny("flf2v"), target))
    assert kept == files | {Path("LICENSE")}
    for file in (file for file in files if (source / file).is_file() and file.name != "model.safetensors"):
        anew = file.parts[0] == "transformer" and file.suffix == ".safetensors"
        assert anew != ((source / file).read_bytes() == (target / file).read_bytes())


def test_large_parts_are_cut_and_diffusers_reads_them(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outline, "SHARD_BYTES", 20_000)
    converted(tiny("a14b"), tmp_path / "cut")
    for part in (*EXPERTS, "text_encoder"):
        files = shards_of(tmp_path / "cut" / part)
        assert len(files) > 1
        assert all(sum(sizes.values()) <= 20_000 for sizes in map(bytes_of_file, files))
    read = WanTransformer3DModel.from_pretrained(tmp_path / "cut" / "transformer", local_files_only=True)
    plain = tensors(tiny("a14b"), "transformer", torch.bfloat16)
    assert_equal(dict(read.state_dict()), {name: tensor.float() for name, tensor in plain.items()})
    UMT5EncoderModel.from_pretrained(tmp_path / "cut" / "text_encoder", local_files_only=True)


def bytes_of_file(file: Path) -> dict[str, int]:
    entries = {name: entry for name, entry in header_of(file).items() if name != "__metadata__"}
    return {name: entry["data_offsets"][1] - entry["data_offsets"][0] for name, entry in entries.items()}


def test_an_interrupted_run_leaves_nothing_and_what_a_killed_one_left_is_removed(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, part = tmp_path / "half", tmp_path / "half.part"
    part.mkdir()
    (part / "junk").write_bytes(b"x")
    asked: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(Watch, "cancelled", lambda _: asked.append(len(list(part.iterdir()))) or len(asked) > 80)
        assert isinstance(run(tiny("a14b"), target).exception, Cancelled)
    assert asked[-1] == 2  # in the second expert
    assert not list(tmp_path.iterdir())
    part.mkdir()
    (part / "junk").write_bytes(b"x")
    converted(tiny("a14b"), target)
    assert [path.name for path in tmp_path.iterdir()] == ["half"]
    assert not (target / "junk").exists()


class Room(NamedTuple):
    free: int


def test_a_disk_without_room_is_told_in_bytes(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(free=1000))
    done = run(tiny("a14b"), tmp_path / "half", "--json")
    assert "bytes and" in str(done.exception)
    assert "has 1000 free" in json.loads(done.stdout)["error"]["message"]
    assert not list(tmp_path.iterdir())


def broken(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def other(path: Path) -> None:
    save_file({"blocks.7.self_attn.q.diff_b": torch.ones(24)}, path)


def eight_bit(path: Path) -> None:
    save_file({"blocks.0.attn1.to_q.weight": torch.ones(24, 24).to(torch.float8_e4m3fn)}, path)


@pytest.mark.parametrize(
    ("spoil", "lora_is", "sentence"),
    [
        ((broken, "lora.safetensors"), "", "lora.safetensors has .* bytes and should have"),
        ((other, "lora.safetensors"), "", "changes blocks.7.attn1.to_q, which these weights do not have"),
        ((eight_bit, "source/transformer/diffusion_pytorch_model.safetensors"), "", "in F8_E4M3; convert weights in"),
        ((Path.unlink, "source/vae/config.json"), "", "vae/config.json cannot be read"),
        ((Path.mkdir, "half"), "", "half is there already"),
        (None, ":strong", "STRENGTH is a number from -4 to 4"),
        (None, ":9", "STRENGTH is a number from -4 to 4"),
        (None, ":1:middle", "EXPERT is high, low or both"),
        (None, ":1:low:2", "say FILE, FILE:STRENGTH or"),
        (None, ".away", "away is missing; a LoRA is one safetensors file"),
    ],
)
def test_what_cannot_be_converted_is_said_and_leaves_nothing(
    spoil: Any, lora_is: str, sentence: str, tiny: Tiny, lora: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny("a14b"), tmp_path / "source")
    if spoil:
        spoil[0](tmp_path / spoil[1])
    before = set(tmp_path.rglob("*"))
    done = run(tmp_path / "source", tmp_path / "half", "--lora", f"{lora}{lora_is}")
    with pytest.raises(OperatorError, match=sentence):
        raise done.exception or AssertionError(done.output)
    assert set(tmp_path.rglob("*")) == before


def test_what_is_read_is_never_removed(tiny: Tiny, tmp_path: Path) -> None:
    source = tmp_path / "half.part"
    shutil.copytree(tiny("a14b"), source)
    assert "which is removed at the start" in str(run(source, tmp_path / "half").exception)
    assert detect(source).name == "a14b"


def test_without_torch_the_verb_says_what_to_install(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "inbetween.engines.wan.convert", raising=False)
    monkeypatch.delattr("inbetween.engines.wan.convert", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    message = str(run(tiny("a14b"), tmp_path / "half").exception)
    assert message == "Wan weights need torch: pip install 'inbetween[wan]'."
