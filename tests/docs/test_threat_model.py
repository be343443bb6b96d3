"""The threat model names walls; each is shown by a test or a target that exists."""

import re
from pathlib import Path

import pytest

from tests.unit.media.hostile import HOSTILE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^\s*(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 40
    assert sorted(named - TESTS) == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make (\w+)`", PAGE))))
def test_every_target_that_is_named_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_threat_has_a_wall_and_somebody_who_shows_it() -> None:
    tables = re.findall(r"^\| threat \| wall \| shown by \|\n\| -.*\n((?:\| .*\n)+)", PAGE, re.MULTILINE)
    rows = [line.strip("| ").split(" | ") for rows in tables for line in rows.splitlines()]
    assert len(rows) > 25
    assert all(len(row) == 3 and re.search(r"`(test_\w+|make \w+)`", row[2]) for row in rows)


def test_the_number_of_hostile_urls_is_that_of_the_table() -> None:
    (told,) = re.findall(r"`: (\d+) URLs", PAGE)
    assert int(told) <= len(HOSTILE) < int(told) + 10
