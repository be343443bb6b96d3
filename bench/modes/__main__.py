"""Print what videos of every other mode cost: one picture, shots, continuation, effects, sound.

python -m bench.modes [--json out/modes.json] [name or mode ...]
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import about
from bench.modes import tables, works
from inbetween.engines import registry


def main(arguments: Sequence[str] = ()) -> None:
    """Measure everything, or what is named, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("names", nargs="*", help="of works or modes; all, if none is given")
    asked = parser.parse_args(arguments)

    def wanted(group: Sequence[works.Work]) -> list[works.Work]:
        return [work for work in group if not asked.names or {work.name, work.mode} & set(asked.names)]

    print("\n## Videos of every other mode (`python -m bench.modes`)\n")
    engine = registry.load("tween")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = works.rendered((*works.CAMERAS, *works.SHOTS, *works.CLIPS, *works.EFFECTS))
        found = [works.measured(engine, work, folder) for work in wanted(seen)]
        heard = [works.sounded(engine, work, folder) for work in wanted(works.HEARD)]
    print(tables.speeds(found), tables.effects(found), tables.sounds(heard), sep="\n\n")
    if asked.json:
        about.write(asked.json, "modes", videos=found, heard=heard)


if __name__ == "__main__":
    main(sys.argv[1:])
