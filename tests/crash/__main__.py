"""The crash suite: ``python -m tests.crash`` kills at least 300 times and prints what is left (``make crash``)."""

import argparse
import json
import random
import sys
from pathlib import Path

from tests.crash.suite import SHARES, run_all
from tests.crash.table import as_json, as_text, seldom

REAL_LEAST = 0.2
"""Least share of the tasks that are real renders: a house that only fails and cancels loses nothing either."""


def main() -> int:
    """Run, print, and return 0 when nothing is wrong and enough was tried."""
    asked = _arguments()
    _say(f"seed {asked.seed}")
    reports = []
    for report in run_all(kills=asked.kills, seconds=asked.seconds, seed=asked.seed, only=asked.only):
        _say(as_text(report))
        reports.append(report)
    rare = seldom(reports) if not asked.only else []
    _say(f"{sum(report.kills.total() for report in reports)} kills; points died at less than three times: {len(rare)}")
    if asked.json:
        asked.json.write_text(json.dumps(as_json(reports, seed=asked.seed), indent=1) + "\n")
    return 0 if all(report.good and report.real_share >= REAL_LEAST for report in reports) and not rare else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--kills", type=int, default=2000, help="least number of kills, over all installations")
    parser.add_argument("--seconds", type=float, default=3600.0, help="longest attack on one installation")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--only", choices=tuple(SHARES), help="one installation")
    parser.add_argument("--json", type=Path, help="write the table to a file, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
