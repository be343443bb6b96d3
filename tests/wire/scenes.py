"""What happened on a server before an exchange: a task in some state, and the names that its path is written with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inbetween.domain.clock import HOUR
from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.task import Failure, Success, Task
from inbetween.domain.usage import Usage
from inbetween.storage import uploads
from inbetween.storage.policy import Grant
from tests.samples import SCOPE
from tests.served import Server
from tests.verbs import KEEP
from tests.wire.exchange import Scene
from tests.wire.matrix import Column, column

KEYFRAME = column("kf2v 2.2")
SUBMITTED, SCHEDULED, ENDED = "2027-01-15 16:00:00.000", "2027-01-15 16:00:00.051", "2027-01-15 16:00:56.462"
"""In UTC+8 (section 6.1): what the clock of the tests reads at first, and after 51 and 56,411 milliseconds more."""


def pending(asked: Column = KEYFRAME, **changes: Any) -> Scene:
    """Create a task that waits."""

    def play(server: Server) -> Mapping[str, str]:
        return {"task": server.created(asked.asked(**changes), path=asked.path)}

    return play


def submitted(asked: Column, times: int) -> Scene:
    """Create some tasks within one instant."""

    def play(server: Server) -> Mapping[str, str]:
        for _ in range(times):
            server.created(asked.asked(), path=asked.path)
        return {}

    return play


def running(asked: Column = KEYFRAME) -> Scene:
    """Create a task and let a worker claim it."""

    def play(server: Server) -> Mapping[str, str]:
        names = pending(asked)(server)
        server.clock.advance(51)
        server.queue.take()
        return names

    return play


def cancelled(server: Server) -> Mapping[str, str]:
    """Cancel a task that waits."""
    names = pending()(server)
    server.clock.advance(51)
    assert server.queue.cancel(names["task"])
    return names


def succeeded(asked: Column = KEYFRAME, *, rewritten: str | None = "a cat looks up, slowly", **changes: Any) -> Scene:
    """Create a task and let it succeed as a worker says: with what was billed, and how large the video is."""

    def play(server: Server) -> Mapping[str, str]:
        names = pending(asked, **changes)(server)
        server.clock.advance(51)
        task = server.queue.take()
        assert task.spec is not None
        usage = Usage(
            model=task.model,
            resolution=task.spec.resolution,
            seconds=task.spec.seconds,
            input_seconds=3 if any(entry.kind == "first_clip" for entry in task.spec.media) else 0,
            sound=task.spec.sound,
        )
        video = Success(
            object_key="results/t/1.mp4",
            usage=usage,
            engine="tween",
            actual_prompt=rewritten,
            measurements={"width": 992, "height": 944},
        )
        server.clock.advance(56_411)
        assert server.queue.settle(task, video)
        return names

    return play


def over(server: Server) -> Mapping[str, str]:
    """Let a task succeed and its lifetime end (section 6.6)."""
    names = succeeded()(server)
    server.clock.advance(KEEP)
    return names


def failed(code: str, message: str) -> Scene:
    """Let a task fail."""

    def play(server: Server) -> Mapping[str, str]:
        names = pending()(server)
        server.clock.advance(51)
        task = server.queue.take()
        server.clock.advance(56_411)
        assert server.queue.settle(task, Failure(code=code, message=message))
        return names

    return play


def uploaded(url: str, model: str, *, account: str = SCOPE.account, hours_ago: int = 0) -> Scene:
    """Keep an upload of an account for a model (section 8.3)."""

    def play(server: Server) -> Mapping[str, str]:
        scope = replace(SCOPE, account=account)
        grant = Grant(wire_key=url.removeprefix("oss://"), scope=scope, model=model, max_bytes=1)
        with server.front.database.transaction() as tx:
            uploads.record(tx, grant, object_key="uploads/1", size_bytes=1)
        server.clock.advance(hours_ago * HOUR)
        return {}

    return play


def stranger(scene: Scene, *, region: str = SCOPE.region, account: str = "other") -> Scene:
    """Play a scene, and give the key of somebody else."""

    def play(server: Server) -> Mapping[str, str]:
        return {**scene(server), "key": server.new_key(Scope(region=region, account=account))}

    return play


def refused_late(body: Mapping[str, Any]) -> Scene:
    """Send a faulty body to a server that accepts it, and let its task fail as a worker does (section 2.4)."""

    def play(server: Server) -> Mapping[str, str]:
        task_id = server.created(dict(body))
        task = server.queue.take()
        assert task.refusal is not None
        _settle(server, task, task.refusal)
        return {"task": task_id}

    return play


def rehearsed(code: str) -> Scene:
    """Ask for a failure in the prompt (the operator lets callers rehearse), and let it happen as was promised."""

    def play(server: Server) -> Mapping[str, str]:
        task_id = server.created(KEYFRAME.asked(prompt=f"a cat [inbetween: fail={code}]"), path=KEYFRAME.path)
        task = server.queue.take()
        assert task.spec is not None
        assert task.spec.rehearsal is not None
        assert task.spec.rehearsal.failure is not None
        _settle(server, task, task.spec.rehearsal.failure)
        return {"task": task_id}

    return play


def _settle(server: Server, task: Task, fault: Fault) -> None:
    assert server.queue.settle(task, Failure(code=fault.code, message=fault.message))
