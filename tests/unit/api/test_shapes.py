"""Bodies become requests; what is wrong with them becomes faults, in the body's order."""

import base64
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from inbetween.api.dashscope.shapes import Shape, read
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import Fault
from inbetween.domain.spec import INLINE
from tests.served import picture

KEYFRAMES = "wan2.2-kf2v-flash"
URL = "https://a.test/1"
ANY = some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.lists(some.integers())
ENTRIES = some.lists(
    some.dictionaries(some.sampled_from(["type", "url", "x"]), ANY | some.sampled_from(["first_frame", "last_frame"]))
    | ANY
)
SECTION = some.dictionaries(
    some.sampled_from(
        [
            *("prompt", "first_frame_url", "last_frame_url", "img_url", "audio_url", "media", "template"),
            *("resolution", "seed", "duration", "watermark", "shot_type", "audio", "x"),
        ]
    ),
    ANY | ENTRIES,
)


def shape(asked: Any, wanted: Any = None, *, model: str = KEYFRAMES) -> Shape:
    body = {"model": model, "input": asked, "parameters": wanted}
    return read(body, MODELS[model], has_upload=lambda key: key == "known/a b.png")


def faults_of(asked: Any, wanted: Any = None, *, model: str = KEYFRAMES) -> list[str]:
    """Return what the reader itself finds wrong, of the request and of each input."""
    request = shape(asked, wanted, model=model).request
    of_media = tuple(fault for entry in request.media for fault in entry.faults)
    return messages((*request.faults, *of_media, *request.parameter_faults))


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
    assert (request.prompt_extend, request.watermark) == (False, True)
    assert request.separate
    assert (request.faults, request.parameter_faults) == ((), ())


def test_what_is_absent_is_none() -> None:
    request = shape({}).request
    assert request.media == ()
    asked = (request.prompt, request.negative_prompt, request.template, request.resolution, request.seconds)
    rest = (request.seed, request.prompt_extend, request.watermark, request.shot_type, request.audio)
    assert {*asked, *rest} == {None}


def test_null_is_absent() -> None:
    fields = ("prompt", "negative_prompt", "template", "first_frame_url", "last_frame_url")
    parameters = ("resolution", "duration", "seed", "prompt_extend", "watermark")
    assert shape(dict.fromkeys(fields), dict.fromkeys(parameters)).request.media == ()
    assert faults_of(dict.fromkeys(fields), dict.fromkeys(parameters)) == []


def test_a_field_that_cannot_be_read_is_told_once_and_not_called_missing() -> None:
    asked = {"first_frame_url": 1, "last_frame_url": "nowhere"}
    request = shape(asked).request
    assert [(entry.kind, entry.source) for entry in request.media] == [("first_frame", None), ("last_frame", None)]
    assert faults_of(asked) == [
        "Input should be a valid string: input.first_frame_url",
        "The provided URL does not appear to be valid. Ensure it is correctly formatted.: input.last_frame_url",
    ]


def test_an_old_name_is_told_under_that_name_and_gives_way_to_the_documented_one() -> None:
    assert shape({"head_frame": "x"}).request.media[0].path == "input.head_frame"
    (first,) = shape({"head_frame": "http://a.test/old", "first_frame_url": URL}).request.media
    assert (first.path, first.source) == ("input.first_frame_url", URL)


def test_one_wrong_field_does_not_hide_the_others() -> None:
    request = shape({"prompt": 1, "negative_prompt": "n"}, {"seed": "x", "duration": 5}).request
    assert (request.negative_prompt, request.seconds, request.unread) == ("n", 5, {"prompt"})
    assert messages(request.faults) == ["Input should be a valid string: input.prompt"]
    assert messages(request.parameter_faults) == ["Input should be a valid integer: parameters.seed"]


@pytest.mark.parametrize(("written", "read_as"), [(5.0, 5), (-1.0, -1), (-0.0, 0), (2.0**31, 2**31)])
def test_a_whole_number_may_be_written_as_a_float(written: float, read_as: int) -> None:
    """Typed clients write any number so."""
    request = shape({}, {"duration": written, "seed": written}).request
    assert (request.seconds, request.seed, request.parameter_faults) == (read_as, read_as, ())


@pytest.mark.parametrize("written", [5.5, float("nan"), float("inf"), True, "5", [5], {}])
def test_anything_else_is_no_whole_number(written: object) -> None:
    assert faults_of({}, {"duration": written}) == ["Input should be a valid integer: parameters.duration"]


# By img_url.


def test_a_first_frame_and_its_sound_have_fields_of_their_own() -> None:
    request = shape({"img_url": URL, "audio_url": "http://a.test/s.mp3"}, model="wan2.6-i2v").request
    assert [(entry.kind, entry.path) for entry in request.media] == [
        ("first_frame", "input.img_url"),
        ("driving_audio", "input.audio_url"),
    ]


@pytest.mark.parametrize("model", ["wan2.6-i2v", "wan2.7-i2v"])
def test_a_picture_may_be_base64_and_nothing_else(model: str) -> None:
    """One client's SDK sends bytes so, to every model with i2v in its name."""
    content = picture()
    read_as = shape({"img_url": base64.b64encode(content).decode()}, model=model)
    (entry,) = read_as.request.media
    (inline,) = read_as.inlines
    assert (entry.kind, entry.path, entry.faults) == ("first_frame", "input.img_url", ())
    assert entry.facts is not None
    assert (entry.facts.format, entry.facts.width, entry.facts.height) == ("PNG", 640, 480)
    assert (inline.content, entry.source) == (content, INLINE + inline.object_key)


@pytest.mark.parametrize("broken_by", ["\n", "\r\n", " "])
def test_base64_may_be_broken_into_lines(broken_by: str) -> None:
    """As tools write it that keep to the line length of MIME (RFC 2045)."""
    content = picture()
    plain = base64.b64encode(content).decode()
    lines = broken_by.join(plain[start : start + 76] for start in range(0, len(plain), 76)) + broken_by
    for text in (lines, f"data:image/png;base64,{lines}"):
        (inline,) = shape({"img_url": text}, model="wan2.6-i2v").inlines
        assert inline.content == content


def test_base64_alone_is_not_taken_elsewhere() -> None:
    bare = base64.b64encode(picture()).decode()
    bad = "The provided URL does not appear to be valid. Ensure it is correctly formatted."
    assert faults_of({"first_frame_url": bare, "last_frame_url": URL}) == [f"{bad}: input.first_frame_url"]
    assert faults_of({"img_url": "cat.png"}, model="wan2.6-i2v") == [f"{bad}: input.img_url"]


def test_sound_comes_by_url() -> None:
    asked = {"img_url": URL, "audio_url": "data:audio/mpeg;base64,AAAA"}
    told = "Only pictures may be data URLs, this input should be http(s):// or oss://: input.audio_url"
    assert faults_of(asked, model="wan2.6-i2v") == [told]


# By typed entries.


def entry(kind: Any, url: Any = URL) -> dict[str, Any]:
    return {"type": kind, "url": url}


def test_entries_are_read_in_any_order() -> None:
    request = shape({"media": [entry("last_frame"), entry("first_clip")]}, model="wan2.7-i2v").request
    assert [(asked.kind, asked.path) for asked in request.media] == [
        ("last_frame", "input.media.0.url"),
        ("first_clip", "input.media.1.url"),
    ]
    assert not request.separate
    assert not request.unread


TYPES = "Input should be 'first_frame', 'last_frame', 'driving_audio' or 'first_clip'"


@pytest.mark.parametrize(
    ("media", "told"),
    [
        (..., ["Field required: input.media"]),
        (None, ["Field required: input.media"]),
        ("x", ["Input should be a valid list: input.media"]),
        ([5], ["Input should be a valid object: input.media.0"]),
        ([5] * 33, ["There should be at most 32 entries: input.media"]),
        ([None], ["Input should be a valid object: input.media.0"]),
        ([{}], ["Field required: input.media.0.type", "Field required: input.media.0.url"]),
        ([entry("first_frame", None)], ["Field required: input.media.0.url"]),
        ([entry("first_frame", 5)], ["Input should be a valid string: input.media.0.url"]),
        ([entry(5)], ["Input should be a valid string: input.media.0.type"]),
        ([entry("image_url")], [TYPES]),
        ([entry("First_Frame", 5)], ["Input should be a valid string: input.media.0.url", TYPES]),
        (
            [entry("first_frame"), entry("first_frame")],
            ["Each type of media should occur once, 'first_frame' occurs more often: input.media"],
        ),
        (
            [entry("driving_audio", "data:audio/wav;base64,AAAA")],
            ["Only pictures may be data URLs, this input should be http(s):// or oss://: input.media.0.url"],
        ),
    ],
)
def test_whatever_is_wrong_with_the_entries_is_told(media: Any, told: list[str]) -> None:
    asked = {} if media is ... else {"media": media}
    assert faults_of(asked, model="wan2.7-i2v") == told


def test_each_model_has_types_of_its_own() -> None:
    (first,) = shape({"media": [entry("image_url")]}, model="pixverse/pixverse-c1-it2v").request.media
    assert first.kind == "first_frame"
    wrong = {"media": [entry("first_frame")]}
    assert faults_of(wrong, model="pixverse/pixverse-c1-it2v") == ["Input should be 'image_url'"]
    clip = {"media": [entry("first_clip")]}
    assert faults_of(clip, model="wan3.0-video") == ["Input should be 'first_frame' or 'last_frame'"]


def test_a_lone_image_stands_for_the_entries_and_gives_way_to_them() -> None:
    lone = shape({"img_url": URL}, model="wan2.7-i2v").request
    assert (lone.media[0].path, lone.separate) == ("input.img_url", True)
    both = shape({"img_url": 5, "media": [entry("first_frame")]}, model="wan2.7-i2v").request
    assert [asked.path for asked in both.media] == ["input.media.0.url"]


# What the model does not take.


@pytest.mark.parametrize(
    ("model", "asked", "wanted"),
    [
        (KEYFRAMES, {"img_url": 5, "audio_url": [], "media": "x"}, {"shot_type": 5, "audio": "no", "ratio": {}}),
        ("wan2.2-i2v-flash", {"audio_url": 5, "first_frame_url": 5, "media": 5}, {"audio": 5, "size": 5}),
        ("wan2.5-i2v-preview", {"last_frame_url": 5}, {"shot_type": 5, "audio": 5}),
        ("wan2.7-i2v", {"first_frame_url": 5, "audio_url": 5, "function": 5}, {"shot_type": 5, "audio": 5}),
        ("pixverse/pixverse-c1-it2v", {"img_url": 5, "extend_prompt": 5}, {"shot_type": 5, "prompt_extend": 5}),
        ("wan3.0-video", {"img_url": 5}, {"shot_type": 5, "with_audio": 5}),
    ],
)
def test_a_field_that_the_model_does_not_take_is_ignored_whatever_it_holds(
    model: str, asked: dict[str, Any], wanted: dict[str, Any]
) -> None:
    told = faults_of(asked, wanted, model=model)
    assert told in ([], ["Field required: input.media"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SECTION, SECTION, some.sampled_from(sorted(MODELS)))
def test_no_body_breaks_the_reader(asked: dict[str, Any], wanted: dict[str, Any], model: str) -> None:
    wanted.pop("media", None)  # refused before the rest is read, where the model lists its media
    request = shape(asked, wanted, model=model).request
    found = (*request.faults, *(fault for entry in request.media for fault in entry.faults))
    for fault in (*found, *request.parameter_faults):
        assert fault.code == "InvalidParameter"
    for media in request.media:
        assert media.source or found
