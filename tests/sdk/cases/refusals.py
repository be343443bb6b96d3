"""Requests that are turned away."""

from tests.sdk.cases.case import Told, assert_refused, case


@case(12)
def bad_key(told: Told) -> None:
    """A key that nobody made is refused by every verb."""
    raised = told.pop("raised")
    assert raised["class"] == "InvalidTask"
    assert "InvalidApiKey" in raised["text"]
    for answer in told.values():
        assert_refused(answer, "Invalid API-key provided.", status=401, code="InvalidApiKey")


@case(13, 22)
def bad_parameters(told: Told) -> None:
    """What the model does not do is refused with its sentence, all of it at once."""
    sentences = {
        "resolution": "Input should be '480P', '720P' or '1080P': parameters.resolution",
        "case": "Input should be '480P', '720P' or '1080P': parameters.resolution",
        "duration": "duration customization is not supported",
        "seed": "Input should be between 0 and 2147483647: parameters.seed",
        "watermark": "parameters.watermark",
        "several": "'1080P': parameters.resolution & duration customization is not supported",
        "model": "Model not exist.",
        "frame": "Field required: input.last_frame_url",
        "effect": "wanx2.1-kf2v-plus has hanfu-1, solaron, magazine, mech1, mech2",
    }
    assert told.keys() == sentences.keys()
    for name, sentence in sentences.items():
        assert_refused(told[name], sentence)


@case(13)
def rehearsed_refusal(told: Told) -> None:
    """An account in arrears reads the documented sentence."""
    assert_refused(told, "please make sure your account is in good standing", code="Arrearage")
