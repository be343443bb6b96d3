"""What a user's program does with the vendor's Python SDK. Runs under any version of it, outside pytest.

    python client.py BASE_URL KEY PICTURES_FOLDER CASE

Each case is a function; what it returns is printed as one JSON object. The environment has only the SDK.
"""

import base64
import json
import os
import sys
import time
import urllib.request
from pathlib import Path

import dashscope
from dashscope import VideoSynthesis

MODEL = "wan2.2-kf2v-flash"


def plain(answer):
    """Return an answer of the SDK as plain values."""
    output = dict(answer.output or {})
    return {
        "status_code": int(answer.status_code),
        "code": answer.code,
        "message": answer.message,
        "request_id": answer.request_id,
        "output": output,
        "usage": dict(answer.usage) if answer.usage else None,
    }


def asked(folder, **more):
    """Return the usual arguments, with the pictures as absolute file:// URLs."""
    return {
        "model": MODEL,
        "prompt": "雨后的街道 slowly brightens",
        "first_frame_url": f"file://{folder}/first.png",
        "last_frame_url": f"file://{folder}/last.png",
        "resolution": "480P",
        **more,
    }


def data_url(path):
    """Return a picture as a data URL."""
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()


def sync_call_with_absolute_files(folder):
    """Make a video in one call and download it without a key."""
    answer = VideoSynthesis.call(**asked(folder, duration=5, prompt_extend=True, watermark=True))
    told = plain(answer)
    with urllib.request.urlopen(answer.output.video_url) as video:
        told["video"] = {"type": video.headers["Content-Type"], "bytes": len(video.read())}
    return told


def async_call_with_relative_files(folder):
    """Submit, fetch, wait by answer and by id, and fetch after the end."""
    os.chdir(folder)
    submitted = VideoSynthesis.async_call(
        **asked(folder, first_frame_url="file://./first.png", last_frame_url="last.png", seed=0)
    )
    fetched = VideoSynthesis.fetch(submitted)
    waited = VideoSynthesis.wait(submitted)
    again = VideoSynthesis.wait(submitted.output.task_id)
    after = VideoSynthesis.fetch(submitted.output.task_id)
    return {
        name: plain(answer)
        for name, answer in {
            "submitted": submitted,
            "fetched": fetched,
            "waited": waited,
            "again": again,
            "after": after,
        }.items()
    }


def data_urls(folder):
    """Give both pictures inside the request."""
    return plain(
        VideoSynthesis.call(
            **asked(
                folder, first_frame_url=data_url(folder / "first.png"), last_frame_url=data_url(folder / "last.png")
            )
        )
    )


def names_with_odd_characters(folder):
    """Upload files whose names hold a blank, a plus, a quote and Chinese."""
    first, last = folder / "a +'帧.png", folder / "b +'帧.png"
    return plain(VideoSynthesis.call(**asked(folder, first_frame_url=first.as_uri(), last_frame_url=last.as_uri())))


def two_files_of_one_name(folder):
    """Upload two different files of one name in one call."""
    first, last = folder / "first.png", folder / "other" / "first.png"
    try:
        return plain(VideoSynthesis.call(**asked(folder, first_frame_url=first.as_uri(), last_frame_url=last.as_uri())))
    except dashscope.common.error.UploadFileException as error:
        return {"raised": str(error)}


def listing(folder):
    """List tasks, with paging and filters."""
    everything = VideoSynthesis.list(page_no=1, page_size=2)
    succeeded = VideoSynthesis.list(status="SUCCEEDED", model_name=MODEL)
    return {"everything": plain(everything), "succeeded": plain(succeeded)}


def cancelling(folder):
    """Fill the queue, cancel the last of it, and ask for its state; then try to cancel a finished one."""
    submitted = [VideoSynthesis.async_call(**asked(folder)) for _ in range(3)]
    cancelled = VideoSynthesis.cancel(submitted[-1])
    state = VideoSynthesis.fetch(submitted[-1])
    done = [VideoSynthesis.wait(task) for task in submitted[:-1]]
    refused = VideoSynthesis.cancel(submitted[0])
    return {
        "cancelled": plain(cancelled),
        "state": plain(state),
        "done": [plain(task) for task in done],
        "refused": plain(refused),
    }


def bad_key(folder):
    """Use a key that nobody made, on every verb."""
    pictures = {"first_frame_url": data_url(folder / "first.png"), "last_frame_url": data_url(folder / "last.png")}
    key = "sk-nobody"
    told = {
        "submit": plain(VideoSynthesis.async_call(api_key=key, **asked(folder, **pictures))),
        "fetch": plain(VideoSynthesis.fetch("8d7f0c5e-0000-0000-0000-000000000000", api_key=key)),
        "list": plain(VideoSynthesis.list(api_key=key)),
    }
    try:
        VideoSynthesis.call(api_key=key, **asked(folder, **pictures))
    except Exception as error:  # noqa: BLE001  the SDK's class differs from version to version
        told["raised"] = type(error).__name__
    return told


def bad_parameters(folder):
    """Ask for what the model does not do."""
    pictures = {"first_frame_url": data_url(folder / "first.png"), "last_frame_url": data_url(folder / "last.png")}
    return {
        "resolution": plain(
            VideoSynthesis.async_call(**asked(folder, **pictures, duration=7) | {"resolution": "999P"})
        ),
        "model": plain(VideoSynthesis.async_call(**asked(folder, **pictures) | {"model": "wan9-kf2v"})),
        "scheme": plain(VideoSynthesis.async_call(**asked(folder) | pictures | {"first_frame_url": "ftp://x/y.png"})),
        "template": plain(
            VideoSynthesis.async_call(
                model="wanx2.1-kf2v-plus", first_frame_url=pictures["first_frame_url"], template="mech1"
            )
        ),
    }


def unknown_id(folder):
    """Ask for a task that nobody submitted; both verbs return."""
    task_id = "8d7f0c5e-1111-2222-3333-000000000000"
    return {"fetch": plain(VideoSynthesis.fetch(task_id)), "wait": plain(VideoSynthesis.wait(task_id))}


def aio(folder):
    """Use the asyncio twin of the SDK."""
    import asyncio

    from dashscope.aigc.video_synthesis import AioVideoSynthesis

    async def run():
        submitted = await AioVideoSynthesis.async_call(**asked(folder))
        fetched = await AioVideoSynthesis.fetch(submitted)
        waited = await AioVideoSynthesis.wait(submitted)
        return {"fetched": plain(fetched), "waited": plain(waited)}

    return asyncio.run(run())


def client_videos(folder):
    """Use the client of SDK 2.x, which posts keyframe models to the other path."""
    client = dashscope.Client(api_key=dashscope.api_key, base_url=dashscope.base_http_api_url)
    pictures = {"first_frame_url": data_url(folder / "first.png"), "last_frame_url": data_url(folder / "last.png")}
    made = client.videos.generate(model=MODEL, prompt="x", extra_input=pictures, resolution="480P")
    return {"repr": repr(made)[:2000]}


def main():
    """Run one case and print what it returns."""
    base, key, folder, case = sys.argv[1:]
    dashscope.base_http_api_url, dashscope.api_key = f"{base}/api/v1", key
    started = time.monotonic()
    told = globals()[case](Path(folder))
    print(json.dumps({"told": told, "seconds": time.monotonic() - started}, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
