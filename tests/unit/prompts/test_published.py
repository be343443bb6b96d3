"""Prompts in the manner of those that people and vendors publish, one class of misreading after the other.

None is copied: each was invented to its class, which real prompts showed.
"""

import json
from pathlib import Path

from tests.unit.prompts.scoring import all_moves_right, planned, ranges_right, show

CASES = [json.loads(line) for line in Path(__file__).with_name("published.jsonl").read_text("utf-8").splitlines()]


def test_prompts_as_they_are_published_are_cut_and_move_as_they_say() -> None:
    wrong = {}
    for case in CASES:
        plan = planned(case)
        if not (ranges_right(case, plan) and all_moves_right(case, plan)):
            wrong[case["class"], case["prompt"]] = [(shot.end, show(shot.moves)) for shot in plan.shots]
    assert not wrong
