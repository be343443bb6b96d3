"""Prompts by somebody who saw neither rules nor lexicons.

At first contact 72.5 % of 200 had every move right (plain 94, nasty 68, natural 64) and 96 % every range. The bars hold
what is reached and rise with the parser; wanted are 95, 85 and 98 %. The second half has never been read by who writes
rules: let it stay so.
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
        ("plain", all_moves_right, 0.94),
        ("nasty", all_moves_right, 0.68),
        ("natural", all_moves_right, 0.64),
        ("", ranges_right, 0.96),
    ],
    ids=["plain moves", "nasty moves", "natural moves", "ranges"],
)
def test_unseen_prompts_are_read_as_well_as_at_first_contact(
    group: str, right: Callable[[Mapping[str, Any], Plan], bool], least: float
) -> None:
    cases = [case for case in CASES if group in ("", case["group"])]
    assert sum(right(case, planned(case)) for case in cases) >= least * len(cases)
