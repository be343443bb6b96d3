"""Folders are told apart by their configs, and a bad one is refused in a sentence that says how to mend it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.native import NATIVE

Tiny = Callable[[str], Path]


@pytest.mark.parametrize(
    ("name", "experts", "pictures", "channels", "multiple"),
    [
        ("flf2v", ("transformer",), 2, 16, 16),
        ("i2v", ("transformer",), 1, 16, 16),
        ("a14b", ("transformer", "transformer_2"), 0, 16, 16),
        ("ti2v", ("transformer",), 0, 48, 32),
    ],
)
def test_each_kind_is_told_from_its_configs(
    tiny: Tiny, name: str, experts: tuple[str, ...], pictures: int, channels: int, multiple: int
) -> None:
    kind = detect(tiny(name))
    assert (kind.name, kind.experts, kind.pictures, kind.channels) == (name, experts, pictures, channels)
    assert (kind.native.multiple, kind.native.boundary) == (multiple, NATIVE[kind.name].boundary)


def test_what_a_folder_says_of_its_shift_and_boundary_is_taken(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    _edit(folder / "model_index.json", boundary_ratio=0.875)
    _edit(folder / "scheduler" / "scheduler_config.json", flow_shift=3.0)
    assert (detect(folder).native.boundary, detect(folder).native.shift) == (0.875, 3.0)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="no-such is not a folder; give one with open Wan weights"):
        detect(tmp_path / "no-such")


def test_a_folder_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"model_index.json cannot be read \(No such file.*diffusers layout"):
        detect(tmp_path)


def test_a_folder_of_another_model(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    _edit(folder / "model_index.json", _class_name="LTXPipeline")
    with pytest.raises(OperatorError, match="holds a LTXPipeline; this engine renders with"):
        detect(folder)


def test_a_transformer_of_another_class(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    _edit(folder / "transformer_2" / "config.json", _class_name="WanVACETransformer3DModel")
    with pytest.raises(OperatorError, match="transformer_2 holds a WanVACETransformer3DModel; it should hold"):
        detect(folder)


def test_a_model_of_words_alone(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    _edit(folder / "transformer" / "config.json", in_channels=16)
    with pytest.raises(OperatorError, match="makes videos from words alone"):
        detect(folder)


def test_an_expert_alone(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    _edit(folder / "model_index.json", transformer_2=[None, None])
    with pytest.raises(OperatorError, match="neither an image encoder nor a second expert"):
        detect(folder)


@pytest.mark.parametrize("part", ["transformer_2", "vae", "text_encoder", "tokenizer", "scheduler"])
def test_a_part_that_is_missing(tiny: Tiny, tmp_path: Path, part: str) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    shutil.rmtree(folder / part)
    with pytest.raises(OperatorError, match=rf"{part}.* (is missing|cannot be read)"):
        detect(folder)


def test_a_download_that_broke_off_says_how_much_is_there(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("flf2v"), tmp_path)
    file = folder / "image_encoder" / "model.safetensors"
    whole = file.stat().st_size
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(OperatorError, match=f"has {whole - 100} bytes and should have {whole}; download it again"):
        detect(folder)


@pytest.mark.parametrize("content", [b"", b"1234567", b"\xff" * 100, b"\x10" + b"\0" * 7 + b"no header at all"])
def test_a_file_that_is_no_safetensors_file(tiny: Tiny, tmp_path: Path, content: bytes) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    (folder / "transformer" / "diffusion_pytorch_model.safetensors").write_bytes(content)
    with pytest.raises(OperatorError, match="is no safetensors file, or only the beginning of one"):
        detect(folder)


def test_a_shard_that_the_index_names_and_nobody_downloaded(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    single = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    shard = "diffusion_pytorch_model-00002-of-00002.safetensors"
    single.with_suffix(".safetensors.index.json").write_text(json.dumps({"weight_map": {"proj_out.weight": shard}}))
    single.unlink()
    with pytest.raises(OperatorError, match=re.escape(f"{shard} is missing, which its index names")):
        detect(folder)


def test_pickled_weights_are_named(tiny: Tiny, tmp_path: Path) -> None:
    folder = _copy(tiny("a14b"), tmp_path)
    part = folder / "transformer"
    (part / "diffusion_pytorch_model.safetensors").rename(part / "diffusion_pytorch_model.bin")
    with pytest.raises(OperatorError, match=r"holds no safetensors file.*Pickled weights"):
        detect(folder)


def _copy(source: Path, folder: Path) -> Path:
    return Path(shutil.copytree(source, folder / "weights"))


def _edit(file: Path, **changes: object) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))
