"""What can be asked about tasks."""

import time
from datetime import datetime, timedelta, timezone

from dashscope import VideoSynthesis
from given import asked, each, here, inside, plain, small

NOBODYS = "8d7f0c5e-1111-2222-3333-000000000000"


def listing():
    """List tasks, with pages and every filter."""
    done = VideoSynthesis.wait(VideoSynthesis.async_call(**small()))
    hour, now = timedelta(hours=1), datetime.now(timezone(timedelta(hours=8)))
    day = "%Y%m%d%H%M%S"
    return {
        "id": done.output.task_id,
        **each(
            {
                "pages": VideoSynthesis.list(page_no=1, page_size=2),
                "beyond": VideoSynthesis.list(page_no=9999, page_size=2),
                "succeeded": VideoSynthesis.list(status="SUCCEEDED", model_name=small()["model"], page_size=100),
                "canceled": VideoSynthesis.list(status="CANCELED"),
                "other": VideoSynthesis.list(model_name="wan2.6-i2v"),
                "recent": VideoSynthesis.list(
                    start_time=(now - hour).strftime(day), end_time=(now + hour).strftime(day), page_size=100
                ),
                "before": VideoSynthesis.list(
                    start_time=(now - 3 * hour).strftime(day), end_time=(now - 2 * hour).strftime(day)
                ),
                "window": VideoSynthesis.list(start_time="20260101000000", end_time="20260301000000"),
                "elsewhere": VideoSynthesis.list(region="cn-beijing", api_key_id="1"),
            }
        ),
    }


def cancelling():
    """Cancel what waits, what runs, what has ended and what never was."""
    running = VideoSynthesis.async_call(**asked(inside(), prompt="[inbetween: slow=0.7 fail=InternalError.Algo]"))
    waiting = VideoSynthesis.async_call(**asked(inside()))
    _until_it_runs(running)
    return each(
        {
            "waiting": VideoSynthesis.cancel(waiting),
            "running": VideoSynthesis.cancel(running),
            "after": VideoSynthesis.fetch(waiting),
            "done": VideoSynthesis.wait(running),
            "ended": VideoSynthesis.cancel(running),
            "again": VideoSynthesis.cancel(waiting),
            "nobodys": VideoSynthesis.cancel(NOBODYS),
        }
    )


def _until_it_runs(task):
    """Poll until the task runs."""
    end = time.monotonic() + 60
    while (state := VideoSynthesis.fetch(task).output.task_status) == "PENDING" and time.monotonic() < end:
        time.sleep(0.05)
    return state


def unknown_id():
    """Ask for a task that nobody submitted, that another account submitted, and that is over."""
    own = VideoSynthesis.async_call(**small(prompt="[inbetween: expire]"))
    VideoSynthesis.wait(own)
    return each(
        {
            "fetch": VideoSynthesis.fetch(NOBODYS),
            "wait": VideoSynthesis.wait(NOBODYS),
            "foreign": VideoSynthesis.wait(own.output.task_id, api_key=here.other_key),
            "expired": VideoSynthesis.fetch(own),
        }
    )


def failed():
    """Wait for a task that fails."""
    return plain(VideoSynthesis.call(**asked(inside(), prompt="[inbetween: fail=InternalError.Algo]")))


def tasks_over_a_restart():
    """Poll two tasks to their end while somebody restarts the server."""
    ids = [VideoSynthesis.async_call(**small(prompt="[inbetween: slow=1]")).output.task_id for _ in "ab"]
    open_ids, codes, refused = list(ids), [], 0
    end = time.monotonic() + 60
    while open_ids and time.monotonic() < end:
        try:
            answer = VideoSynthesis.fetch(open_ids[0])
        except Exception:  # noqa: BLE001  nobody listens for a moment; the class differs from version to version
            refused += 1
        else:
            codes.append(int(answer.status_code))
            if answer.output.task_status not in ("PENDING", "RUNNING"):
                open_ids.pop(0)
        time.sleep(0.05)
    return {"codes": codes, "refused": refused, "done": [plain(VideoSynthesis.fetch(task)) for task in ids]}
