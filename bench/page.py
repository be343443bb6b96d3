"""Write the tables of docs/benchmarks.md that come from ``bench/results``.

    python -m bench.page

A section stands between two comments, ``<!-- NAME: written by bench.page -->`` and ``<!-- end -->``; everything around
them is written by hand. A section whose bench has no result yet stays as it is.
"""

import json
import re

from bench import about
from bench.quality import report
from bench.render import tables

PAGE = about.ROOT / "docs" / "benchmarks.md"
PICTURES = about.ROOT / "docs" / "pictures"

_SECTION = re.compile(r"(<!-- (\S+): written by bench\.page -->\n).*?(<!-- end -->)", re.DOTALL)


def results():
    """Return what was measured last, by bench: ``render`` and ``heldout``, as far as they are there."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(about.RESULTS.glob("*.json"))}


def page(written, found):
    """Return the page ``written`` with its sections as ``found`` says."""
    sections = _sections(found)
    return _SECTION.sub(
        lambda part: f"{part[1]}{sections.get(part[2], part[0][len(part[1]) : -len(part[3])])}{part[3]}", written
    )


def _sections(found):
    """Return the text of each section whose result is there."""
    texts = {}
    if "render" in found:
        texts |= _render(found["render"])
    if "heldout" in found:
        texts |= _heldout(found["heldout"])
    return {name: text.rstrip("\n") + "\n" for name, text in texts.items()}


def _render(found):
    videos, memory = found["videos"], found["memory"]
    return {
        "speeds": _told(found, _picture("speed", "Ours beside x264 alone, and its stages"), tables.speeds(videos)),
        "stages": tables.stages(videos),
        "durations": _joined(
            _picture("durations", "Seconds of work over seconds of video"), tables.durations(videos, memory)
        ),
        "floors": tables.floors(found["floors"]),
        "memory": tables.memory(memory),
    }


def _heldout(found):
    rows = [report.Row.from_numbers(numbers) for numbers in found["rows"]]
    return {
        "means": _told(found, report.means(rows), f"Of {len(rows)} scenes:\n\n{report.over_the_bars(rows)}"),
        "scenes": _joined(
            _picture("gains", "Gain over the best peer, every scene"),
            _picture("scenes", "PSNR of every method on every scene"),
            _picture("times", "PSNR over time on four scenes"),
            _folded("Every scene", report.scenes(rows)),
            _folded("How every film moves", report.films(rows)),
        ),
    }


def _told(found, *texts):
    return _joined(about.told(found["about"]), *texts)


def _picture(name, words):
    return f"![{words}](pictures/bench-{name}.svg)"


def _folded(title, text):
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"


def _joined(*texts):
    return "\n\n".join(texts)


def main():
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), results()), encoding="utf-8")


if __name__ == "__main__":
    main()
