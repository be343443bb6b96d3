"""``inbetween wan``: what is done to folders of open Wan weights, apart from rendering with them."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

import typer
from pydantic import ValidationError

from inbetween.cli.terminal import Terminal
from inbetween.cli.whole import whole
from inbetween.domain.errors import InbetweenError, OperatorError
from inbetween.engines.weights import Lora, Weights
from inbetween.offers.tables import LoraTable

app = typer.Typer(
    help="Write open Wan weights anew: half as large, LoRAs merged.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
EXAMPLES = (
    "\b\nExample: inbetween wan convert /models/Wan2.2-I2V-A14B-Diffusers /models/a14b-bf16\n"
    "Example: inbetween wan convert /models/a14b /models/fast --lora h.safetensors:1:high --lora l.safetensors:1:low"
)


@app.command(epilog=EXAMPLES)
def convert(
    source: Annotated[Path, typer.Argument(metavar="SRC", show_default=False, help="Weights, diffusers layout.")],
    target: Annotated[Path, typer.Argument(metavar="DST", show_default=False, help="A folder that is not there yet.")],
    *,
    dtype: Annotated[Literal["bf16", "fp32"], typer.Option(help="What transformers and text encoder are in.")] = "bf16",
    lora: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE[:STRENGTH[:EXPERT]]", help="Merge it; EXPERT is high, low or both. Repeat for more."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write a copy of a folder of Wan weights in bf16, with LoRAs merged: whole, or nothing."""
    terminal = Terminal(as_json=as_json)
    part = target.with_name(f"{target.name}.part") if target.name else target
    try:
        weights = Weights(name=target.name, folder=source, loras=tuple(_lora(text) for text in lora or ()))
        _check_apart(weights, target, part)
        conversion = _rooms().planned(weights, dtype)
        _check_room(target.absolute().parent, conversion.size_bytes)
        with terminal.progress() as watch, whole(target, part, called="The folder") as new:
            conversion.write(new, watch.progress, watch.cancelled)
    except InbetweenError as error:
        terminal.failed(error)
        raise
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    told = {"path": str(target), "kind": conversion.kind.name, "dtype": dtype, "size_bytes": size}
    sentence = f"{target} holds {conversion.kind.name} in {dtype}: {size / 1e9:.1f} GB."
    print(json.dumps(told, ensure_ascii=False) if as_json else sentence)


def _rooms() -> ModuleType:
    try:
        from inbetween.engines.wan import convert as rooms
    except ModuleNotFoundError as error:
        raise OperatorError(f"Wan weights need {error.name}: pip install 'inbetween[wan]'.") from error
    return rooms


def _lora(text: str) -> Lora:
    """Read FILE[:STRENGTH[:EXPERT]] within the ranges of the model map.

    Raises:
        OperatorError: it is something else.
    """
    path, *rest = text.split(":")
    try:
        told = dict(zip(("strength", "expert"), _typed(rest), strict=False))
        return LoraTable.model_validate({"path": path, **told}).lora(Path())
    except (ValidationError, ValueError) as error:
        raise OperatorError(
            f"--lora {text}: say FILE, FILE:STRENGTH or FILE:STRENGTH:EXPERT; STRENGTH is a number from -4 to 4,"
            " EXPERT is high, low or both."
        ) from error


def _typed(rest: Sequence[str]) -> list[float | str]:
    if len(rest) > 2:
        raise ValueError(rest)
    return [float(rest[0]), *rest[1:]] if rest else []


def _check_apart(weights: Weights, target: Path, part: Path) -> None:
    """Refuse to write over anything, and over what is read first of all.

    Raises:
        OperatorError: the target is there, or what is read lies where the unfinished folder will be.
    """
    if target.exists():
        raise OperatorError(f"{target} is there already; name a folder that is not.")
    inside = [path for path in weights.paths if path.resolve().is_relative_to(part.resolve())]
    if inside:
        raise OperatorError(f"{inside[0]} is in {part}, which is removed at the start; name another target.")


def _check_room(beside: Path, needed: int) -> None:
    """Refuse to begin what the disk cannot take.

    Raises:
        OperatorError: there is less room than is needed.
    """
    there = next(folder for folder in (beside, *beside.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise OperatorError(f"The new folder needs {needed} bytes and {there} has {free} free; make room there.")
