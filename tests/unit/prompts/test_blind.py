"""Prompts by two people who saw neither rules nor lexicons: what is read of them may not get worse.

At first contact every move was right in 72.5 % of the first 200 (plain 94, nasty 68, natural 64) and in 77 % of the
second 200 (97.5, 63, 77), every range in 96 and 98 %. Of each set a half was then read by who writes rules, and only
holds what is reached. The other halves have never been read: let it stay so. Of them 74 % were right when rules were
made from examples, 85 % since they are made by class (``docs/decisions/0026``). Wanted are 95 %, nasty 85.
A third reader labelled the unread 200 without seeing the labels: his first reading of the moves was among the accepted
ones in all of them, his ranges in 199 (one slip), and in 197 the first readings are the same. No label was changed.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.plan import Plan
from tests.unit.prompts.scoring import all_moves_right, planned, ranges_right

CASES = [json.loads(line) for line in Path(__file__).with_name("blind-cases.jsonl").read_text().splitlines()]


def share(cases: list[dict[str, Any]], right: Callable[[Mapping[str, Any], Plan], bool]) -> float:
    """Return the share of prompts that are read rightly."""
    return sum(right(case, planned(case)) for case in cases) / len(cases)


@pytest.mark.parametrize(
    ("group", "read", "least"),
    [
        ("plain", True, 0.98),
        ("nasty", True, 0.96),
        ("natural", True, 0.96),
        ("plain", False, 0.95),
        ("nasty", False, 0.69),
        ("natural", False, 0.87),
    ],
)
def test_moves_are_read_as_well_as_they_were(group: str, read: bool, least: float) -> None:
    reached = share([case for case in CASES if (case["group"], case["read"]) == (group, read)], all_moves_right)
    assert reached >= least, "no case is shown here: half of them should stay unread"


@pytest.mark.parametrize(("read", "least"), [(True, 0.99), (False, 0.99)])
def test_shots_are_cut_as_well_as_they_were(read: bool, least: float) -> None:
    reached = share([case for case in CASES if case["read"] is read], ranges_right)
    assert reached >= least, "no case is shown here: half of them should stay unread"
