"""Prompts that nobody who writes rules has read: what is wanted of the words holds for them.

Six hundred in eight voices, by authors (language models, as those who label and judge) who saw the table and how it is
labelled, and neither rules nor lexicons: plain, natural and misleading ones in the table's proportions, half Chinese.
Of set 1 the other half was read (batch 18 of the fresh ones); set 2 was scored for the first time when the rules were
done: 95.2 % right, misleading ones 88, ranges 99.8, where the rules of the day before had 91.8, 83 and 99.8. A second
reader labelled set 1 from its prompts alone: his first readings are among the accepted ones in all of them, which is an
upper bound, for the two read one notation. Let these prompts stay unread: no case is shown here.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.plan import Plan
from tests.unit.prompts.scoring import all_moves_right, planned, ranges_right

MOVES, MISLEADING, RANGES = 0.95, 0.85, 0.98


@cache
def read() -> list[tuple[dict[str, Any], Plan]]:
    """Return every case with its plan."""
    lines = Path(__file__).with_name("unread-cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [(case, planned(case)) for case in map(json.loads, lines)]


@pytest.mark.parametrize("which", [1, 2])
def test_every_move_is_right_in_95_of_100_prompts(which: int) -> None:
    assert share([all_moves_right(case, plan) for case, plan in read() if case["set"] == which]) >= MOVES


@pytest.mark.parametrize("which", [1, 2])
def test_every_move_is_right_in_85_of_100_misleading_prompts(which: int) -> None:
    misleading = [(case, plan) for case, plan in read() if (case["set"], case["group"]) == (which, "nasty")]
    assert share([all_moves_right(case, plan) for case, plan in misleading]) >= MISLEADING


@pytest.mark.parametrize("which", [1, 2])
def test_shots_are_cut_where_they_should_in_98_of_100_prompts(which: int) -> None:
    assert share([ranges_right(case, plan) for case, plan in read() if case["set"] == which]) >= RANGES


def share(right: list[bool]) -> float:
    """Return the share of what is right."""
    return sum(right) / len(right)
