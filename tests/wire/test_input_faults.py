"""Faults of a body: the measured sentences of specification section 2.4, and ours where none is known."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples import EVERYTHING
from tests.served import Server, body, data_url, picture, refusal

INVALID = "InvalidParameter"
BAD_URL = "The provided URL does not appear to be valid. Ensure it is correctly formatted.: input.first_frame_url"
BAD_DATA = (
    "A data URL should read data:{MIME};base64,{data} with MIME "
    "'image/jpeg', 'image/png', 'image/bmp' or 'image/webp': input.first_frame_url"
)


def told(server: Server, sent: dict[str, Any]) -> str:
    """Send a faulty body and return the sentence; the code is that of every measured input fault."""
    status, code, message = refusal(server.create(sent))
    assert (status, code) == (400, INVALID)
    return message


def test_all_faults_of_a_body_come_in_one_message(server: Server) -> None:
    sent = body(
        prompt=1,
        first_frame_url="ftp://x/y",
        last_frame_url=data_url(picture(100, 640)),
        parameters={"resolution": "8K", "duration": 7, "watermark": "no"},
    )
    assert told(server, sent).split(" & ") == [
        "Input should be a valid string: input.prompt",
        BAD_URL,
        (
            "the size of input image is too small or too large. input.last_frame_url is 100x640, "
            "each side should be 360 to 2000 pixels."
        ),
        "Input should be a valid boolean: parameters.watermark",
        "Input should be '480P', '720P' or '1080P': parameters.resolution",
        "duration customization is not supported",
    ]


def test_effects_are_told_with_the_models_list(server: Server) -> None:
    """Section 3.5: an effect that the model does not have makes the call fail."""
    sent = body(model="wanx2.1-kf2v-plus", template="flying", last_frame_url=...)
    assert told(server, sent) == (
        "The effect 'flying' is not supported "
        "(wanx2.1-kf2v-plus has hanfu-1, solaron, magazine, mech1, mech2): input.template"
    )
    assert "wan2.2-kf2v-flash has no effects" in told(server, body(template="mech1"))


def test_an_effect_of_the_model_that_no_engine_renders_is_told_so(server: Server) -> None:
    """Section 3.5: the vendor's sample for an effect has one frame and no prompt."""
    sent = body(model="wanx2.1-kf2v-plus", template="mech1", prompt=None, last_frame_url=...)
    assert told(server, sent) == "No engine here renders the effect 'mech1': input.template"


def test_a_picture_that_an_effect_takes_the_place_of_is_not_kept(serving: Callable[..., Server]) -> None:
    """Section 3.5: the last frame is ignored; so is what is wrong with it."""
    server = serving(abilities=EVERYTHING)
    frames = {"first_frame_url": data_url(picture()), "last_frame_url": data_url(picture(400, 400))}
    sent = body(model="wanx2.1-kf2v-plus", template="mech1", **frames)
    spec = server.queue.see(server.created(sent)).spec
    assert spec is not None
    assert [entry.kind for entry in spec.media] == ["first_frame"]
    assert [stored.key for stored in server.front.objects.listing("inputs")] == [spec.media[0].inline_key]
    small = body(model="wanx2.1-kf2v-plus", template="mech1", last_frame_url=data_url(picture(10, 10)))
    assert server.create(small).status_code == 200


def test_fields_of_other_families_do_not_help(server: Server) -> None:
    media = [{"type": "first_frame", "url": "https://example.com/1.png"}]
    sent = body(first_frame_url=..., last_frame_url=..., img_url="https://example.com/1.png", media=media)
    assert told(server, sent) == "Field required: input.first_frame_url & Field required: input.last_frame_url"


def test_a_text_to_video_body_for_a_keyframe_model_is_told_what_is_missing(server: Server) -> None:
    """What a client sends that does not know the model's family; older SDKs put media among the parameters."""
    sent = {
        "model": "wan2.2-kf2v-flash",
        "input": {"prompt": "a cat"},
        "parameters": {"size": "1280*720", "media": [{"type": "first_frame", "url": "file:///a.png"}]},
    }
    assert told(server, sent) == "Field required: input.first_frame_url & Field required: input.last_frame_url"


@pytest.mark.parametrize(
    ("content", "mime", "message"),
    [
        (b"not a picture", "image/png", "Invalid image format or corrupted file: input.first_frame_url"),
        (b"", "image/png", "Invalid image format or corrupted file: input.first_frame_url"),
        (
            picture(form="JPEG"),
            "image/png",
            "image format error: input.first_frame_url is declared as image/png but is JPEG.",
        ),
        (
            picture(form="GIF"),
            "image/png",
            "image format error: input.first_frame_url is GIF, it should be one of JPEG, PNG, BMP, WEBP.",
        ),
        (
            picture(2001, 359),
            "image/png",
            (
                "the size of input image is too small or too large. input.first_frame_url is 2001x359, "
                "each side should be 360 to 2000 pixels."
            ),
        ),
    ],
)
def test_pictures_inside_the_body_that_break_a_rule(server: Server, content: bytes, mime: str, message: str) -> None:
    assert told(server, body(first_frame_url=data_url(content, mime))) == message


def test_a_picture_of_too_many_bytes(server: Server) -> None:
    heavy = picture() + bytes(10 * 2**20)
    status, code, message = refusal(server.create(body(first_frame_url=data_url(heavy))))
    assert (status, code) == (400, "InvalidFile.Size")
    assert message.startswith(
        "Invalid file size. The image file size must be less than 10MB. input.first_frame_url has 10."
    )


def test_an_upload_that_is_not_there(server: Server) -> None:
    message = told(server, body(first_frame_url="oss://dashscope-instant/x/2026-11-20/y/cat.png"))
    assert message.startswith("oss download error. oss://dashscope-instant/x/2026-11-20/y/cat.png: ")
