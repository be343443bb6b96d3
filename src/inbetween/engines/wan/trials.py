"""Whatever an entry may be computed with, tried on its device at the lengths that will be served.

A start does so before it loads weights, when their room is still free; ``doctor`` does the same and tells more of it.
The shortest and the longest segment of every size are tried (``lengths``). Calculated for 720P and 81 frames: 117 TFLOP
a kernel, a fortieth of the attention of one forward, and 3 GB. What is compared is a slice, what is computed is all:
kernels were seen to be wrong past 2**31 elements, or in the last tile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.attention import Chooser, memory_of
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.lengths import lengths_of
from inbetween.engines.wan.modes import Mode, mode_of
from inbetween.engines.wan.native import PROMPT_TOKENS
from inbetween.engines.wan.precision import tried_product
from inbetween.engines.wan.shards import read_json
from inbetween.engines.wan.timings import Shape, kernel_folder
from inbetween.engines.weights import Weights

CPU_TOKENS = 1_024
"""Most tokens that are tried on a CPU. It is there for tiny weights; a segment of 720P would take it minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried on ``device``: attention among tokens (``attending``), to words and pictures (``looking``), and
    the blocks' products (in, out), over each of ``rows`` tokens, where ``mode`` has them in 8 bits."""

    device: torch.device
    mode: Mode
    attend: Chooser
    look: Chooser
    attending: tuple[Shape, ...]
    looking: tuple[Shape, ...]
    rows: tuple[int, ...]
    products: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of a trial, as JSON values; ``fault`` says in one sentence why the entry cannot be served."""

    attention: tuple[Mapping[str, Any], ...]
    products: tuple[Mapping[str, Any], ...]
    fault: str | None


def trial_of(weights: Weights, kind: Kind, device: torch.device, *, dtype: torch.dtype, sharing: int = 1) -> Trial:
    """Return what is to be tried of ``weights`` on a device that has a share of the tokens, one of ``sharing``.

    Raises:
        OperatorError: mode and kernel are unknown, or exclude each other.
    """
    config = read_json(kind.folder / kind.experts[0] / "config.json")
    heads, channels, inner = (int(config[key]) for key in ("num_attention_heads", "attention_head_dim", "ffn_dim"))
    lengths = lengths_of(weights.asked, kind.native)
    if device.type == "cpu":
        lengths = tuple(sorted({min(length, CPU_TOKENS) for length in lengths}))
    mode, timings, width = mode_of(weights.mode, weights.attention), memory_of(kernel_folder()), heads * channels
    rows = tuple(-(-length // sharing) for length in lengths)
    plain = {"batch": 1, "channels": channels, "dtype": dtype}
    return Trial(
        device=device,
        mode=mode,
        attend=Chooser(timings, wanted=weights.attention, eight_bits=mode.attention8),
        look=Chooser(timings),
        attending=tuple(Shape(tokens=each, seen=each, heads=heads // sharing, **plain) for each in lengths),
        looking=tuple(Shape(tokens=each, seen=seen, heads=heads, **plain) for each in rows for seen in _seen(kind)),
        rows=rows,
        products=((width, 3 * width), (width, width), (width, inner), (inner, width)),
    )


def tried(trial: Trial) -> Tried:
    """Try everything; what is refused is told on standard error too."""
    attention, products = list(_attention(trial)), list(_products(trial))
    faults = [str(row["fault"]) for row in (*attention, *products) if row["fault"]]
    return Tried(attention=tuple(attention), products=tuple(products), fault=faults[0] if faults else None)


def require(trial: Trial) -> None:
    """Try everything, and give its memory back.

    Raises:
        OperatorError: nothing that the entry allows is right.
    """
    found = tried(trial)
    if trial.device.type == "cuda":
        torch.cuda.empty_cache()
    if found.fault:
        raise OperatorError(found.fault)


def _attention(trial: Trial) -> Iterator[dict[str, Any]]:
    """Yield a row per shape: its verdicts, and the kernel that is chosen, or why none is."""
    for chooser, shapes in ((trial.attend, trial.attending), (trial.look, trial.looking)):
        for shape in shapes:
            row: dict[str, Any] = {"tokens": shape.tokens, "seen": shape.seen, "chosen": None, "fault": None}
            try:
                row["chosen"] = chooser.choose(shape, trial.device).name
            except OperatorError as fault:
                row["fault"] = fault.message
            yield row | {"verdicts": [asdict(verdict) for verdict in chooser.verdicts(shape, trial.device)]}


def _products(trial: Trial) -> Iterator[dict[str, Any]]:
    """Yield a row per product and length; none where products are exact."""
    if trial.mode.products == "exact":
        return
    ops, _ = ops_on(trial.device.type)
    for rows in trial.rows:
        for sides in trial.products:
            row: dict[str, Any] = {"product": trial.mode.products, "tokens": rows, "sides": sides}
            try:
                yield row | {
                    "error": tried_product(trial.mode, ops, sides, rows=rows, device=trial.device),
                    "fault": None,
                }
            except OperatorError as fault:
                yield row | {"error": None, "fault": fault.message}


def _seen(kind: Kind) -> Iterator[int]:
    """Yield how many words, and how many tokens of pictures, each token looks at."""
    yield PROMPT_TOKENS
    if kind.pictures:
        config = read_json(kind.folder / "image_encoder" / "config.json")
        yield kind.pictures * ((int(config["image_size"]) // int(config["patch_size"])) ** 2 + 1)
