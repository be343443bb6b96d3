"""Prompts in many wordings, written after the rules, each batch read for the first time before it was looked at."""

import json
from pathlib import Path

from inbetween.prompts.parse import parse
from tests.unit.prompts.scoring import TOLERANCE, moves_right, show

HERE = Path(__file__).parent
WORDINGS = [line.split("\t") for line in (HERE / "wordings.tsv").read_text(encoding="utf-8").splitlines()]
STORYBOARDS = [json.loads(line) for line in (HERE / "storyboards.jsonl").read_text(encoding="utf-8").splitlines()]
MISREAD = {
    "The camera rises in a slow orbit to the left.",
    "鏡頭向上仰拍高樓，隨後快速下搖。",
    "Pan, tilt, zoom: the names of three puppies who tumble down the hill.",
    "镜头店里，老板把长镜头推到柜台左边。",
    "他拉远了椅子，又推近了茶杯。",
    "A slow zoom is not wanted; keep it static.",
    "摄影师推近相机。",
    "The camera holds on the door while the curtain lifts, drops, lifts again.",
    "A slow tilt following the rocket up into the sky.",
}
"""What the rules are known to get wrong: look at these first."""


def right(prompt: str, expected: str) -> bool:
    plan = parse(prompt, 5)
    return len(plan.shots) == 1 and moves_right(expected, plan.shots[0])


def test_every_wording_is_read_but_for_those_that_are_known_to_be_misread() -> None:
    wrong = {
        prompt: show(parse(prompt, 5).shots[0].moves) for prompt, expected in WORDINGS if not right(prompt, expected)
    }
    assert set(wrong) == MISREAD, wrong


def test_every_storyboard_is_cut_where_it_says() -> None:
    for board in STORYBOARDS:
        shots = parse(board["prompt"], board["duration"]).shots
        edges = [*(shot.start for shot in shots), shots[-1].end]
        close = [abs(one - other) < TOLERANCE for one, other in zip(edges, board["edges"], strict=False)]
        assert len(edges) == len(board["edges"]), board
        assert all(close), board
