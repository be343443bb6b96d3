"""Bodies become requests; what is wrong with them becomes faults, in the body's order."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from inbetween.api.dashscope.shapes import Shape, read
from inbetween.domain.errors import Fault

SECTION = some.dictionaries(
    some.sampled_from(
        ["prompt", "first_frame_url", "last_frame_url", "template", "seed", "duration", "watermark", "x"]
    ),
    some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.lists(some.integers()),
)


def shape(asked: Any, wanted: Any = None) -> Shape:
    return read({"model": "any", "input": asked, "parameters": wanted}, has_upload=lambda key: key == "known/a b.png")


def messages(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.message for fault in faults]


def test_every_field_is_read() -> None:
    request = shape(
        {
            "prompt": "p",
            "negative_prompt": "n",
            "template": "t",
            "first_frame_url": "http://a.test/1",
            "last_frame_url": "oss://known/a b.png",
        },
        {"resolution": "720P", "duration": 5, "seed": 3, "prompt_extend": False, "watermark": True},
    ).request
    assert [(asked.kind, asked.path, asked.source) for asked in request.media] == [
        ("first_frame", "input.first_frame_url", "http://a.test/1"),
        ("last_frame", "input.last_frame_url", "oss://known/a b.png"),
    ]
    assert (request.prompt, request.negative_prompt, request.template) == ("p", "n", "t")
    assert (request.resolution, request.seconds, request.seed) == ("720P", 5, 3)
    assert (request.prompt_extend, request.watermark, request.faults) == (False, True, ())


def test_what_is_absent_is_none() -> None:
    request = shape({}).request
    assert request.media == ()
    asked = (request.prompt, request.negative_prompt, request.template, request.resolution, request.seconds)
    assert set(asked) | {request.seed, request.prompt_extend, request.watermark} == {None}


def test_a_field_that_cannot_be_read_is_told_once_and_not_called_missing() -> None:
    request = shape({"first_frame_url": 1, "last_frame_url": "nowhere"}).request
    assert [(asked.kind, asked.source) for asked in request.media] == [("first_frame", None), ("last_frame", None)]
    assert messages(request.faults) == [
        "Input should be a valid string: input.first_frame_url",
        "The provided URL does not appear to be valid. Ensure it is correctly formatted.: input.last_frame_url",
    ]


def test_an_old_name_is_told_under_that_name() -> None:
    assert shape({"head_frame": "x"}).request.media[0].path == "input.head_frame"


def test_one_wrong_field_does_not_hide_the_others() -> None:
    request = shape({"prompt": 1, "negative_prompt": "n"}, {"seed": "x", "duration": 5}).request
    assert (request.negative_prompt, request.seconds) == ("n", 5)
    assert messages(request.faults) == [
        "Input should be a valid string: input.prompt",
        "Input should be a valid integer: parameters.seed",
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SECTION, SECTION)
def test_no_body_breaks_the_reader(asked: dict[str, Any], wanted: dict[str, Any]) -> None:
    request = shape(asked, wanted).request
    for fault in request.faults:
        assert fault.code == "InvalidParameter"
    for media in request.media:
        assert media.source or request.faults
