"""How a plan is judged against a case of the table ``directing-cases.jsonl``."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from inbetween.domain.plan import Move, Plan, Shot
from inbetween.prompts.parse import parse

CASES = [json.loads(line) for line in Path(__file__).with_name("directing-cases.jsonl").read_text().splitlines()]
FIELDS = ("size", "size_end", "angle", "angle_end", "end_hold", "transition")
TOLERANCE = 0.06


def planned(case: Mapping[str, Any]) -> Plan:
    """Return the plan of a case's prompt."""
    return parse(case["prompt"], case["duration"], case.get("shot_type"))


def show(moves: Iterable[Move], *, speeds: bool = False) -> str:
    """Return moves as the table writes them: ``kind.dir``, ``+`` together, ``>`` one after the other."""
    shown, step = "", 0
    for index, move in enumerate(moves):
        name = (
            move.kind
            + (f".{move.dir}" if move.dir else "")
            + (f":{move.speed}" if speeds and move.speed != "normal" else "")
        )
        shown += ("" if index == 0 else " + " if move.step == step else " > ") + name
        step = move.step
    return shown


def _steps(written: str) -> list[list[str]]:
    return [sorted(step.split(" + ")) for step in written.split(" > ")]


def _plain(written: str) -> str:
    return " ".join(word.partition(":")[0] if word not in "+>" else word for word in written.split(" "))


def moves_right(expected: str, shot: Shot) -> bool:
    """Say whether kinds, directions and their order are one of the accepted ones."""
    return any(_steps(_plain(option)) == _steps(show(shot.moves)) for option in expected.split("|"))


def speeds_right(expected: str, shot: Shot) -> bool:
    """Say whether the speeds are right too."""
    return any(_steps(option) == _steps(show(shot.moves, speeds=True)) for option in expected.split("|"))


def ranges_right(case: Mapping[str, Any], plan: Plan) -> bool:
    """Say whether the shots begin and end when they should."""
    expected = [shot["range"] for shot in case["shots"]]
    return len(expected) == len(plan.shots) and all(
        abs(shot.start - start) < TOLERANCE and abs(shot.end - end) < TOLERANCE
        for shot, (start, end) in zip(plan.shots, expected, strict=True)
    )


def all_moves_right(case: Mapping[str, Any], plan: Plan) -> bool:
    """Say whether every shot moves as it should."""
    return len(case["shots"]) == len(plan.shots) and all(
        moves_right(expected["moves"], shot) for expected, shot in zip(case["shots"], plan.shots, strict=True)
    )


def wrong_fields(case: Mapping[str, Any], plan: Plan) -> list[str]:
    """Return what else of a case is not as the table has it."""
    wrong = [
        f"{name}={getattr(plan, name)!r}"
        for name in ("music", "silent")
        if name in case and case[name] != getattr(plan, name)
    ]
    for expected, shot in zip(case["shots"], plan.shots, strict=False):
        wrong += [
            f"{name}={getattr(shot, name)}"
            for name in FIELDS
            if name in expected and expected[name] != getattr(shot, name)
        ]
        wrong += _wrong_lists(expected, shot)
    return wrong


def _wrong_lists(expected: Mapping[str, Any], shot: Shot) -> list[str]:
    wrong = []
    if "style" in expected and not (
        set(expected["style"]) <= set(shot.style) and (expected["style"] or not shot.style)
    ):
        wrong.append(f"style={shot.style}")
    if "sounds" in expected and sorted(expected["sounds"]) != sorted(cue.tag for cue in shot.sounds):
        wrong.append(f"sounds={[cue.tag for cue in shot.sounds]}")
    if "dialogue" in expected and [list(line) for line in expected["dialogue"]] != [
        [line.text, line.lang] for line in shot.dialogue
    ]:
        wrong.append(f"dialogue={[(line.text, line.lang) for line in shot.dialogue]}")
    if "amount" in expected and expected["amount"] not in {move.amount for move in shot.moves}:
        wrong.append(f"amount={[move.amount for move in shot.moves]}")
    if not speeds_right(expected["moves"], shot) and moves_right(expected["moves"], shot):
        wrong.append(f"speed={show(shot.moves, speeds=True)}")
    return wrong
