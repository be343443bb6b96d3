"""Print what videos from two frames cost: time, memory, and each stage beside its floor.

    python -m bench.render [--json out/render.json]

What is measured is told in ``bench.render.videos`` and ``bench.render.floors``.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench import about
from bench.render import floors, tables, videos
from inbetween.engines import registry


def main(arguments: Sequence[str] = ()) -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    print("\n## Videos from two frames (`python -m bench.render`)\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        memory = {str(case): videos.peak_memory(folder, case) for case in videos.MEMORY_CASES}
        engine = registry.load("tween")
        found = [videos.measured(engine, case, folder) for case in videos.CASES]
        least = {case.resolution: [asdict(stage) for stage in floors.stages(case, folder)] for case in videos.SIZES}
    for text in (tables.speeds(found), tables.stages(found), tables.durations(found, memory), tables.memory(memory)):
        print(text, end="\n\n")
    print(tables.floors(least))
    if asked.json:
        about.write(asked.json, "render", videos=found, memory=memory, floors=least)


if __name__ == "__main__":
    main(sys.argv[1:])
