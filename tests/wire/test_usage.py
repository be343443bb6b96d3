"""What a finished task of each model tells: usage (section 6.4) and the rewritten prompt (section 11)."""

from collections.abc import Callable
from typing import Any

import pytest

from inbetween.domain.spec import Abilities, MediaKind
from inbetween.domain.task import Success
from inbetween.domain.usage import Usage
from tests.served import GENERATION, Server

FIRST = {"type": "first_frame", "url": "https://example.com/first.png"}
LAST = {"type": "last_frame", "url": "https://example.com/last.png"}
CLIP = {"type": "first_clip", "url": "https://example.com/clip.mp4"}
IMAGE = {"img_url": "https://example.com/first.png"}
FRAMES = {"first_frame_url": "https://example.com/first.png", "last_frame_url": "https://example.com/last.png"}
SETS: tuple[frozenset[MediaKind], ...] = (
    frozenset({"first_frame"}),
    frozenset({"first_frame", "last_frame"}),
    frozenset({"first_clip"}),
)
FIVE = {"duration": 5, "input_video_duration": 0, "output_video_duration": 5, "video_count": 1}


@pytest.fixture
def server(serving: Callable[..., Server]) -> Server:
    """Give a server whose engine renders what these bodies ask for."""
    return serving(abilities=Abilities(media_sets=frozenset(SETS), several_shots=True))


def told(server: Server, asked: dict[str, Any], usage: Usage, **measured: int) -> dict[str, Any]:
    """Create the task, end it well, and return the answer to a query."""
    task_id = server.created(asked, path=GENERATION)
    outcome = Success(
        object_key="results/t/1.mp4",
        usage=usage,
        engine="tween",
        actual_prompt="a cat looks up, slowly",
        measurements=measured,
    )
    assert server.queue.settle(server.queue.take(), outcome)
    answer: dict[str, Any] = server.poll(task_id).json()
    assert answer["output"]["task_status"] == "SUCCEEDED"
    return answer


def asking(model: str, given: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    """Return a create body."""
    return {"model": model, "input": {"prompt": "a cat looks up", **given}, "parameters": parameters}


def assert_same_json(found: Any, expected: Any) -> None:
    """Compare with types: to typed clients 5.0 is no 5, and "720" no 720."""
    assert found == expected
    assert {name: type(value) for name, value in found.items()} == {
        name: type(value) for name, value in expected.items()
    }


@pytest.mark.parametrize(
    ("model", "given", "usage"),
    [
        ("wan2.7-i2v", {"media": [FIRST]}, {**FIVE, "SR": 720}),
        ("wan2.7-i2v-2026-04-25", {"media": [FIRST, LAST]}, {**FIVE, "SR": 720}),
        ("wan2.7-r2v", {"media": [FIRST, LAST]}, {**FIVE, "SR": 720}),
        ("wan2.6-i2v", IMAGE, {**FIVE, "SR": 720}),
        ("wan2.6-i2v-us", IMAGE, {**FIVE, "SR": 720}),
        ("wan2.6-i2v-flash", IMAGE, {**FIVE, "SR": 720, "audio": False}),
        ("wan2.5-i2v-preview", IMAGE, {"duration": 5, "SR": 720, "video_count": 1}),
        ("wan2.2-i2v-flash", IMAGE, {"duration": 5, "SR": 720, "video_count": 1}),
        ("wanx2.1-i2v-turbo", IMAGE, {"video_duration": 5, "video_ratio": "standard", "video_count": 1}),
        ("wan2.1-i2v-plus", IMAGE, {"video_duration": 5, "video_ratio": "standard", "video_count": 1}),
        ("wan2.2-kf2v-flash", FRAMES, {"video_duration": 5, "video_count": 1, "SR": 720}),
        ("wanx2.1-kf2v-plus", FRAMES, {"video_duration": 5, "video_ratio": "standard", "video_count": 1}),
        ("wan3.0-video", {"media": [FIRST, LAST]}, {**FIVE, "SR": 720, "fps": 30, "ratio": "adaptive"}),
    ],
)
def test_usage_has_the_models_own_fields(
    server: Server, model: str, given: dict[str, Any], usage: dict[str, Any]
) -> None:
    asked = asking(model, given, resolution="720P")
    answer = told(server, asked, Usage(model=model, resolution="720P", seconds=5))
    assert_same_json(answer["usage"], usage)


@pytest.mark.parametrize(("tier", "number"), [("480P", 480), ("1080P", 1080)])
def test_a_tier_is_a_whole_number(server: Server, tier: str, number: int) -> None:
    asked = asking("wan2.2-i2v-plus", IMAGE, resolution=tier)
    answer = told(server, asked, Usage(model="wan2.2-i2v-plus", resolution=tier, seconds=5))
    assert_same_json(answer["usage"], {"duration": 5, "SR": number, "video_count": 1})


def test_a_continuation_is_billed_whole_and_tells_the_clip_and_the_rest(server: Server) -> None:
    """Section 6.4: 15 is 3 of the clip and 12 of the model."""
    asked = asking("wan2.7-i2v", {"media": [CLIP]}, resolution="720P", duration=15)
    answer = told(server, asked, Usage(model="wan2.7-i2v", resolution="720P", seconds=15, input_seconds=3, sound=True))
    whole = {"duration": 15, "input_video_duration": 3, "output_video_duration": 12, "video_count": 1, "SR": 720}
    assert_same_json(answer["usage"], whole)


@pytest.mark.parametrize("sound", [True, False])
def test_a_switched_sound_is_told(server: Server, sound: bool) -> None:
    asked = asking("wan2.6-i2v-flash", IMAGE, resolution="1080P", audio=sound)
    answer = told(server, asked, Usage(model="wan2.6-i2v-flash", resolution="1080P", seconds=5, sound=sound))
    assert_same_json(answer["usage"], {**FIVE, "SR": 1080, "audio": sound})


@pytest.mark.parametrize("shots", ["single", "multi"])
def test_another_vendors_usage_has_its_own_form(server: Server, shots: str) -> None:
    """Section 15: the tier is text, the size is the file's."""
    image = [{"type": "image_url", "url": "https://example.com/first.png"}]
    asked = asking("pixverse/pixverse-v6-it2v", {"media": image}, resolution="720P", shot_type=shots)
    usage = Usage(model="pixverse/pixverse-v6-it2v", resolution="720P", seconds=5)
    answer = told(server, asked, usage, width=992, height=944)
    assert_same_json(
        answer["usage"],
        {
            "duration": 5,
            "shot_type": shots,
            "size": "992*944",
            "fps": 24,
            "video_count": 1,
            "audio": False,
            "SR": "720",
        },
    )


@pytest.mark.parametrize(
    ("model", "given", "shown"),
    [
        ("wan2.2-kf2v-flash", FRAMES, True),
        ("wanx2.1-kf2v-plus", FRAMES, True),
        ("wanx2.1-i2v-turbo", IMAGE, True),
        ("wan2.2-i2v-flash", IMAGE, True),
        ("wan2.5-i2v-preview", IMAGE, True),
        ("wan2.6-i2v", IMAGE, False),
        ("wan2.6-i2v-flash", IMAGE, False),
        ("wan2.7-i2v", {"media": [FIRST, LAST]}, False),
    ],
)
@pytest.mark.parametrize("extend", [None, True, False])
def test_the_rewritten_prompt_is_shown_by_older_models_that_rewrote_it(
    server: Server, model: str, given: dict[str, Any], shown: bool, extend: bool | None
) -> None:
    """Section 11."""
    asked = asking(model, given, resolution="720P", prompt_extend=extend)
    output = told(server, asked, Usage(model=model, resolution="720P", seconds=5))["output"]
    assert output["orig_prompt"] == "a cat looks up"
    assert output.get("actual_prompt") == ("a cat looks up, slowly" if shown and extend is not False else None)


@pytest.mark.parametrize(
    ("model", "given", "metrics"), [("wan2.2-kf2v-flash", FRAMES, True), ("wan2.6-i2v", IMAGE, False)]
)
def test_only_keyframe_tasks_count_their_videos_while_they_wait(
    server: Server, model: str, given: dict[str, Any], metrics: bool
) -> None:
    """Section 6.3."""
    output = server.poll(server.created(asking(model, given), path=GENERATION)).json()["output"]
    assert ("task_metrics" in output) == metrics
