"""Hostile and mutated files through the real child: videos and sentences, and nothing else. `make fuzz` tries more."""

from pathlib import Path

import pytest

from bench.fuzz.__main__ import BAD, ROOT, report, run

LARGEST = 2**21


def test_what_is_made_to_hurt_hurts_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}/src:{ROOT}")
    tallies = run(tmp_path, count=90, seed=7, most_bytes=LARGEST)
    assert not [name for name, tally in tallies.items() if tally.left or any(tally.ends[bad] for bad in BAD)], report(
        tallies
    )
    assert tallies["made to hurt"].inputs >= 35
    assert all(tallies[name].inputs == 30 for name in ("pictures", "sounds", "clips"))
    assert sum(tally.ends["decoded"] + tally.ends["video"] for tally in tallies.values()) > 10
