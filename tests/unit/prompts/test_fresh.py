"""Batches of prompts that were scored once before anybody who writes rules read them: what is reached of them holds.

Every move of the prompt was right, at first contact, in 65, 51, 45, 79, 86 and 89 %: the second and third batch are
riddles, the others are ordinary. Mending the failures of one batch hardly moved the next. Batch 9 is no sample: its
sentences were invented for the classes in which others failed. Batches 10 and 11 are English, misleading
and long-winded: 77 and 62 % at first contact; 12 and 13 are Chinese, the same two: 91 and 78 %;
16 and 17 Chinese by another voice: 82 and 45 %.
18 to 28 are in twenty-odd more voices: 88 (18), then English 66 (polite), 81, 78, 69 (not their language), 80 and 91
(long descriptions, half without a camera), Chinese 89, 87, 83 and 86.
"""

import json
from pathlib import Path

import pytest

from tests.unit.prompts.scoring import all_moves_right, planned, ranges_right

CASES = [json.loads(line) for line in Path(__file__).with_name("fresh-cases.jsonl").read_text().splitlines()]


@pytest.mark.parametrize(
    ("batch", "least"),
    [
        (1, 0.86),
        (2, 0.52),
        (3, 0.48),
        (4, 0.95),
        (5, 0.93),
        (6, 0.98),
        (9, 0.86),
        (10, 0.9),
        (11, 0.83),
        (12, 0.96),
        (13, 0.93),
        (16, 0.94),
        (17, 0.84),
        (18, 0.97),
        (19, 0.93),
        (20, 0.96),
        (21, 0.96),
        (22, 0.92),
        (23, 0.92),
        (24, 0.98),
        (25, 0.98),
        (26, 0.97),
        (27, 0.94),
        (28, 0.95),
    ],
)
def test_a_batch_is_read_as_well_as_it_was(batch: int, least: float) -> None:
    plans = [(case, planned(case)) for case in CASES if case["batch"] == batch]
    assert sum(all_moves_right(case, plan) for case, plan in plans) / len(plans) >= least
    assert sum(ranges_right(case, plan) for case, plan in plans) / len(plans) >= 0.93
