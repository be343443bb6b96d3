"""The client of SDK 2.x."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import dashscope
from given import MODEL, data_url, file_url, files, here, inside, small
from tasks import NOBODYS


def _client(**more):
    return dashscope.Client(api_key=here.key, base_url=here.base, **more)


def _told(task):
    """Return a task as plain values."""
    return {"id": task.task_id, "status": task.status, "output": task.output, "version": dashscope.__version__}


def client_keyframes():
    """Generate from two frames, which this client takes as extra input."""
    return _told(_client().videos.generate(model=MODEL, prompt="x", extra_input=files(), resolution="480P"))


def client_media():
    """Generate from media, as files."""
    media = [{"type": "first_frame", "url": file_url("first.png")}, {"type": "last_frame", "url": file_url("last.png")}]
    return _told(_client().videos.generate(model="wan2.7-i2v", media=media, resolution="720P", duration=2))


def client_image():
    """Generate from a first frame alone."""
    asked = small()
    return _told(_client().videos.generate(image_url=asked.pop("img_url"), **asked))


def client_asyncio():
    """Generate with the asyncio client."""

    async def run():
        client = dashscope.AsyncClient(api_key=here.key, base_url=here.base)
        media = [{"type": "image_url", "url": data_url("first.png")}]
        asked = {"prompt": "x", "media": media, "resolution": "360P", "duration": 1}
        return await client.videos.generate(model="pixverse/pixverse-v6-it2v", **asked)

    return _told(asyncio.run(run()))


def client_ends():
    """See how a refused, a failed and an unknown task end, and list tasks."""
    jobs = _client().videos.jobs
    failed = _error(prompt="[inbetween: fail=DataInspectionFailed]")
    listed = jobs.list(page_no=1, page_size=100, status="FAILED")
    return {
        "unknown": _told(jobs.fetch(NOBODYS)),
        "total": listed.total,
        "listed": [_told(task) for task in listed.tasks],
        "failed": failed,
        "refused": _error(resolution="999P"),
        "key": _error(api_key="sk-nobody"),
    }


def _error(**more):
    from dashscope.v2.errors import DashScopeError

    asked = {"model": MODEL, "prompt": "x", "resolution": "480P", "extra_input": inside(), **more}
    try:
        _client().videos.generate(**asked)
    except DashScopeError as error:
        return {"class": type(error).__name__, "code": error.code, "text": str(error)}


def submits_over_the_rate():
    """Submit four times at once where two a second are allowed: with one retry, only who waits as told is served."""
    jobs, started = _client(max_retries=1).videos.jobs, time.monotonic()
    before = jobs.list(page_size=1).total
    asked = {"model": MODEL, "prompt": "[inbetween: fail=InternalError.Algo]", "extra_input": inside()}
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: jobs.create(**asked).task_id, range(4)))
    seconds = time.monotonic() - started
    return {"ids": made, "seconds": seconds, "tasks": jobs.list(page_size=1).total - before}
