"""``python -m bench.prompts``: milliseconds of one thread per prompt, the best of three."""

import statistics
import time
from collections.abc import Callable
from functools import partial

from inbetween.prompts.parse import parse
from tests.unit.prompts.hostile import HOSTILE
from tests.unit.prompts.scoring import CASES, planned

LIMIT = 50.0
"""Milliseconds that 5,000 hostile characters may take."""


def main() -> None:
    """Print the figures."""
    usual = [_milliseconds(partial(planned, case)) for case in CASES]
    hostile = sorted(((_milliseconds(partial(parse, text, 5)), name) for name, text in HOSTILE.items()), reverse=True)
    print(f"{len(usual)} prompts: median {statistics.median(usual):.2f} ms, largest {max(usual):.2f} ms")
    print(f"{len(hostile)} hostile texts: median {statistics.median(cost for cost, _ in hostile):.1f} ms; the largest:")
    for cost, name in hostile[:5]:
        print(f"  {cost:5.1f} ms  {name}  ({cost / LIMIT:.2f} of the limit)")


def _milliseconds(work: Callable[[], object]) -> float:
    costs = []
    for _ in range(3):
        start = time.thread_time()
        work()
        costs.append(time.thread_time() - start)
    return min(costs) * 1000


if __name__ == "__main__":
    main()
