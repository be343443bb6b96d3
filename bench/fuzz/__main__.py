"""Mutated and hostile files through the real child, and a share through a real server: ``python -m bench.fuzz``.

Inputs are drawn by ``--seed``; one that kills or hangs a child, or breaks it without a sentence, is kept in
``out/fuzz`` under its number. Exit code 1 if anything came to that, or anything was left behind.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.fuzz import corpus
from bench.fuzz.served import serve_some
from bench.fuzz.trial import Bench, Tally, bench
from bench.tables import table
from inbetween.domain.spec import MediaKind

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "out" / "fuzz"
WHOLE_EVERY, SERVED_EVERY = 50, 200
BAD = ("broke", "death", "hang")
HEAD = (
    "inputs",
    "tried",
    "a sentence",
    "decoded",
    "made whole",
    "broke",
    "child deaths",
    "hangs",
    "left behind",
    "a second",
)


def main() -> int:
    """Run, print the table, and say by the exit code whether all is well."""
    asked = _arguments()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as name:
        tallies = run(Path(name), count=asked.count, seed=asked.seed)
        served = serve_some(Path(name) / "server", asked.count // SERVED_EVERY, random.Random(asked.seed))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"seed {asked.seed}, parent's memory {before // 1024} MiB before and {after // 1024} MiB at most")
    print(report(tallies))
    print(served)
    return int(any(tally.left or any(tally.ends[bad] for bad in BAD) for tally in tallies.values()) or not served.well)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.fuzz")
    parser.add_argument("--count", type=int, default=5_000, help="mutated inputs, shared evenly by the kinds")
    parser.add_argument("--seed", type=int, default=20261121)
    return parser.parse_args()


def run(folder: Path, *, count: int, seed: int, most_bytes: int | None = None) -> dict[str, Tally]:
    """Try ``count`` mutated files, and all that were made to hurt, through one pool below ``folder``.

    Files of more than ``most_bytes`` are left out: they take seconds.
    """
    tallies: dict[str, Tally] = {}
    with bench(folder / "orders", folder / "cache") as trying:
        for number, (name, kind, content) in enumerate(inputs(folder, count, random.Random(seed))):
            if most_bytes is not None and len(content) > most_bytes:
                continue
            tally = tallies.setdefault(name, Tally())
            _try(trying, tally, kind, content, number)
    return tallies


def _try(trying: Bench, tally: Tally, kind: MediaKind, content: bytes, number: int) -> None:
    started = time.perf_counter()
    end = trying.tried(kind, content, whole=number % WHOLE_EVERY == 0)
    tally.ends[end] += 1
    tally.left += len(trying.left())
    tally.seconds += time.perf_counter() - started
    if end in BAD:
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{number}-{kind}-{end}").write_bytes(content)


def inputs(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, MediaKind, bytes]]:
    """Yield what is tried: its name in the table, what it is given as, and its bytes."""
    seeds: dict[MediaKind, list[bytes]] = {
        "first_frame": corpus.pictures(),
        "driving_audio": corpus.sounds(),
        "first_clip": corpus.clips(folder),
    }
    made = (corpus.hostile_pictures(), corpus.hostile_sounds(), corpus.hostile_clips(folder))
    for kind, hostile in zip(seeds, made, strict=True):
        for content in hostile.values():
            yield "made to hurt", kind, content
    words: dict[MediaKind, str] = {"first_frame": "pictures", "driving_audio": "sounds", "first_clip": "clips"}
    everything = [content for files in seeds.values() for content in files]
    for number in range(count):
        kind = list(seeds)[number % len(seeds)]
        # Each twentieth is a file of any kind, under a false name.
        source = everything if chance.random() < 0.05 else seeds[kind]
        yield words[kind], kind, corpus.mutated(chance.choice(source), chance)


def report(tallies: dict[str, Tally]) -> str:
    """Return the table of what came of the inputs."""
    columns = ("sentence", "decoded", "video", *BAD)
    rows = [
        [name, tally.inputs, *(tally.ends[end] for end in columns), tally.left, round(tally.inputs / tally.seconds)]
        for name, tally in tallies.items()
    ]
    return table(HEAD, rows)


if __name__ == "__main__":
    sys.exit(main())
