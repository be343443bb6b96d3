"""From request to spec, or to every fault at once."""

import dataclasses

import pytest

from inbetween.catalog.accept import MAX_SEED, AskedMedia, VideoRequest, accept
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Refusal
from inbetween.domain.spec import MediaEntry, MediaKind, PictureFacts, VideoSpec

FLASH = MODELS["wan2.2-kf2v-flash"]
PLUS = MODELS["wanx2.1-kf2v-plus"]
BOTH: frozenset[frozenset[MediaKind]] = frozenset({frozenset({"first_frame", "last_frame"})})
FIRST = AskedMedia(kind="first_frame", path="input.first_frame_url", source="https://a.example/1.png")
LAST = AskedMedia(kind="last_frame", path="input.last_frame_url", source="oss://dir/2.png")
ASKED = VideoRequest(
    media=(FIRST, LAST), required={"first_frame": "input.first_frame_url", "last_frame": "input.last_frame_url"}
)


def spec_of(request: VideoRequest, model=FLASH) -> VideoSpec:
    return accept(model, request, rendered=BOTH, draw_seed=lambda: 41)


def message_of(request: VideoRequest, model=FLASH) -> str:
    with pytest.raises(Refusal) as refused:
        spec_of(request, model)
    return refused.value.message


def changed(**fields: object) -> VideoRequest:
    return dataclasses.replace(ASKED, **fields)


def test_absent_parameters_become_the_models_defaults() -> None:
    spec = spec_of(ASKED)
    assert (spec.resolution, spec.seconds, spec.fps, spec.seed) == ("720P", 5, 30, 41)
    assert (spec.prompt, spec.negative_prompt, spec.prompt_extend, spec.watermark) == ("", "", True, False)
    assert spec.media == (
        MediaEntry(kind="first_frame", source="https://a.example/1.png"),
        MediaEntry(kind="last_frame", source="oss://dir/2.png"),
    )


def test_a_spec_survives_its_row() -> None:
    spec = spec_of(changed(prompt="雨", seed=0, watermark=True, prompt_extend=False))
    assert VideoSpec.from_json(spec.to_json()) == spec
    assert spec.seed == 0


def test_words_beyond_the_limit_are_cut_by_code_points() -> None:
    spec = spec_of(changed(prompt="雨" * 801, negative_prompt="🌧" * 501))
    assert (len(spec.prompt), len(spec.negative_prompt)) == (800, 500)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_each_model_takes_exactly_its_resolutions(model) -> None:
    for resolution in ("480P", "720P", "1080P", "720p", "4K", ""):
        request = changed(resolution=resolution)
        if resolution in model.resolutions:
            assert spec_of(request, model).resolution == resolution
        else:
            assert "parameters.resolution" in message_of(request, model)


def test_the_sentence_of_a_resolution_is_that_of_the_live_validator() -> None:
    assert message_of(changed(resolution="4K")) == "Input should be '480P', '720P' or '1080P': parameters.resolution"
    assert message_of(changed(resolution="480P"), PLUS) == "Input should be '720P': parameters.resolution"


@pytest.mark.parametrize("seconds", [0, 4, 6, -5])
def test_another_duration_than_five_is_not_supported(seconds: int) -> None:
    assert message_of(changed(seconds=seconds)) == "duration customization is not supported"


def test_seeds_end_at_two_to_the_31_minus_one() -> None:
    assert spec_of(changed(seed=MAX_SEED)).seed == MAX_SEED
    for seed in (-1, MAX_SEED + 1):
        assert message_of(changed(seed=seed)) == "Input should be between 0 and 2147483647: parameters.seed"


def test_each_missing_frame_is_named() -> None:
    assert message_of(changed(media=())) == (
        "Field required: input.first_frame_url & Field required: input.last_frame_url"
    )
    assert message_of(changed(media=(LAST,))) == "Field required: input.first_frame_url"


def test_a_source_that_its_dialect_refused_is_not_also_missing() -> None:
    broken = dataclasses.replace(FIRST, source=None)
    fault = faults.bad_url("input.first_frame_url")
    assert message_of(changed(media=(broken, LAST), faults=(fault,))) == fault.message


def test_an_effect_is_refused_with_the_models_list() -> None:
    told = message_of(changed(template="mech1", media=(FIRST,)), PLUS)
    assert "hanfu-1, solaron, magazine, mech1, mech2" in told
    assert "wan2.2-kf2v-flash has no effects" in message_of(changed(template="mech1"))


def test_what_no_engine_renders_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match=r"first_frame \+ last_frame for wan2\.2-kf2v-flash"):
        accept(FLASH, ASKED, rendered=frozenset(), draw_seed=lambda: 0)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"width": 359}, "each side should be 360 to 2000 pixels"),
        ({"height": 2001}, "input.first_frame_url is 640x2001"),
        ({"size_bytes": 10 * 2**20 + 1}, "must be less than 10MB"),
        ({"format": "GIF"}, "is GIF, it should be one of JPEG, PNG, BMP, WEBP"),
    ],
)
def test_a_picture_inside_the_request_is_checked_by_its_header(facts: dict, told: str) -> None:
    legal = PictureFacts(format="PNG", width=640, height=480, size_bytes=1000)
    spec_of(changed(media=(dataclasses.replace(FIRST, facts=legal), LAST)))
    wrong = dataclasses.replace(FIRST, facts=dataclasses.replace(legal, **facts))
    assert told in message_of(changed(media=(wrong, LAST)))


def test_limits_are_inclusive() -> None:
    edge = PictureFacts(format="WEBP", width=360, height=2000, size_bytes=10 * 2**20)
    spec_of(changed(media=(dataclasses.replace(FIRST, facts=edge), LAST)))


def test_every_fault_is_spoken_in_one_message() -> None:
    told = message_of(changed(media=(FIRST,), resolution="4K", seconds=9, seed=-1))
    assert told.split(" & ") == [
        "Field required: input.last_frame_url",
        "Input should be '480P', '720P' or '1080P': parameters.resolution",
        "duration customization is not supported",
        "Input should be between 0 and 2147483647: parameters.seed",
    ]
