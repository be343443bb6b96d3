"""Prompts by somebody who saw neither rules nor lexicons.

At first contact 72.5 % of 200 had every move right (plain 94, nasty 68, natural 64) and 96 % every range. The first
half, plain and nasty, was then read and is wholly right: it only holds what is reached. The second half, natural, has
never been read by who writes rules: let it stay so. It rose to 75 % by work on other prompts; wanted are 95.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.plan import Plan
from tests.unit.prompts.scoring import all_moves_right, planned, ranges_right

CASES = [json.loads(line) for line in Path(__file__).with_name("blind-cases.jsonl").read_text().splitlines()]


@pytest.mark.parametrize(
    ("group", "right", "least"),
    [
        ("plain", all_moves_right, 0.98),
        ("nasty", all_moves_right, 0.96),
        ("natural", all_moves_right, 0.74),
        ("", ranges_right, 0.97),
    ],
    ids=["plain moves", "nasty moves", "natural moves", "ranges"],
)
def test_unseen_prompts_are_read_as_well_as_at_first_contact(
    group: str, right: Callable[[Mapping[str, Any], Plan], bool], least: float
) -> None:
    cases = [case for case in CASES if group in ("", case["group"])]
    assert sum(right(case, planned(case)) for case in cases) >= least * len(cases)
