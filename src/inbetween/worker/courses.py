"""What videos took on this machine: a file of the courses of the last ones of each sort; it may be deleted any time."""

import json
import os
import statistics
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from inbetween.worker.forecast import MARKS, Course, Forecast
from inbetween.worker.order import Order

COURSES = "courses.json"
"""The file's name, beside the compiled kernels of a machine: it tells of that machine alone."""

KEPT = 5
"""Courses of a sort: the median of so few follows a machine that became slower, and one odd video does not move it."""

_SORTS = 300
"""Sorts of videos that are remembered; the one that was not made for longest is forgotten first. 50 KB each hundred."""

_FILE: TypeAdapter[dict[str, list[Course]]] = TypeAdapter(dict[str, list[Course]])


class Courses:
    """The courses of videos by their sort, in the file ``path``; ``None``: nowhere."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def forecast(self, order: Order) -> Forecast:
        """Return the forecast of a video that is about to be made."""
        courses = self._all().get(_sort(order), [])
        return Forecast(tuple(map(statistics.median, zip(*courses, strict=True))) if courses else None)

    def remember(self, order: Order, forecast: Forecast) -> None:
        """Keep the course of a video that was made from its begin to its end. A full disk loses it, and no more."""
        course = forecast.course()
        if self._path is None or course is None:
            return
        sorts, sort = self._all(), _sort(order)
        kept = [*sorts.pop(sort, []), tuple(round(seconds, 3) for seconds in course)][-KEPT:]
        rows = dict([*sorts.items(), (sort, kept)][-_SORTS:])
        with suppress(OSError):
            _written(self._path, json.dumps(rows))

    def _all(self) -> dict[str, list[Course]]:
        if self._path is None:
            return {}
        try:
            rows = _FILE.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return {}
        return {sort: [course for course in kept if len(course) == MARKS + 1] for sort, kept in rows.items()}


def _sort(order: Order) -> str:
    """Return what decides how long a video takes, as far as anybody knows before it is made."""
    spec = order.spec
    size = f"{spec.resolution} {spec.seconds} s {spec.fps} fps"
    return f"{order.offer} | {'+'.join(sorted(order.paths))} {spec.effect or spec.shot_type} | {size}"


def _written(path: Path, text: str) -> None:
    """Write a file whole, so that nobody reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(part).replace(path)
