"""Write docs/contract/coverage.md from the expected exchanges of the tests: ``python tools/coverage_page.py``."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.wire import coverage  # noqa: E402 - the tests are no installed package
from tests.wire.documented import ERRORS  # noqa: E402
from tests.wire.matrix import COLUMNS, Column  # noqa: E402

PAGE = ROOT / "docs" / "contract" / "coverage.md"

HEAD = """# Coverage

What of the vendor's contract is served, line by line, and the test that shows it. This page is written from the
expected exchanges under `tests/wire/exchanges` (`tools/coverage_page.py`), which are typed from the vendor's documents
and from measurements of the cloud, never recorded from this server. A line, a model or a documented error without a
test fails the build, and so does this page when it is not up to date. What the differences mean for somebody who
moves to or from the cloud is told in [moving.md](../moving.md).

| state | meaning |
| --- | --- |
| same | judged and answered as documented or measured |
| emulated | accepted and answered as documented; what stands behind it is ours: see the notes below each table |
| ignored | accepted whatever it holds, and without effect, as in the cloud |
| refused | answered with an error that names it, by the vendor as well; but see the modes |

Each state links to the lines that state the exchange. How the tables name the models:
"""

OPERATIONS = """Lists of models and of quotas are a form of ours around what is known of the vendor's. Workspaces are
not told apart: the header is ignored. The cloud's event about a finished task is not sent. Queries, lists, cancels
and upload policies are never throttled."""

VIDEO = """The size follows the published rule, multiples of 16 (PixVerse: of 2, our choice); some clips that were
measured in the cloud are even only. The given frames are kept within a measured error; what lies between them is the
engine's own. `seed`, `audio` and effects: see below."""

TABLES = (
    (
        "Inputs",
        coverage.INPUTS,
        """`input.prompt`: counted, cut and kept as sent; it is given to the rewriter and to the engine, and the default
engine reads no words. `input.negative_prompt`: recorded, honoured by no engine here. `input.template`: the modes say
what is rendered. `img_url` of 2.7 is what a wide-spread client sends instead of `media`. Of 3.0 and r2v the subset of
first and last frame is served; reference media are refused as unknown types.""",
    ),
    (
        "Files and pictures",
        coverage.FILES,
        """Of a picture inside the request the header is judged at once; of one behind a URL when it is fetched, and the
task fails with the same sentence. Transparent, animated and damaged pictures are found when they are decoded
(`tests/unit/media/test_images.py`); so are sounds that are too short, too long, too large, damaged or of another format
(`tests/unit/media/test_sound.py`). Uploads are tested whole in
`tests/wire/test_uploads.py`. The sides of pictures for PixVerse are our choice.""",
    ),
    (
        "Parameters",
        coverage.PARAMETERS,
        """`prompt_extend`: accepted and kept; no rewriter is installed, the prompt stays as it is. `audio`, and the
sound of models that always have some: ambience by procedure, and a synthetic voice where espeak-ng is installed; see
[sound](../modes/sound.md).
`shot_type`: the modes say what is rendered. `seed`: kept and reported; the same seed, machine and version give the
same bytes, which is more than the vendor promises. `duration` -1: the default of 5 seconds.""",
    ),
    (
        "Answers",
        coverage.ANSWERS,
        """`actual_prompt`: given where the vendor gives it, and equal to the prompt while nothing rewrites. `usage` of
PixVerse and of 3.0 follows the only published example of each. `rate`: applied where the operator asks for it
(`INBETWEEN_RATES`), and where one is published; how many tasks run at once is the worker's own. `orig_prompt` keeps the
first 20,000 characters.""",
    ),
    (
        "Modes of the default engine",
        coverage.MODES,
        """The rules above are tested with an engine that renders everything, these lines with the default one, `tween`.
What it renders is made from the given pictures: it moves, warps and dissolves them, moves a camera through one
alone, and invents nothing. A refused mode
opens by itself when an engine declares it; the vendor renders them all. The `still` engine, a test aid, takes every
mode that needs pictures alone. A dash: the model has no such mode.""",
    ),
)

ERRORS_NOTE = """An error whose cause there is here is the *same*. Others cannot happen on one's own machine (nothing is
overdue or inspected), or another sentence of their code is said: these are *emulated*, on demand, where the operator
sets `INBETWEEN_TEST_AIDS`: `[inbetween: deny=CODE]` in a prompt refuses the call, `[inbetween: fail=CODE]` fails the
task. *Code alone*: the code is answered there with another of its sentences. An `xxx` is the vendor's, for a value;
without a sentence none is published. `here` is our status where it differs; the error of a task comes with 200.
"""


def page() -> str:
    """Return the page as text."""
    parts = [HEAD, *_legend()]
    for title, rows, notes in (("Operations", coverage.ENDPOINTS, OPERATIONS), ("The video", coverage.VIDEO, VIDEO)):
        parts += [f"\n## {title}\n", "|  | state |", "| --- | --- |"]
        parts += [f"| {row} | {_cell(row, None)} |" for row in rows]
        parts.append(f"\n{notes}")
    for title, rows, notes in TABLES:
        parts += [f"\n## {title}\n", *_table(rows), f"\n{notes}"]
    return "\n".join([*parts, *_errors()]) + "\n"


def _legend() -> Iterator[str]:
    yield "| short | models |"
    yield "| --- | --- |"
    for column in COLUMNS:
        yield f"| {column.title} | {', '.join(f'`{name}`' for name in column.models)} |"


def _table(rows: Sequence[str]) -> Iterator[str]:
    """Yield a table of rows by models; models that differ in no cell share a column."""
    groups: dict[tuple[str, ...], list[Column]] = {}
    for column in COLUMNS:
        groups.setdefault(tuple(_cell(row, column.title) for row in rows), []).append(column)
    titles = ["<br>".join(column.title for column in group) for group in groups.values()]
    yield "|  | " + " | ".join(titles) + " |"
    yield "| --- |" + " --- |" * len(titles)
    for number, row in enumerate(rows):
        yield f"| {row} | " + " | ".join(cells[number] for cells in groups) + " |"


def _cell(row: str, title: str | None) -> str:
    """Return a cell as text: its state, which is a link to what shows it, and further links."""
    cell = coverage.cell(row, title)
    return _links(cell.state, cell.sources) if cell else "-"


def _links(word: str, sources: Sequence[str]) -> str:
    first, *others = sources
    return " ".join([f"[{word}](../../{first})", *(f"[{n}](../../{at})" for n, at in enumerate(others, 2))])


def _errors() -> Iterator[str]:
    """Yield the table of documented errors."""
    yield "\n## Documented errors\n"
    yield ERRORS_NOTE
    yield "| code | status | here | sentence | state |"
    yield "| --- | --- | --- | --- | --- |"
    for error in ERRORS:
        claim = coverage.claim(error)
        if claim:
            state = _links(claim.state if claim.whole else f"{claim.state}, code alone", claim.sources)
            here = "task" if claim.status is None else "" if claim.status == error.status else claim.status
            yield f"| {error.code} | {error.status} | {here} | {error.sentence or ''} | {state} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
