"""Four steps with full-size weights, from an HTTP submit to the MP4 on the client's disk, by a server as users run it.

Random weights stand in a folder (``folder``), the model map names it twice, exact and in 8 bits, and the child loads
it: nothing is left out that a served model does. What is timed comes after a short video, as on a server that has run
for a while; loading is a row of its own. The official SDK sends the same two requests and polls once a second.
"""

import time
import urllib.request
from contextlib import ExitStack, contextmanager

import torch
from PIL import Image

from bench.wan.folder import cache_beside
from bench.wan.forward import best_of_eight_bits
from tests.running import SUBMIT, as_data_url, serving

SIGMAS = (1.0, 0.9375, 0.8333, 0.625)
"""The four levels that the makers of distilled weights publish."""

EIGHT = "fp8"
"""The mode in 8 bits where none was measured before."""

_POLL_SECONDS = 0.05
_CANCELED_AT = 3.0
"""Seconds behind the first word of a step at which the task is cancelled."""

NEEDS = {"server": 10, "load": 75, "short": 12, "exact": 55, "eight": 40, "cancel": 25}
"""Seconds on one H200, calculated: 68 GB at 2 GB/s and Python's imports; a second at 720P is an eighth of 81 frames."""

_OFFERS = {
    "exact": ("wan2.2-kf2v-flash", "pixverse/pixverse-c1-kf2v"),
    "eight": ("wanx2.1-kf2v-plus", "pixverse/pixverse-v6-kf2v"),
}
"""The models of each entry: one of five seconds, and one that makes a single second."""

_MAP = """
[weights.{name}]
folder = "{folder}"
devices = ["{device}"]
mode = "{mode}"
sigmas = {sigmas}
guidance = 1

"""


def measure(run, folder, *, tiny=False, entries=("exact", "eight"), cancels=True):
    """Serve the folder, and make a video of 81 frames at 720P with each entry of the map."""
    modes = {"exact": "exact", "eight": best_of_eight_bits(run) or EIGHT}
    with ExitStack() as stack:
        servers = []

        def started():
            weights = folder()
            since = time.monotonic()
            servers.append(stack.enter_context(_served(run, weights, modes, entries)))
            return {"seconds": time.monotonic() - since}

        run.arm("task", "the server starts", started, needs=NEEDS["server"])
        for entry in entries if servers else ():
            _entry(run, servers[0], entry, modes[entry], tiny=tiny)
            if entry == "exact" and cancels:
                stop = lambda: _canceled(run, servers[0], tiny=tiny)  # noqa: E731
                run.arm("cancel", "over HTTP, until the next task runs", stop, needs=NEEDS["cancel"])


def video_of(run, entry):
    """Return the row of an entry's video: over HTTP, or else in this process."""
    return run.found("task", f"4 steps, {entry}") or run.found("task", f"4 steps, {entry}, without a server")


def _entry(run, server, entry, mode, *, tiny):
    long, short = (_asked(model, tiny=tiny) for model in _OFFERS[entry])
    first = lambda: {"mode": mode, **_made(run, server, short)}  # noqa: E731
    if run.arm("task", f"{entry}: loading and a second", first, needs=NEEDS["load"] + NEEDS["short"]):
        video = lambda: {"mode": mode, **_made(run, server, short if tiny else long)}  # noqa: E731
        run.arm("task", f"4 steps, {entry}", video, needs=NEEDS[entry])


@contextmanager
def _served(run, folder, modes, entries):
    work = folder.parent / "served"
    work.mkdir()
    device = "cuda:0" if run.device.type == "cuda" else run.device.type
    shape = {"folder": folder, "device": device, "sigmas": list(SIGMAS)}
    text = "".join(_MAP.format(name=name, mode=modes[name], **shape) for name in entries)
    text += "[models]\n" + "".join(f'"{model}" = "{name}"\n' for name in entries for model in _OFFERS[name])
    (work / "map.toml").write_text(text)
    variables = {"INBETWEEN_WEIGHTS": str(work / "map.toml"), "INBETWEEN_ENGINE": "still"}
    variables["INBETWEEN_CACHE"] = str(cache_beside(folder))
    with serving(work / "data", **variables) as server:
        yield server


def _asked(model, *, tiny):
    """Return the path and the body of a video between two pictures."""
    size = (640, 360) if tiny else (1280, 720)
    pictures = [as_data_url(_picture(size, turn)) for turn in (0, 180)]
    parameters = {"resolution": "360P" if tiny else "720P", "seed": 7}
    prompt = "The light goes from one side of the room to the other."
    if model.startswith("pixverse"):
        media = [{"type": kind, "url": url} for kind, url in zip(("first_frame", "last_frame"), pictures, strict=True)]
        body = {"input": {"prompt": prompt, "media": media}, "parameters": {**parameters, "duration": 1}}
        return "/api/v1/services/aigc/video-generation/video-synthesis", {"model": model, **body}
    urls = dict(zip(("first_frame_url", "last_frame_url"), pictures, strict=True))
    return SUBMIT, {"model": model, "input": {"prompt": prompt, **urls}, "parameters": parameters}


def _picture(size, turn):
    return Image.linear_gradient("L").rotate(turn).resize(size).convert("RGB")


def _made(run, server, asked):
    """Submit, wait, download; return the seconds of it all and what the server tells of them."""
    start = time.monotonic()
    task = _submitted(server, asked)
    told, loaded, used = _ended(run, server, task)
    url = server.ask("GET", f"/api/v1/tasks/{task}")[1]["output"]["video_url"]
    with urllib.request.urlopen(url, timeout=60) as video:
        size = len(video.read())
    return row_of(
        time.monotonic() - start,
        told["measurements"],
        loaded_s=loaded and loaded - start,
        used_gb=used,
        video_mb=size / 1e6,
    )


def _submitted(server, asked):
    status, answer = server.ask("POST", *asked)
    if status != 200:
        raise RuntimeError(f"submit was answered {status}: {answer}")
    return answer["output"]["task_id"]


def _ended(run, server, task):
    """Poll until the task is at its end; return its details, when its weights were loaded, and the most memory seen."""
    loaded, used = None, 0.0
    while "ended_at" not in (told := server.ask("GET", f"/inbetween/v1/tasks/{task}")[1]):
        if told["status"] == "RUNNING" and told.get("stage") not in (None, "load"):
            loaded = loaded or time.monotonic()
        used = max(used, _used_gb(run))
        time.sleep(_POLL_SECONDS)
    if told["status"] != "SUCCEEDED":
        raise RuntimeError(f"the task is {told['status']}: {told.get('code')} {told.get('message')}")
    return told, loaded, used


def row_of(seconds, measured, **more):
    """Return the row of a video: what it took, and what was measured while it was made."""
    drawn = measured["engine_measurements"]
    gpu = drawn["seconds"]
    own = sum(gpu.get(part, 0.0) for part in ("condition", "words", "transformer", "decode"))
    return {
        "seconds": seconds,
        "outside_s": seconds - own,
        "outside_percent": 100 * (seconds - own) / seconds,
        **{f"{part}_s": value for part, value in gpu.items()},
        "stages": measured.get("timings"),
        "frames": drawn.get("segments"),
        "retimed": drawn.get("retimed"),
        **more,
    }


def _canceled(run, server, *, tiny):
    """Cancel a task in the middle of its first steps; the next one finds the device free."""
    long, short = (_asked(model, tiny=tiny) for model in _OFFERS["exact"])
    task = _submitted(server, short if tiny else long)
    _until(run, server, task, lambda told: told.get("stage") not in (None, "load", "decode"))
    time.sleep(0 if tiny else _CANCELED_AT)
    start = time.monotonic()
    status, answer = server.ask("POST", f"/api/v1/tasks/{task}/cancel?force=true", {})
    if status != 200:
        raise RuntimeError(f"cancel was answered {status}: {answer}")
    following = _submitted(server, short)
    _until(run, server, following, lambda told: told["status"] != "PENDING")
    seconds = time.monotonic() - start
    _ended(run, server, following)
    return {"seconds": seconds}


def _until(run, server, task, seen):
    del run
    while not seen(told := server.ask("GET", f"/inbetween/v1/tasks/{task}")[1]):
        if "ended_at" in told:
            raise RuntimeError(f"the task is {told['status']} already")
        time.sleep(_POLL_SECONDS / 5)


def _used_gb(run):
    if run.device.type != "cuda":
        return 0.0
    free, total = torch.cuda.mem_get_info(run.device)
    return (total - free) / 1e9
