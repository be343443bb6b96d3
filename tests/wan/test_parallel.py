"""Two processes compute what one does, to the bit, and end together."""

import itertools
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.engines.wan.group import Group, leave
from inbetween.engines.wan.parallel import Layout
from inbetween.engines.weights import Lora, Weights
from tests.wan.test_dit import FRAMES, asked, ours, relative, transformer

KINDS = ("flf2v", "ti2v")
CPUS = ("cpu", "cpu")


def started(folder: Path, *, pairs: bool = False) -> Any:
    """Return a group of two processes over the tiny transformers, and what it says when it is lost."""
    paths = {}
    for kind in KINDS:
        config, weights = transformer(kind)
        paths[kind] = str(folder / f"{kind}.pt")
        torch.save({"config": dict(config), "weights": dict(weights)}, paths[kind])
    said: list[str] = []
    ended = threading.Event()
    group = Group(
        Layout(ranks=2, pairs=pairs), CPUS, build="tests.wan.grouped:denoisers", asked=paths,
        lost=lambda reason: (said.append(reason), ended.set()),
    )  # fmt: skip
    return SimpleNamespace(group=group, said=said, ended=ended, **group.denoisers)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], Any]]:
    """Give what starts a group, with pairs or without; one runs at a time, as this process can be in one only."""
    open_now: dict[bool, Any] = {}

    def ensured(pairs: bool) -> Any:
        if pairs not in open_now or open_now[pairs].said:
            close()
            open_now[pairs] = started(tmp_path_factory.mktemp("group"), pairs=pairs)
        return open_now[pairs]

    def close() -> None:
        for found in open_now.values():
            found.group.close()
        open_now.clear()

    yield ensured
    close()


@pytest.fixture
def sharing(running: Callable[[bool], Any]) -> Any:
    """Give a group whose two processes share tokens."""
    return running(False)


@pytest.mark.parametrize("kind", KINDS)
def test_two_processes_that_share_tokens_equal_one_to_the_bit(sharing: Any, kind: str) -> None:
    (text, image, latents, timesteps), more = asked(kind)
    one, two = ours(kind), getattr(sharing, kind)
    alone = one(latents, timesteps, one.context(text, image), **more)
    assert torch.equal(two(latents, timesteps, two.context(text, image), **more), alone)


def test_tokens_that_two_cannot_halve_are_padded_and_nothing_sees_the_padding(sharing: Any) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    odd = latents[:, :, :, :6, :10]  # 3 x 3 x 5 tokens
    one, two = ours("flf2v"), sharing.flf2v
    alone = one(odd, timesteps, one.context(text, image))
    assert FRAMES * 3 * 5 % 2 == 1
    assert relative(two(odd, timesteps, two.context(text, image)), alone) <= 1e-6


def test_a_stop_ends_the_forward_in_both_and_the_group_lives_on(sharing: Any) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    two = sharing.flf2v
    context = two.context(text, image)
    before = two(latents, timesteps, context, stop=lambda: False)
    with pytest.raises(Cancelled):
        two(latents, timesteps, context, stop=itertools.chain([False], itertools.repeat(True)).__next__)
    assert torch.equal(two(latents, timesteps, context), before)


def test_loras_are_exchanged_in_every_process(sharing: Any) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    two = sharing.flf2v
    context = two.context(text, image)
    before = two(latents, timesteps, context)
    for strength, expected in ((2.0, before * 2), (0.5, before)):
        two.exchange(Weights(name="tiny", loras=(Lora(path=Path("any"), strength=strength),)))
        assert torch.equal(two(latents, timesteps, context), expected)


def test_each_half_of_guidance_is_computed_by_a_process_of_its_own(running: Callable[[bool], Any]) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v", batch=2)
    assert image is not None
    pair = running(True)
    both = pair.flf2v(latents, timesteps, pair.flf2v.context(text, image))
    single = pair.flf2v(latents[:1], timesteps, pair.flf2v.context(text[:1], image[:2]))
    one = ours("flf2v")
    halves = [
        one(latents[i : i + 1], timesteps, one.context(text[i : i + 1], image[2 * i : 2 * i + 2])) for i in (0, 1)
    ]
    assert torch.equal(both, torch.cat(halves))
    assert torch.equal(single, halves[0])


@pytest.mark.parametrize(
    ("layout", "sentence"),
    [
        (lambda: Layout(ranks=3).require(40), "3 processes cannot share 40 heads of attention; 1, 2, 4, 5, 8 can"),
        (lambda: Layout(ranks=3, pairs=True), "pairs of devices, and 3 make none"),
    ],
)
def test_devices_that_cannot_share_the_work_are_refused_with_a_sentence(layout: Any, sentence: str) -> None:
    with pytest.raises(OperatorError, match=sentence):
        layout()


def test_a_process_that_cannot_start_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "false")
    with pytest.raises(OperatorError, match="process 1 of 2 did not start"):
        started(tmp_path)


def test_a_process_that_dies_ends_the_group_with_one_sentence(running: Callable[[bool], Any]) -> None:
    (text, image, latents, timesteps), _ = asked("flf2v")
    sharing = running(True)
    two = sharing.flf2v
    context = two.context(text, image)

    def kill() -> bool:
        os.kill(sharing.group._others[0].pid, signal.SIGKILL)
        assert sharing.ended.wait(30)
        return False

    with pytest.raises(RuntimeError):  # in life the process has left by now: see ``group.leave``
        two(latents, timesteps, context, stop=kill)
    expected = "The group of 2 processes is lost: process 1 ended by signal 9; all of them end."
    assert sharing.said == [expected]


def test_a_group_that_is_lost_says_so_and_ends_its_first_process_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At once: its main thread may wait inside a kernel for a process that is gone."""
    statuses: list[int] = []
    monkeypatch.setattr(os, "_exit", statuses.append)
    leave("The group is lost.")
    assert (statuses, capsys.readouterr().err) == ([70], "The group is lost.\n")
