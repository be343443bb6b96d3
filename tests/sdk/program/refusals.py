"""Requests that are turned away."""

from dashscope import VideoSynthesis
from dashscope.utils.oss_utils import OssUtils
from given import MODEL, asked, each, inside, plain
from tasks import NOBODYS


def bad_key():
    """Use a key that nobody made, on every verb."""
    key = "sk-nobody"
    told = each(
        {
            "submit": VideoSynthesis.async_call(api_key=key, **asked(inside())),
            "certificate": OssUtils.get_upload_certificate(MODEL, key),
            "fetch": VideoSynthesis.fetch(NOBODYS, api_key=key),
            "cancel": VideoSynthesis.cancel(NOBODYS, api_key=key),
            "list": VideoSynthesis.list(api_key=key),
        }
    )
    try:
        VideoSynthesis.call(api_key=key, **asked(inside()))
    except Exception as error:  # noqa: BLE001  the SDK's class differs from version to version
        told["raised"] = {"class": type(error).__name__, "text": str(error)}
    return told


def bad_parameters():
    """Ask for what the model does not do, one by one and all at once."""
    wrong = {
        "resolution": {"resolution": "999P"},
        "case": {"resolution": "480p"},
        "duration": {"duration": 7},
        "seed": {"seed": -1},
        "watermark": {"watermark": "perhaps"},
        "several": {"resolution": "999P", "duration": 7},
        "model": {"model": "wan9-kf2v"},
    }
    answers = {name: VideoSynthesis.async_call(**asked(inside(), **change)) for name, change in wrong.items()}
    answers["frame"] = VideoSynthesis.async_call(model=MODEL, first_frame_url=inside()["first_frame_url"])
    answers["effect"] = VideoSynthesis.async_call(
        model="wanx2.1-kf2v-plus", first_frame_url=inside()["first_frame_url"], template="squish"
    )
    return each(answers)


def rehearsed_refusal():
    """Be refused as an account in arrears is."""
    return plain(VideoSynthesis.async_call(**asked(inside(), prompt="[inbetween: deny=Arrearage]")))
