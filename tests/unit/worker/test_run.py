"""One task with a real engine and a real encoder, in this process: two pictures become an MP4 among the objects."""

import io
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import av
import pytest
from PIL import Image

from inbetween.domain.errors import Cancelled, TaskFailure
from inbetween.domain.plan import Plan
from inbetween.domain.spec import Abilities, MediaKind
from inbetween.domain.task import Draft, Task
from inbetween.prompts.parse import parse
from inbetween.worker.forecast import Forecast
from inbetween.worker.run import run
from inbetween.worker.workshop import Workshop
from tests.contents import content_of
from tests.pools import HerePool
from tests.samples import EVERYTHING
from tests.served import offering
from tests.verbs import Queue


class Listener:
    """A reporter that remembers, and may want to stop."""

    def __init__(self, *, unwanted: bool = False) -> None:
        self.heard: list[tuple[str, float]] = []
        self._unwanted = unwanted

    def progress(self, stage: str, fraction: float, preview: object = None) -> None:
        self.heard.append((stage, fraction))

    def cancelled(self) -> bool:
        return self._unwanted

    def foresee(self, forecast: Forecast) -> None:
        self.forecast = forecast

    def stopped_within(self, seconds: float) -> bool:
        return self._unwanted


@pytest.fixture
def house(shop: Workshop) -> Workshop:
    return replace(shop, pool=HerePool(), offers=offering("still", EVERYTHING))


@pytest.fixture
def claimed(house: Workshop, draft: Draft, queue: Queue) -> Callable[..., Task]:
    """Give what claims a task of one second between two pictures of given sides."""

    def claim(side: int = 400) -> Task:
        for key, colour in (("first", "teal"), ("last", "orange")):
            picture = BytesIO()
            Image.new("RGB", (side, side), colour).save(picture, "PNG")
            house.objects.put(f"inputs/{key}", picture.getvalue())
        assert draft.spec is not None
        queue.submit(replace(draft, spec=replace(draft.spec, seconds=1)))
        return queue.take()

    return claim


def test_two_pictures_become_a_video_among_the_objects(house: Workshop, claimed: Callable[..., Task]):
    task, listener = claimed(), Listener()
    assert task.spec is not None
    success = run(task, task.spec, listener, house)
    assert listener.forecast is not None
    assert success.object_key == f"results/{task.id}/1.mp4"
    with av.open(io.BytesIO(content_of(house.objects, success.object_key))) as video:
        stream = video.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == (624, 624, 30)
    assert success.engine == "still"
    assert success.measurements["end_frames"]["first_frame"]["identical"] is True
    assert success.measurements["size_bytes"] == house.objects.size(success.object_key)
    assert listener.heard[-1][1] == 1.0
    plan = Plan.from_json(success.measurements["plan"])
    assert plan == parse(task.spec.prompt, 1, has_last_frame=True)
    assert [path.name for path in (house.folder / task.id).iterdir()] == ["scratch"]


def test_a_picture_beyond_the_limits_fails_and_leaves_nothing(house: Workshop, claimed: Callable[..., Task]):
    task = claimed(side=100)
    assert task.spec is not None
    with pytest.raises(TaskFailure, match="100x100"):
        run(task, task.spec, Listener(), house)
    assert list(house.objects.listing("results")) == []
    assert [path.name for path in (house.folder / task.id).iterdir()] == ["scratch"]


def test_what_nobody_wants_is_not_begun(house: Workshop, claimed: Callable[..., Task]):
    task, listener = claimed(), Listener(unwanted=True)
    assert task.spec is not None
    with pytest.raises(Cancelled):
        run(task, task.spec, listener, house)
    assert listener.heard == []


def test_what_was_accepted_for_another_engine_fails_by_name(house: Workshop, claimed: Callable[..., Task]):
    """The engine of a server may change while tasks wait."""
    ends = Abilities(media_sets=frozenset({frozenset[MediaKind]({"first_frame", "last_frame"})}))
    other, task = replace(house, offers=offering("still", ends)), claimed()
    assert task.spec is not None
    alone = replace(task.spec, media=task.spec.media[:1])
    with pytest.raises(TaskFailure, match="No engine here renders a video from a first frame alone: first_frame"):
        run(task, alone, Listener(), other)
    with pytest.raises(TaskFailure, match="No engine here renders the effect 'mech1'"):
        run(task, replace(alone, effect="mech1"), Listener(), other)
    with pytest.raises(TaskFailure, match="No engine here renders several shots"):
        run(task, replace(task.spec, shot_type="multi"), Listener(), other)
