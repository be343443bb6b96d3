"""Weights that are not always on the card give the bits of those that are, and are there when they are read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from inbetween import settings
from inbetween.cli.served import served
from inbetween.engines.wan.blocks import Block, block_of
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.residency import seat as seats
from inbetween.engines.wan.residency.line import Arrival, Copied
from inbetween.engines.wan.residency.parts import parts_of
from inbetween.engines.wan.residency.shelf import Shelf, tensors_of
from inbetween.engines.wan.ways import ways_of
from tests.wan.test_dit import transformer
from tests.wan.test_engine import SCENE, drawn, engine_of, same

Tiny = Callable[[str], Path]
CPU = torch.device("cpu")
SHELF = {"keep_seconds": 0.0, "residency": "shelf"}


class Late(Copied):
    """A way on which bytes arrive when they are waited for, and until then are none that anybody wrote."""

    def __init__(self) -> None:
        self.sent: list[int] = []

    def send(self, home: torch.Tensor, room: torch.Tensor) -> Arrival:
        self.sent.append(len(home))
        room.fill_(0x55)

        def arrived() -> None:
            room.copy_(home)

        return arrived


def blocks(mode: str = "exact") -> list[Block]:
    """Return four blocks of FLF2V, which sees pictures too."""
    _, weights = transformer("flf2v")
    linear = ways_of(mode_of(mode), CPU).linear
    copies = {name: tensor * (1 + number) for number in (0, 1) for name, tensor in weights.items()
              if name.startswith(f"blocks.{number}.")}  # fmt: skip
    again = {name.replace("blocks.", "blocks.1"): tensor * 3 for name, tensor in copies.items()}
    return [block_of({**copies, **again}, number, linear) for number in (0, 1, 10, 11)]


def equal(one: Any, other: Any) -> bool:
    return all(
        torch.equal(a, b) and a.dtype == b.dtype for a, b in zip(tensors_of(one), tensors_of(other), strict=True)
    )


@pytest.mark.parametrize("mode", ["exact", "int8"])
@pytest.mark.parametrize("kept", [0, 1, 3, 9])
def test_each_block_is_whole_when_it_is_there(kept: int, mode: str) -> None:
    plain, late = blocks(mode), Late()
    shelf = Shelf(iter(plain), CPU, late)
    shelf.kept = kept
    shelf.come()
    for _ in range(2):
        for block, expected in zip(shelf.passing(), plain, strict=True):
            assert equal(block, expected)
        for block, expected in zip(shelf.seeing(), plain, strict=True):
            assert equal((block.words, block.pictures), (expected.words, expected.pictures))
    whole, stay = max(late.sent), min(kept, 4)
    assert late.sent.count(whole) == stay + 2 * (4 - stay)
    assert len(late.sent) == stay + 4 * (4 - stay)
    shelf.leave()
    shelf.put(1, plain[3])
    shelf.come()
    for block, expected in zip(shelf.passing(), [plain[0], *plain[3:], *plain[2:]], strict=True):
        assert equal(block, expected)


def test_a_pass_that_is_given_up_leaves_nothing_behind() -> None:
    plain = blocks()
    shelf = Shelf(iter(plain), CPU, Late())
    shelf.come()
    next(shelf.passing())
    assert all(equal(*pair) for pair in zip(shelf.passing(), plain, strict=True))


@pytest.mark.parametrize(("kind", "kept"), [("a14b", 0), ("a14b", 1), ("a14b", 2), ("flf2v", 1)])
def test_a_film_from_the_shelf_is_the_same_to_the_bit(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, kind: str, kept: int
) -> None:
    moves: list[str] = []

    def watched(guest: type, name: str, sign: str) -> None:
        move = getattr(guest, name)
        monkeypatch.setattr(guest, name, lambda one: moves.append(sign + guest.__name__) or move(one))

    film = drawn(engine_of(tiny(kind)), SCENE)
    shelved = engine_of(tiny(kind), options=SHELF | {"kept_blocks": kept})
    for guest in (seats.Visitor, Shelf):
        watched(guest, "come", "+")
        watched(guest, "leave", "-")
    assert same(drawn(shelved, SCENE), film)
    encoders = ["+Visitor", "-Visitor"] * (3 if kind == "flf2v" else 2)  # both texts, and the pictures
    experts = ["+Shelf", "-Shelf"] * (2 if kind == "a14b" else 1)
    assert moves == [*encoders, *experts]
    moves.clear()
    assert same(drawn(shelved, SCENE), film)
    assert moves == experts  # what was encoded is remembered


def test_a_module_that_visits_lies_on_the_cpu_again_with_its_own_weights() -> None:
    module = torch.nn.Linear(4, 4).requires_grad_(False)
    before = module.weight.clone()
    visitor = seats.Visitor(module, torch.device("cpu"))
    home = module.weight.data_ptr()
    visitor.come()
    assert torch.equal(module.weight, before)
    module.weight.data = module.weight.data.clone()  # as it would lie on another device
    visitor.leave()
    assert module.weight.data_ptr() == home


@pytest.mark.parametrize("mode", ["exact", "int8"])
def test_sizes_told_from_headers_are_those_that_are_loaded(tiny: Tiny, mode: str) -> None:
    parts = parts_of(detect(tiny("flf2v")), mode_of(mode))
    assert (parts.experts, parts.blocks, parts.width) == (1, 2, 24)
    _, weights = transformer("flf2v")
    linear = ways_of(mode_of(mode), CPU).linear
    half = {name: tensor.bfloat16() for name, tensor in weights.items() if name.startswith("blocks.0.")}
    loaded = sum(tensor.nbytes for tensor in tensors_of(block_of(half, 0, linear)))
    assert parts.block == pytest.approx(loaded, rel=0.08)  # tables, norms and scales are a large part of so little


def test_doctor_tells_what_will_lie_on_the_card_that_is_there(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nvidia-smi").write_text('#!/bin/sh\n[ "$1" = --query-gpu=memory.free ] && echo 81000 && echo 400\n')
    (tmp_path / "nvidia-smi").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    entry = '[weights.{name}]\nfolder = "{folder}"\ndevices = ["cuda:{card}"]\n'
    text = "".join(entry.format(name=f"tiny{card}", folder=tiny("a14b"), card=card) for card in (0, 1))
    (tmp_path / "map.toml").write_text(text + '[models]\n"wan2.7-i2v" = ["tiny0", "tiny1"]\n')
    found = served(settings.read(weights=tmp_path / "map.toml"))
    large, small = next(found), next(found)
    assert large.state == "works"
    assert large.found.endswith("of 85 GB on cuda:0: everything stays on the card; room for 480P, 720P, 1080P")
    assert small.state == "weak"
    assert "of 0 GB on cuda:1: 2 x 2 blocks" in small.found
    assert small.found.endswith("room for none")
