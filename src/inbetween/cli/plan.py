"""``inbetween plan``: what the words of a prompt direct, before anything is rendered."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Literal

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from inbetween.domain.plan import Move, Plan, Shot

EXAMPLES = (
    '\b\nExample: inbetween plan "The camera slowly pushes in, then pans left"\n'
    'Example: inbetween plan "Shot 1 [0-3s]: wide shot. Shot 2 [3-8s]: close-up" --duration 8\n'
    'Example: inbetween plan "镜头缓慢拉远，窗外下着雨" --json | jq .shots[0].moves'
)
_COLUMNS = ("shot", "seconds", "camera", "frame", "style", "sound", "then")


def plan(
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help="What happens in the video.")],
    *,
    duration: Annotated[float, typer.Option(min=0.5, max=60, help="Seconds of video.")] = 5,
    shot_type: Annotated[
        Literal["single", "multi"] | None,
        typer.Option(help="One take, or several shots; else the words decide.", show_default=False),
    ] = None,
    last_frame: Annotated[
        bool, typer.Option("--last-frame", help="A last frame is given: times alone are beats.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as one JSON object.")] = False,
) -> None:
    """Show the shots, moves and sounds that a prompt asks for."""
    from inbetween.prompts.parse import parse  # a quarter of a second, for which the other verbs do not wait

    made = parse(prompt, duration, shot_type, has_last_frame=last_frame)
    if as_json:
        print(json.dumps(made.to_json(), ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(_table(made))
    for sentence in _sentences(made):
        console.print(sentence, markup=False, soft_wrap=True)


def _table(made: Plan) -> Table:
    table = Table(*_COLUMNS, box=box.SIMPLE_HEAD)
    for number, shot in enumerate(made.shots, 1):
        table.add_row(str(number), f"{shot.start:g} - {shot.end:g}", *_cells(shot))
    return table


def _cells(shot: Shot) -> tuple[str, str, str, str, str]:
    sounds = ", ".join(cue.tag for cue in shot.sounds)
    lines = "".join(f"\n“{line.text}”" for line in shot.dialogue)
    return (camera(shot), _framing(shot), ", ".join(shot.style), (sounds + lines).strip(), shot.transition or "")


def camera(shot: Shot) -> str:
    """Return the moves of a shot in words: *slow push in, then pan left + tilt up*."""
    if not shot.moves:
        return "nothing said"
    steps = (list(moves) for _, moves in groupby(shot.moves, key=lambda move: move.step))
    told = ", then ".join(" + ".join(_move(move) for move in moves) for moves in steps)
    return f"{told}, and rest" if shot.end_hold else told


def _move(move: Move) -> str:
    words = (move.speed, move.amount, move.lens or move.kind, move.dir)
    told = " ".join(word for word in words if word and word != "normal")
    return f"{told} ({move.at[0]:g} - {move.at[1]:g} s)" if move.at else told


def _framing(shot: Shot) -> str:
    return ", ".join([*_from_to(shot.size, shot.size_end), *_from_to(shot.angle, shot.angle_end)])


def _from_to(first: str | None, last: str | None) -> Sequence[str]:
    if not last:
        return [first] if first else []
    return [f"{first} to {last}" if first else f"to {last}"]


def _sentences(made: Plan) -> Iterator[str]:
    if made.silent:
        yield "No sound is wanted."
    if made.music is not None:
        yield f"Music: {made.music}." if made.music else "No music is wanted."
    if made.only_given_audio:
        yield "No sound but the given one is wanted."
    for warning in made.warnings:
        yield f"warning: {warning}"
