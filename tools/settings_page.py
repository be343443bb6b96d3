"""Write docs/settings.md from the table of settings: ``python tools/settings_page.py``."""

from pathlib import Path

from inbetween.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
HEAD = """# Settings

Each is an environment variable, read once at start (`src/inbetween/settings.py`); an empty one counts as absent.
`--data`, `--host`, `--port` and `--public-url` are options too, and an option wins. `inbetween doctor` names variables
that nobody reads.

| variable | default | what |
| --- | --- | --- |
"""


def page() -> str:
    """Return the page as text; the home folder is written as ``~``."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = str(field.default).replace(str(Path.home()), "~")
        rows.append(f"| `INBETWEEN_{name.upper()}` | `{default}` | {field.description} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
