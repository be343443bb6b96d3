"""The asyncio twin of the SDK, with its slashes and queries."""

import asyncio

import dashscope
from dashscope import VideoSynthesis
from given import asked, each, inside, small


def asyncio_twin():
    """Call, submit, fetch, wait and list."""
    return asyncio.run(_verbs())


async def _verbs():
    from dashscope.aigc.video_synthesis import AioVideoSynthesis

    called = await AioVideoSynthesis.call(**small())
    submitted = await AioVideoSynthesis.async_call(**asked(inside()))
    return each(
        {
            "called": called,
            "fetched": await AioVideoSynthesis.fetch(submitted),
            "waited": await AioVideoSynthesis.wait(submitted),
            "listed": await AioVideoSynthesis.list(page_no=1, page_size=3, status="SUCCEEDED"),
        }
    )


def asyncio_cancel():
    """Cancel a waiting task; old versions send a GET."""
    return {"version": dashscope.version.__version__, **asyncio.run(_cancelled())}


async def _cancelled():
    from dashscope.aigc.video_synthesis import AioVideoSynthesis

    running = VideoSynthesis.async_call(**asked(inside(), prompt="[inbetween: slow=0.7 fail=InternalError.Algo]"))
    waiting = VideoSynthesis.async_call(**asked(inside()))
    cancelled = await AioVideoSynthesis.cancel(waiting)
    state = VideoSynthesis.fetch(waiting)
    return each({"cancelled": cancelled, "state": state, "done": VideoSynthesis.wait(running)})
