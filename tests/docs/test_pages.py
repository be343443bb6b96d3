"""The docs say what is true: settings, errors, decisions, links."""

import inspect
import re
import runpy
from pathlib import Path

import pytest

from inbetween.domain import faults

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_the_settings_page_is_what_the_table_says() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "settings_page.py"))
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == tool["page"]()


def test_the_errors_page_names_every_fault() -> None:
    page = (ROOT / "docs" / "contract" / "errors.md").read_text(encoding="utf-8")
    named = [name for name, what in inspect.getmembers(faults, inspect.isfunction) if not name.startswith("_")]
    missing = [name for name in named if f"`{name}`" not in page]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:\w+/)+\w+\.py)`", (ROOT / "docs" / "request-walk.md").read_text(encoding="utf-8"))
)
def test_a_door_of_the_walk_is_a_file(name: str) -> None:
    assert (ROOT / "src" / "inbetween" / name).is_file() or (ROOT / name).is_file()
