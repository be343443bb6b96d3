"""Calls that end with a video, with pictures given in every way."""

import urllib.request

import dashscope
from dashscope import VideoSynthesis
from dashscope.utils.oss_utils import OssUtils
from given import MODEL, asked, data_url, each, file_url, files, here, inside, plain, small


def sync_call_with_absolute_files():
    """Make a video in one call and download it without a key."""
    answer = VideoSynthesis.call(**asked(files(), duration=5, prompt_extend=True, watermark=True))
    told = plain(answer)
    with urllib.request.urlopen(answer.output.video_url) as video:
        told["video"] = {"type": video.headers["Content-Type"], "bytes": len(video.read())}
    return told


def relative_files():
    """Name files relative to this folder, one as a URL, one as it is."""
    names = {"first_frame_url": "file://./first.png", "last_frame_url": "last.png"}
    return plain(VideoSynthesis.wait(VideoSynthesis.async_call(**asked(names, seed=0))))


def data_urls():
    """Give both pictures inside the request; fetch, wait by answer and by id, and fetch after the end."""
    submitted = VideoSynthesis.async_call(**asked(inside()))
    return each(
        {
            "submitted": submitted,
            "fetched": VideoSynthesis.fetch(submitted),
            "waited": VideoSynthesis.wait(submitted),
            "again": VideoSynthesis.wait(submitted.output.task_id),
            "after": VideoSynthesis.fetch(submitted.output.task_id),
        }
    )


def names_with_odd_characters():
    """Upload a file whose name holds a blank, a plus, a quote and Chinese, and give the other picture by URL."""
    frames = {"first_frame_url": file_url("a +'帧.png"), "last_frame_url": f"{here.site}/last.png"}
    return plain(VideoSynthesis.call(**asked(frames)))


def two_files_of_one_name():
    """Upload two different files of one name in one call."""
    frames = {"first_frame_url": file_url("first.png"), "last_frame_url": file_url("other/first.png")}
    try:
        return plain(VideoSynthesis.call(**asked(frames)))
    except dashscope.common.error.UploadFileException as error:
        return {"raised": str(error)}


def certificates():
    """Ask for two upload certificates."""
    return [plain(OssUtils.get_upload_certificate(MODEL, here.key)) for _ in range(2)]


def upload_used_twice():
    """Upload a file once and make two videos of it."""
    made = OssUtils.upload(small()["model"], str(here.pictures / "first.png"), here.key)
    url = made[0] if isinstance(made, tuple) else made  # newer versions give the certificate too
    tasks = [VideoSynthesis.async_call(**small(img_url=url)) for _ in range(2)]
    return {"url": url, "done": [plain(VideoSynthesis.wait(task)) for task in tasks]}


def effect():
    """Ask for an effect: one picture, no prompt."""
    answer = VideoSynthesis.async_call(
        model="wanx2.1-kf2v-plus", first_frame_url=file_url("first.png"), template="mech1", resolution="720P"
    )
    return plain(VideoSynthesis.wait(answer) if answer.output else answer)


def media_as_files():
    """Give wan2.7 two frames as files."""
    return _media(file_url("first.png"), file_url("last.png"))


def media_inside_and_by_url():
    """Give wan2.7 one frame inside the request and one by URL."""
    return _media(f"{here.site}/first.png", data_url("last.png"))


def media_among_parameters():
    """Give an SDK that knows no media the same: it puts them among the parameters."""
    return _media(file_url("first.png"), file_url("last.png"))


def _media(first, last):
    media = [{"type": "last_frame", "url": last}, {"type": "first_frame", "url": first}]
    answer = VideoSynthesis.async_call(model="wan2.7-i2v", prompt="x", media=media, resolution="720P", duration=2)
    return plain(VideoSynthesis.wait(answer) if answer.output else answer)
