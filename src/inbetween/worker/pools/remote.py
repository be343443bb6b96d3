"""A pool whose videos another server makes: it fetches them, and a child plays them into what was promised."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import httpx

from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import ChildLost, TaskFailure
from inbetween.domain.spec import PICTURES, MediaKind
from inbetween.engines.protocol import Scratch
from inbetween.engines.remote.entry import Remote
from inbetween.engines.remote.errand import Errand
from inbetween.engines.remote.line import LARGEST_VIDEO, Line
from inbetween.engines.remote.peer import Lost, Wish
from inbetween.media.fetch import Fetcher
from inbetween.media.header import read_header
from inbetween.media.sizes import output_size
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.pools.pool import Pool

PLAYER = "inbetween.engines.remote.played:PlayedEngine"
"""The engine of the child."""

STAGE = "remote"
_SHARE = 0.9
"""How much of the whole is done when the video is here."""

_GLANCE = 0.2
"""Seconds between two looks at whether the task should stop."""

_QUICKTIME = b"qt  "
_WAV = b"RIFF"


class RemotePool:
    """Makes orders at one server.

    Args:
        remote: the server.
        player: the pool whose child runs ``PLAYER``.
        fetcher: brings a video that lies elsewhere, within the limits on what users name.
        notes: where the other server's name of an order's task is kept: for any attempt, on whichever machine.
        limit: seconds from an order to its end.
    """

    def __init__(
        self, remote: Remote, player: Pool, fetcher: Fetcher, *, notes: Callable[[Order], Scratch], limit: float
    ) -> None:
        self._remote, self._player, self._fetcher, self._limit = remote, player, fetcher, limit
        self._notes = notes
        self._http = httpx.Client()

    def start(self) -> None:
        """Warm the player."""
        self._player.start()

    def ready(self) -> bool:
        """Say whether the player waits; whether the server does, only an order tells."""
        return self._player.ready()

    def make(self, order: Order, reporter: Reporter) -> Made:
        """Have ``order`` made, and play it; see ``Pool.make``."""
        target = order.folder / "remote.mp4"
        try:
            self._fetch(order, reporter, target)
            return self._player.make(replace(order, recording=target), reporter)
        finally:
            target.unlink(missing_ok=True)

    def rest(self) -> None:
        """Do nothing: a player holds no weights."""

    def close(self) -> None:
        """End the player and all connections."""
        self._player.close()
        self._http.close()

    def _fetch(self, order: Order, reporter: Reporter, target: Path) -> None:
        peer = self._remote.peer()
        wait = _patience(reporter, self._limit)
        errand = Errand(
            wish=self._wish(order),
            peer=peer,
            line=Line(self._remote.place(), peer, self._http, stopped_within=wait),
            scratch=self._notes(order),
            bring=lambda url, path: self._fetcher.fetch(url, path, max_bytes=LARGEST_VIDEO),
            asks_twice=self._remote.idempotent,
        )
        try:
            errand.run(target, lambda share: reporter.progress(STAGE, _SHARE * share))
        except Lost as lost:
            raise ChildLost(lost.code, lost.message, how=lost.message) from lost

    def _wish(self, order: Order) -> Wish:
        model, spec = MODELS[order.spec.model], order.spec
        formats = {kind: _format(kind, path) for kind, path in order.paths.items()}
        width, height = _size(order.paths, spec.resolution, spec.multiple)
        return Wish(
            model=self._remote.model or spec.model,
            group=model.group,
            shape=model.shape,
            parameters=model.parameters,
            spec=spec,
            files=order.paths,
            formats=formats,
            width=width,
            height=height,
            identity=order.task_id,
        )


def _size(paths: Mapping[MediaKind, Path], resolution: str, multiple: int) -> tuple[int, int]:
    """Return the promised size; of a clip, which only the child may open, the widest usual one."""
    picture = next((paths[kind] for kind in PICTURES if kind in paths), None)
    if picture is None or "first_clip" in paths:
        return output_size(16, 9, resolution, multiple=multiple)
    facts = read_header(picture)
    return output_size(facts.width, facts.height, resolution, multiple=multiple)


def _format(kind: MediaKind, path: Path) -> str:
    """Return a file's format by its first bytes: no more of it is read here."""
    if kind in PICTURES:
        return read_header(path).format
    with path.open("rb") as file:
        start = file.read(12)
    if kind == "driving_audio":
        return "WAV" if start.startswith(_WAV) else "MP3"
    return "MOV" if start[8:12] == _QUICKTIME else "MP4"


def _patience(reporter: Reporter, limit: float) -> Callable[[float], bool]:
    """Return what waits so many seconds and says whether the task should stop meanwhile.

    It raises ``TaskFailure`` when the order has taken ``limit`` seconds.
    """
    end = time.monotonic() + limit

    def stopped_within(seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not reporter.cancelled():
            if time.monotonic() >= end:
                raise TaskFailure.of(faults.timed_out(limit))
            if (left := until - time.monotonic()) <= 0:
                return False
            time.sleep(min(left, _GLANCE))
        return True

    return stopped_within
