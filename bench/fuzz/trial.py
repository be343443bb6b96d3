"""One input through the real child, and what became of it."""

import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from bench.fuzz.engine import DECODED, WHOLE
from inbetween.domain.errors import ChildLost, TaskFailure
from inbetween.domain.faults import render_failed, timed_out
from inbetween.domain.spec import ClipLimits, MediaKind, PictureLimits, SoundLimits
from inbetween.media.decode import probe
from inbetween.media.header import UnreadablePicture, read_header
from inbetween.worker.order import Order
from inbetween.worker.pools.process import ProcessPool
from tests.orders import SHORT, Listener
from tests.pictures import saved, smooth

MEMORY = 4 * 2**30
HANG_SECONDS = 120.0
"""Nothing of a few kilobytes takes a second; what takes two minutes, on however busy a machine, will not end."""

PICTURES = PictureLimits(min_side=32, max_side=2000, max_bytes=20 * 2**20)
SOUNDS = SoundLimits(min_seconds=0, max_seconds=30, max_bytes=15 * 2**20)
CLIPS = ClipLimits(min_seconds=0, max_seconds=3, min_side=32, max_side=4096, max_aspect=8, max_bytes=100 * 2**20)

End: TypeAlias = Literal["decoded", "video", "sentence", "broke", "death", "hang"]
"""``broke``: an exception that nobody turned into a sentence; the child lives on and its task fails."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """How the inputs of one kind ended; ``left`` counts files that stayed behind."""

    ends: Counter[End] = field(default_factory=Counter)
    left: int = 0
    seconds: float = 0.0

    @property
    def inputs(self) -> int:
        """How many were tried."""
        return self.ends.total()


class Bench:
    """A pool with the peeking engine, and one folder for every order."""

    def __init__(self, pool: ProcessPool, folder: Path) -> None:
        self._pool = pool
        self._folder = folder
        self._good = saved(folder, "good.png", smooth(96, 96))
        self._input = folder / "input"
        for name in ("work", "scratch"):
            (folder / name).mkdir()

    def tried(self, kind: MediaKind, content: bytes, *, whole: bool = False) -> End:
        """Make the order of one input; ``whole`` draws and encodes what can be decoded."""
        self._input.write_bytes(content)
        if kind == "first_frame":
            read_in_the_server(content)
        order = self._order(kind, whole=whole)
        try:
            made = self._pool.make(order, Listener())
        except ChildLost:
            return "death"
        except TaskFailure as failure:
            return _ended(failure)
        assert probe(made.path).frames == made.frames
        order.discard()
        return "video"

    def left(self) -> list[Path]:
        """Return, and remove, the files that the last order left."""
        found = [path for name in ("work", "scratch") for path in (self._folder / name).rglob("*")]
        for path in found:
            path.unlink()
        return found

    def _order(self, kind: MediaKind, *, whole: bool) -> Order:
        paths: dict[MediaKind, Path] = {kind: self._input}
        if kind == "driving_audio":
            paths["first_frame"] = self._good
        if whole:
            paths.setdefault("last_frame", self._good)
        return Order(
            spec=replace(SHORT, seconds=4 if kind == "first_clip" else 1, prompt=WHOLE if whole else "", sound=True),
            paths=paths,
            folder=self._folder / "work",
            scratch=self._folder / "scratch",
            limits=PICTURES,
            sound_limits=SOUNDS,
            clip_limits=CLIPS,
            shrink=False,
            offer="peeker",
            mark="AI生成",
        )


def read_in_the_server(content: bytes) -> None:
    """Read a picture's header as the API process does with one that came inside a request."""
    with suppress(UnreadablePicture), warnings.catch_warnings(action="ignore"):
        read_header(content)


def _ended(failure: TaskFailure) -> End:
    if failure.code == DECODED:
        return "decoded"
    if failure.code == timed_out(HANG_SECONDS).code:
        return "hang"
    return "broke" if failure.message == render_failed().message else "sentence"


@contextmanager
def bench(folder: Path, cache: Path) -> Iterator[Bench]:
    """Open a pool on ``folder``; afterwards its child is gone."""
    for part in (folder, cache):
        part.mkdir(parents=True, exist_ok=True)
    pool = ProcessPool(
        "bench.fuzz.engine:Peeker", MEMORY, cache, folder=folder, renders_per_child=2000, limit=HANG_SECONDS
    )
    try:
        yield Bench(pool, folder)
    finally:
        pool.close()
