"""Inputs that cannot be used."""

from dashscope import VideoSynthesis
from given import asked, each, file_url, here, inside, plain


def missing_file():
    """Name a file that does not exist: most versions say so themselves, one sends the name."""
    try:
        return plain(VideoSynthesis.async_call(**asked(inside() | {"first_frame_url": "file:///no/such/frame.png"})))
    except Exception as error:  # noqa: BLE001  the SDK's class differs from version to version
        return {"raised": type(error).__name__}


def other_schemes():
    """Name pictures by what is neither a URL nor a file."""
    names = {
        "ftp": "ftp://x/y.png",
        "drive": r"C:\frames\first.png",
        "word": "first frame",
        "oss": "oss://nobody/x.png",
    }
    return each(
        {key: VideoSynthesis.async_call(**asked(inside() | {"last_frame_url": name})) for key, name in names.items()}
    )


def broken_pictures():
    """Give pictures that are none, and hosts that do not answer."""
    broken = "data:image/png;base64,aGVsbG8gd29ybGQ="
    last = {"uploaded": file_url("broken.png"), "page": f"{here.site}/none.png", "dead": f"{here.dead}/x.png"}
    tasks = {key: VideoSynthesis.async_call(**asked(inside() | {"last_frame_url": url})) for key, url in last.items()}
    return {
        "inside": plain(VideoSynthesis.async_call(**asked(inside() | {"last_frame_url": broken}))),
        **each({key: VideoSynthesis.wait(task) for key, task in tasks.items()}),
    }


def what_nobody_reads():
    """Send everything that old and other clients send beside what counts; the video is not waited for."""
    answer = VideoSynthesis.async_call(
        **asked(
            inside(),
            seed=0,
            extend_prompt=False,
            negative_prompt="",
            size="1280*720",
            ratio="16:9",
            camera={"move": ["in", "out"]},
        )
    )
    if answer.output:
        VideoSynthesis.cancel(answer)
    return plain(answer)
