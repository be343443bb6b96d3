"""Write the tables of docs/benchmarks.md that come from ``bench/results``.

    python -m bench.page

A section stands between two comments, ``<!-- NAME: written by bench.page -->`` and ``<!-- end -->``; everything around
them is written by hand. A section whose bench has no result yet stays as it is.
"""

import json
import re

from bench import about, service, soak, store
from bench.modes import tables as modes
from bench.quality import report
from bench.render import tables

PAGE = about.ROOT / "docs" / "benchmarks.md"
PICTURES = about.ROOT / "docs" / "pictures" / "bench"

_SECTION = re.compile(r"(?P<head><!-- (?P<name>\S+): written by bench\.page -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def results():
    """Return what was measured last: by the name of its file, as far as they are there."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(about.RESULTS.glob("*.json"))}


def page(written, found):
    """Return the page ``written`` with its sections as ``found`` says."""

    def section(part):
        bench, text = SECTIONS[part["name"]]
        return f"{part['head']}{text(found[bench]).rstrip()}\n{part['end']}" if bench in found else part[0]

    return _SECTION.sub(section, written)


def _speeds(found):
    return _told(found, _picture("speed", "Ours beside x264 alone, and its stages"), tables.speeds(found["videos"]))


def _durations(found):
    shown = _picture("durations", "Seconds of work, and memory, over seconds of video")
    return _joined(shown, tables.durations(found["videos"], found["memory"]))


def _modes(found):
    return _told(found, modes.speeds(found["videos"]), modes.effects(found["videos"]))


def _means(found):
    rows = _rows(found)
    return _told(found, report.means(rows), f"Of {len(rows)} scenes:", report.over_the_bars(rows))


def _scenes(found):
    rows = _rows(found)
    return _joined(
        _picture("gains", "Gain over the best peer, every scene"),
        _picture("scenes", "PSNR of every method on every scene"),
        _picture("times", "PSNR over time on four scenes"),
        _folded("Every scene", report.scenes(rows)),
        _folded("How every film moves", report.films(rows)),
    )


def _rows(found):
    return [report.Row.from_numbers(numbers) for numbers in found["rows"]]


SECTIONS = {
    "speeds": ("render", _speeds),
    "stages": ("render", lambda found: tables.stages(found["videos"])),
    "durations": ("render", _durations),
    "floors": ("render", lambda found: tables.floors(found["floors"])),
    "memory": ("render", lambda found: tables.memory(found["memory"])),
    "modes": ("modes", _modes),
    "heard": ("modes", lambda found: modes.sounds(found["heard"])),
    "loads": ("service", lambda found: _told(found, service.loads(found), service.waits(found), service.start(found))),
    "verbs": ("store", lambda found: _told(found, store.verbs_table(found), store.claims_table(found))),
    "soak": ("soak", lambda found: _told(found, soak.told(found))),
    "means": ("heldout", _means),
    "scenes": ("heldout", _scenes),
}
"""Per section, the bench whose result it tells, and what writes it."""


def _told(found, *texts):
    return _joined(about.told(found["about"]), *texts)


def _picture(name, words):
    return f"![{words}](pictures/bench/{name}.svg)"


def _folded(title, text):
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"


def _joined(*texts):
    return "\n\n".join(texts)


def main():
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), results()), encoding="utf-8")


if __name__ == "__main__":
    main()
