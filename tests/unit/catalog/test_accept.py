"""From request to spec, or to every fault at once."""

import dataclasses
from functools import partial

import pytest

from inbetween.catalog.accept import MAX_SEED, AskedMedia, VideoRequest, accept
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Refusal
from inbetween.domain.spec import Abilities, MediaEntry, MediaKind, PictureFacts, VideoSpec
from tests.samples import EVERYTHING

FLASH = MODELS["wan2.2-kf2v-flash"]
PLUS = MODELS["wanx2.1-kf2v-plus"]
WAN26 = MODELS["wan2.6-i2v"]
WAN26_FLASH = MODELS["wan2.6-i2v-flash"]
WAN27 = MODELS["wan2.7-i2v"]
WAN30 = MODELS["wan3.0-video"]
PIXVERSE = MODELS["pixverse/pixverse-v6-it2v"]

KINDS: tuple[MediaKind, ...] = ("first_frame", "last_frame", "first_clip", "driving_audio")


def path(name: str) -> str:
    """Write a path as a dialect with fields named after the kinds would."""
    return f"input.{name}" if name in (*KINDS, "media", "prompt", "template") else f"parameters.{name}"


def media(*kinds: MediaKind) -> tuple[AskedMedia, ...]:
    return tuple(AskedMedia(kind=kind, path=path(kind), source=f"https://a.example/{kind}") for kind in kinds)


FIRST, LAST = media("first_frame", "last_frame")
ASKED = VideoRequest(media=(FIRST, LAST), paths=path)
ONE = dataclasses.replace(ASKED, media=(FIRST,))
LISTED = dataclasses.replace(ONE, separate=False)
changed = partial(dataclasses.replace, ASKED)


def spec_of(request: VideoRequest, model=FLASH, abilities: Abilities = EVERYTHING) -> VideoSpec:
    return accept(model, request, able=lambda _: abilities, draw_seed=lambda: 41)


def message_of(request: VideoRequest, model=FLASH, abilities: Abilities = EVERYTHING) -> str:
    with pytest.raises(Refusal) as refused:
        spec_of(request, model, abilities)
    return refused.value.message


def legal_for(model, **fields: object) -> VideoRequest:
    """Return a request with the smallest legal set of the model, and some fields changed."""
    fewest = min(model.media_sets, key=lambda kinds: (len(kinds), sorted(kinds)))
    words = {"prompt": "rain"} if model.needs_prompt else {}
    return changed(media=media(*(kind for kind in KINDS if kind in fewest)), **words | fields)


def test_absent_parameters_become_the_models_defaults() -> None:
    spec = spec_of(ASKED)
    assert (spec.resolution, spec.seconds, spec.fps, spec.multiple, spec.seed) == ("720P", 5, 30, 16, 41)
    assert (spec.prompt, spec.negative_prompt, spec.prompt_extend, spec.watermark) == ("", "", True, False)
    assert (spec.effect, spec.shot_type, spec.sound, spec.rehearsal) == (None, "single", False, None)
    assert spec.media == (
        MediaEntry(kind="first_frame", source="https://a.example/first_frame"),
        MediaEntry(kind="last_frame", source="https://a.example/last_frame"),
    )


def test_a_spec_survives_its_row() -> None:
    spec = spec_of(changed(prompt="雨", seed=0, watermark=True, prompt_extend=False))
    assert VideoSpec.from_json(spec.to_json()) == spec
    assert spec.seed == 0


@pytest.mark.parametrize(("model", "limit"), [(FLASH, 800), (WAN26, 1500), (WAN27, 5000), (WAN30, 20_000)])
def test_words_beyond_the_limit_are_cut_by_code_points(model, limit: int) -> None:
    spec = spec_of(legal_for(model, prompt="雨" * (limit + 1), negative_prompt="🌧" * 501), model)
    assert (len(spec.prompt), len(spec.negative_prompt)) == (limit, 500)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_each_model_takes_exactly_its_resolutions(model) -> None:
    for resolution in ("360P", "480P", "540P", "720P", "1080P", "720p", "4K", ""):
        request = legal_for(model, resolution=resolution)
        if resolution in model.resolutions:
            assert spec_of(request, model).resolution == resolution
        else:
            assert "parameters.resolution" in message_of(request, model)


def test_the_sentence_of_a_resolution_is_that_of_the_live_validator() -> None:
    """Section 2.4, measured at wan2.7: its order is kept."""
    missing = {"unread": frozenset({"media"}), "faults": (faults.missing("input.media"),)}
    told = message_of(changed(media=(), separate=False, resolution="4K", **missing), WAN27)
    assert told == "Field required: input.media & Input should be '1080P' or '720P': parameters.resolution"
    assert message_of(changed(resolution="480P"), PLUS) == "Input should be '720P': parameters.resolution"


@pytest.mark.parametrize("seconds", [0, 4, 6, -1, -5])
def test_another_duration_than_the_fixed_one_is_not_supported(seconds: int) -> None:
    assert message_of(changed(seconds=seconds)) == "duration customization is not supported"


@pytest.mark.parametrize(
    ("name", "seconds", "told"),
    [
        ("wan2.7-i2v", (1, 16, -1), "Duration should be between 2 and 15"),
        ("wan3.0-video", (0, 1, 31, -2), "Duration should be between 2 and 30"),
        ("wanx2.1-i2v-turbo", (2, 6), "Duration should be between 3 and 5"),
        ("wan2.5-i2v-preview", (4, 6, 11), "Input should be 5 or 10: parameters.duration"),
        ("wan2.6-i2v-us", (2, 16), "Input should be 5, 10 or 15: parameters.duration"),
        ("pixverse/pixverse-v5.6-it2v", (1, 9), "Input should be 5, 8 or 10: parameters.duration"),
    ],
)
def test_the_sentence_of_a_duration_says_what_the_model_takes(name: str, seconds: tuple[int, ...], told: str) -> None:
    for wrong in seconds:
        assert message_of(legal_for(MODELS[name], seconds=wrong), MODELS[name]) == told


def test_a_model_may_take_less_at_one_resolution() -> None:
    """Section 15: 10 seconds, but not at 1080P."""
    model = MODELS["pixverse/pixverse-v5.6-kf2v"]
    assert spec_of(legal_for(model, seconds=10), model).seconds == 10
    told = message_of(legal_for(model, seconds=10, resolution="1080P"), model)
    assert told == "Input should be 5 or 8: parameters.duration"


def test_minus_one_leaves_the_seconds_to_the_model_where_it_may_choose() -> None:
    assert spec_of(legal_for(WAN30, seconds=-1), WAN30).seconds == 5


def test_seeds_end_at_two_to_the_31_minus_one() -> None:
    assert spec_of(changed(seed=MAX_SEED)).seed == MAX_SEED
    for seed in (-1, MAX_SEED + 1):
        assert message_of(changed(seed=seed)) == "Input should be between 0 and 2147483647: parameters.seed"


def test_each_missing_frame_is_named() -> None:
    assert message_of(changed(media=())) == "Field required: input.first_frame & Field required: input.last_frame"
    assert message_of(changed(media=(LAST,))) == "Field required: input.first_frame"


def test_a_source_that_its_dialect_refused_is_not_also_missing() -> None:
    broken = dataclasses.replace(FIRST, source=None, faults=(faults.bad_url("input.first_frame"),))
    assert message_of(changed(media=(broken, LAST))) == faults.bad_url("input.first_frame").message


LEGAL: tuple[tuple[MediaKind, ...], ...] = (
    ("first_frame",),
    ("first_frame", "driving_audio"),
    ("first_frame", "last_frame"),
    ("first_frame", "last_frame", "driving_audio"),
    ("first_clip",),
    ("first_clip", "last_frame"),
)


@pytest.mark.parametrize("bits", range(16))
def test_six_of_the_sixteen_sets_are_legal(bits: int) -> None:
    """Section 3.3."""
    kinds = tuple(kind for number, kind in enumerate(KINDS) if bits >> number & 1)
    request = changed(media=media(*kinds), separate=False)
    if set(kinds) in map(set, LEGAL):
        assert {entry.kind for entry in spec_of(request, WAN27).media} == set(kinds)
    else:
        assert message_of(request, WAN27) == "The combination of media types is not supported: input.media"


def test_a_list_that_could_not_be_read_is_not_judged_as_a_set() -> None:
    request = changed(
        media=(), separate=False, unread=frozenset({"media"}), faults=(faults.missing("input.media.0.type"),)
    )
    assert message_of(request, WAN27) == "Field required: input.media.0.type"


# Effects (section 3.5).


def test_an_effect_takes_the_place_of_the_words_and_of_the_last_frame() -> None:
    broken = dataclasses.replace(LAST, source=None, faults=(faults.bad_url("input.last_frame"),))
    for frames in ((FIRST,), (FIRST, LAST), (FIRST, broken)):
        spec = spec_of(changed(template="mech1", media=frames, prompt="a cat"), PLUS)
        assert (spec.effect, spec.prompt, [entry.kind for entry in spec.media]) == ("mech1", "", ["first_frame"])
    assert message_of(changed(template="mech1", media=(LAST,)), PLUS) == "Field required: input.first_frame"


def test_the_misprinted_effect_is_the_one_that_was_meant() -> None:
    assert spec_of(changed(template="hufu-1"), PLUS).effect == "hanfu-1"


def test_every_model_has_its_effects_and_no_other() -> None:
    for model in MODELS.values():
        for effect in EVERYTHING.effects:
            request = changed(template=effect, media=media("first_frame"), prompt="rain")
            if effect in model.effects:
                assert spec_of(request, model).effect == effect
            else:
                assert f"The effect '{effect}' is not supported ({model.name} has " in message_of(request, model)


def test_an_unknown_effect_is_told_with_the_models_list_and_with_whatever_else_is_wrong() -> None:
    assert message_of(changed(template="mech9", media=(FIRST,)), PLUS) == (
        "The effect 'mech9' is not supported "
        "(wanx2.1-kf2v-plus has hanfu-1, solaron, magazine, mech1, mech2): input.template"
    )
    broken = dataclasses.replace(FIRST, source=None, faults=(faults.bad_url("input.first_frame"),))
    assert message_of(changed(template="mech1", media=(broken,), seconds=6)).split(" & ") == [
        "The effect 'mech1' is not supported (wan2.2-kf2v-flash has no effects): input.template",
        faults.bad_url("input.first_frame").message,
        "duration customization is not supported",
    ]


def test_an_effect_that_could_not_be_read_leaves_the_other_inputs_unjudged() -> None:
    odd = {"unread": frozenset({"template"}), "faults": (faults.wrong_type("input.template", "a valid string"),)}
    told = "Input should be a valid string: input.template"
    assert message_of(changed(media=(FIRST,), **odd), PLUS) == told
    assert message_of(changed(media=(FIRST, LAST), separate=False, **odd), WAN27) == told


def test_a_given_prompt_is_not_called_missing_because_of_an_effect() -> None:
    told = message_of(legal_for(PIXVERSE, template="mech1"), PIXVERSE)
    assert told == f"The effect 'mech1' is not supported ({PIXVERSE.name} has no effects): input.template"


# Sound and shots (section 3.4).


@pytest.mark.parametrize(
    ("model", "audio", "heard"),
    [
        (WAN26_FLASH, None, True),
        (WAN26_FLASH, True, True),
        (WAN26_FLASH, False, False),
        (WAN26, False, True),  # no switch there
        (WAN27, False, True),
        (FLASH, True, False),
        (PIXVERSE, None, False),
        (PIXVERSE, True, True),
        (WAN30, None, True),
        (WAN30, False, False),
    ],
)
def test_sound_is_as_the_model_and_its_switch_say(model, audio: bool | None, heard: bool) -> None:
    assert spec_of(legal_for(model, audio=audio), model).sound is heard


def test_silence_beats_a_given_sound() -> None:
    request = changed(media=media("first_frame", "driving_audio"), audio=False)
    assert [entry.kind for entry in spec_of(request, WAN26_FLASH).media] == ["first_frame"]
    kept = spec_of(dataclasses.replace(request, audio=None), WAN26_FLASH)
    assert [entry.kind for entry in kept.media] == ["first_frame", "driving_audio"]


@pytest.mark.parametrize(
    ("model", "extend", "shots"),
    [(WAN26, None, "multi"), (WAN26, True, "multi"), (WAN26, False, "single"), (WAN27, None, "single")],
)
def test_several_shots_are_made_only_while_prompts_are_rewritten(model, extend: bool | None, shots: str) -> None:
    assert spec_of(legal_for(model, shot_type="multi", prompt_extend=extend), model).shot_type == shots


def test_another_shot_type_is_refused_where_the_parameter_counts() -> None:
    told = "Input should be 'single' or 'multi': parameters.shot_type"
    assert message_of(legal_for(WAN26, shot_type="many"), WAN26) == told
    assert spec_of(legal_for(WAN27, shot_type="many"), WAN27).shot_type == "single"


def test_a_model_that_needs_a_prompt_says_so() -> None:
    """Section 15."""
    for empty in (None, ""):
        assert message_of(legal_for(PIXVERSE, prompt=empty), PIXVERSE) == "Field required: input.prompt"
    unread = legal_for(
        PIXVERSE, prompt=None, unread=frozenset({"prompt"}), faults=(faults.wrong_type("input.prompt", "text"),)
    )
    assert message_of(unread, PIXVERSE) == "Input should be text: input.prompt"


def test_prompts_are_not_rewritten_where_the_model_has_no_such_parameter() -> None:
    assert not spec_of(legal_for(PIXVERSE), PIXVERSE).prompt_extend
    assert spec_of(legal_for(PIXVERSE, shot_type="multi"), PIXVERSE).shot_type == "multi"


# What is legal and cannot be rendered here.


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("first_frame",), "a video from a first frame alone: input.first_frame"),
        (("first_frame", "last_frame"), "a video between two frames: input.last_frame"),
        (("first_frame", "driving_audio"), "driving audio: input.driving_audio"),
        (("first_clip", "last_frame"), "the continuation of a clip: input.first_clip"),
    ],
)
def test_a_legal_set_that_no_engine_renders_is_refused_by_name(kinds: tuple[MediaKind, ...], told: str) -> None:
    request = changed(media=media(*(kind for kind in KINDS if kind in kinds)), separate=False)
    nothing = Abilities(media_sets=frozenset())
    assert message_of(request, WAN27, nothing) == f"No engine here renders {told}"


def test_effects_and_shots_that_no_engine_renders_are_refused_by_name() -> None:
    some = Abilities(media_sets=EVERYTHING.media_sets, effects=frozenset({"mech2"}))
    assert spec_of(changed(template="mech2"), PLUS, some).effect == "mech2"
    told = message_of(changed(template="mech1"), PLUS, some)
    assert told == "No engine here renders the effect 'mech1': input.template"
    told = message_of(legal_for(WAN26, shot_type="multi"), WAN26, some)
    assert told == "No engine here renders several shots: parameters.shot_type"
    assert spec_of(legal_for(WAN26, shot_type="multi", prompt_extend=False), WAN26, some).shot_type == "single"


def test_a_broken_rule_is_told_before_what_cannot_be_rendered() -> None:
    nothing = Abilities(media_sets=frozenset())
    assert message_of(changed(seconds=6), FLASH, nothing) == "duration customization is not supported"


# Pictures inside the request.


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"width": 359}, "each side should be 360 to 2000 pixels"),
        ({"height": 2001}, "input.first_frame is 640x2001"),
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
    longest = dataclasses.replace(edge, width=8000, height=1000, size_bytes=20 * 2**20)
    spec_of(dataclasses.replace(LISTED, media=(dataclasses.replace(FIRST, facts=longest),)), WAN27)


def test_only_the_newest_models_bound_the_aspect() -> None:
    """Section 4.1."""
    long = PictureFacts(format="PNG", width=2401, height=300, size_bytes=1000)
    request = changed(media=(dataclasses.replace(FIRST, facts=long),))
    spec_of(request, WAN26)
    with pytest.raises(Refusal, match="1:8 to 8:1") as refused:
        spec_of(dataclasses.replace(request, separate=False), WAN27)
    assert refused.value.code == "InvalidFile.AspectRatio"


def test_every_fault_is_spoken_in_one_message() -> None:
    told = message_of(changed(media=(FIRST,), resolution="4K", seconds=9, seed=-1))
    assert told.split(" & ") == [
        "Field required: input.last_frame",
        "Input should be '480P', '720P' or '1080P': parameters.resolution",
        "duration customization is not supported",
        "Input should be between 0 and 2147483647: parameters.seed",
    ]
