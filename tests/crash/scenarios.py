"""How points that no plain task comes to are visited on purpose.

A scenario says what must have happened, who must have died, and what the client should ask for, so that the points it
``reaches`` are come to within one life. All other points are ``PLAIN``: any life comes to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tests.crash.lay import Point
from tests.crash.steps import matches

Call: TypeAlias = Literal["create", "cancel", "upload", "deny", "clash", "stop"]
"""What a client asks for and makes no task: a create or a cancel that was answered already, an upload, a create that is
denied, another body under a key that was used; and that what runs is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What brings a process to the points of ``reaches``. Points are named ``function: statement``, and may be cut.

    ``kinds`` of tasks are made more often, and ``calls`` are made without end. A life that ends at one of ``before``
    comes first; at ``along`` the life, or its engine child, may end instead. At ``hold`` it stops until its lease is
    another's, or with ``outage`` until what it stands on is dead. ``alone``: everything was dead for a while, and it is
    the first to stand again. ``alike``: every part of its kind dies the same way. ``idle``: no task is asked for.
    """

    reaches: Sequence[str] = ()
    kinds: Sequence[str] = ()
    calls: Sequence[Call] = ()
    before: Sequence[str] = ()
    along: Sequence[str] = ()
    hold: Sequence[str] = ()
    alone: bool = False
    outage: bool = False
    alike: bool = False
    idle: bool = False


PLAIN = Scenario(calls=("create", "upload"), alike=True)

SCENARIOS: Sequence[Scenario] = (
    # What is removed: tasks that have expired, the videos of lost attempts, the folder of a task that is over.
    Scenario(
        reaches=(
            "Janitor._forget_tasks: with self._shop.database.transaction",
            "Janitor._forget_tasks: store.forget",
            "Janitor._forget_uploads: with self._shop.database.transaction",
            "Janitor._forget_uploads: uploads.forget",
            "Janitor._removed",
            "forget",
            "LocalObjects.remove",
            "S3Objects.remove",
        ),
        kinds=("expire",),
        alone=True,
    ),
    Scenario(
        reaches=("Janitor._sweep_objects: kept += not self._removed",),
        before=("Worker._attend: settled = ", "deliver: return"),
        alone=True,
    ),
    Scenario(
        reaches=(
            "Janitor.keep_house: self.",
            "Janitor.tidy",
            "Janitor.sweep",
            "Janitor._forget_expired",
            "Janitor._forget_tasks",
            "Janitor._forget_uploads",
            "Janitor._sweep_objects",
            "expired",
            "_clear_deserted: shutil.rmtree",
        ),
        alone=True,
    ),
    Scenario(reaches=("Janitor.clear_folder: desk.clear",), before=("Worker._attend: desk.clear",)),
    # A task is given up: its attempts die until somebody who claims it finds that it has killed three.
    Scenario(
        reaches=("claim: settle", "claim: given_up", "Worker._claim: self._tell_of_poison"),
        along=("Worker._attend: end = ",),
        alike=True,
    ),
    # A child dies while it is idle, or with a task; a task is stopped while its child draws.
    Scenario(reaches=("ProcessPool._warm_child: self._drop",), along=("main: number, order",)),
    Scenario(
        reaches=("Worker._attend: self._shop.wake.ring", "release", "Worker._settle: return store.release"),
        along=("make: rendering = ",),
    ),
    Scenario(reaches=("ProcessPool._end_of: child.say(cancel", "ProcessPool._end_of: why, end"), calls=("stop",)),
    # An attempt has lost its task before it is settled, or while it is made.
    Scenario(
        reaches=("withdraw", "Worker._attend: withdraw", "Worker._settle: return _stands_already"),
        hold=("Worker._attend: settled = ",),
    ),
    Scenario(reaches=("Pulse._beat: self._lose",), hold=("ProcessPool._end_of: answer = ",)),
    # The database goes away in the middle of a claim, whose commit is in doubt then.
    Scenario(
        reaches=("Worker._insist: if self._stopping", "Worker._claim: store.disown"),
        hold=("Worker._claim: task = ",),
        outage=True,
    ),
    # A create that was answered is sent once more; so is a forced cancel; pictures are uploaded.
    Scenario(reaches=("Entry.enter: replays.give_back",), calls=("deny",)),
    Scenario(reaches=("Entry._first_use: return denials",), calls=("clash",)),
    Scenario(reaches=("Entry._first_use", "use", "enrol: await _remove", "_remove"), calls=("create",)),
    Scenario(reaches=("create", "_retry", "Retrying.retry"), kinds=("cancel", "retry"), calls=("create",)),
    Scenario(reaches=("cancel", "_cancel"), kinds=("cancel", "force"), calls=("cancel",)),
    Scenario(reaches=("upload", "_keep", "Form.__exit__", "Form._on_part_data", "record"), calls=("upload",)),
    # There is nothing to do.
    Scenario(reaches=("Worker._take_one: self._shop.wake.wait",), idle=True),
    # Tasks that come to their ends otherwise than by a video.
    Scenario(reaches=("Worker._do: rehearse",), kinds=("slow", "fail")),
)


def scenario_of(point: Point) -> Scenario:
    """Return the first scenario that reaches a point."""
    reaching = (each for each in SCENARIOS if any(matches(name, point) for name in each.reaches))
    return next(reaching, PLAIN)


def stale_names(points: Sequence[Point]) -> list[str]:
    """Return what scenarios name and none of ``points`` is."""
    named = [name for each in SCENARIOS for name in (*each.reaches, *each.before, *each.along, *each.hold)]
    return [name for name in named if not any(matches(name, point) for point in points)]
