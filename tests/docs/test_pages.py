"""The docs say what is true: settings, errors, decisions, links."""

import re
import runpy
from pathlib import Path

import pytest

from inbetween.metrics.meters import Meters
from tests.outage.rows import FAULTS

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


@pytest.mark.parametrize(
    ("tool", "page"),
    [
        ("settings_page", "settings.md"),
        ("errors_page", "contract/errors.md"),
        ("models_page", "models.md"),
        ("effects_page", "modes/effects.md"),
        ("directing_page", "directing.md"),
        ("coverage_page", "contract/coverage.md"),
        ("failures_page", "failures.md"),
    ],
)
def test_a_generated_page_is_up_to_date(tool: str, page: str) -> None:
    written = runpy.run_path(str(ROOT / "tools" / f"{tool}.py"))["page"]()
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == written


@pytest.mark.parametrize(("file", "name"), sorted({shown for row in FAULTS for shown in row.shown}))
def test_what_is_told_of_a_failure_is_shown_by_a_test(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:\w+/)+\w+\.py)`", (ROOT / "docs" / "request-walk.md").read_text(encoding="utf-8"))
)
def test_a_door_of_the_walk_is_a_file(name: str) -> None:
    assert (ROOT / "src" / "inbetween" / name).is_file() or (ROOT / name).is_file()


def test_every_series_is_described_and_every_described_one_exists() -> None:
    page = (ROOT / "docs" / "observing.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(inbetween_\w+)`", page, re.MULTILINE))
    told = Meters().exposition().decode()
    assert described == set(re.findall(r"^# TYPE (inbetween_\w+?) (?:counter|gauge|histogram)", told, re.MULTILINE))
