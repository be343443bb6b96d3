"""Four steps with full-size weights, from an HTTP submit to the MP4 on the client's disk, by a server as users run it.

Random weights stand in a folder (``folder``), a model map names it, exact and then in 8 bits, and the engine's child
loads it: nothing is left out that a served model does. What counts is the second video, as on a server that has run for
a while; the seconds that the first one waits for its weights are told apart. The requests are those of the official
SDK, which polls once a second and would add half of one.
"""

import time
import urllib.request
from contextlib import ExitStack, contextmanager

import torch
from PIL import Image

from bench.wan.forward import best_of_eight_bits
from tests.running import SUBMIT, as_data_url, serving

GENERATION = "/api/v1/services/aigc/video-generation/video-synthesis"

SIGMAS = (1.0, 0.9375, 0.8333, 0.625)
"""The four levels that the makers of distilled weights publish."""

EIGHT = "fp8"
"""The mode in 8 bits where none was measured before."""

_POLL_SECONDS = 0.05
_CANCELED_AT = 3.0
"""Seconds behind the first word of a step at which the task is cancelled."""

NEEDS = {"server": 10, "load": 75, "exact": 50, "eight": 38, "cancel": 12}
"""Seconds on one H200, calculated: 68 GB at 2 GB/s, Python's imports, kernels that are compiled and tried; four
forwards of 9 s or 6.5 s, the VAE 3 s, and what comes behind it."""

_MODELS = {False: "wanx2.1-kf2v-plus", True: "pixverse/pixverse-c1-kf2v"}
"""Five seconds at 720P and nothing else, so that nothing else is tried at the start; tiny: a single second."""

_MAP = """
[weights.{entry}]
folder = "{folder}"
devices = ["{device}"]
mode = "{mode}"
sigmas = {sigmas}
guidance = 1

[models]
"{model}" = "{entry}"
"""


def measure(run, place, *, tiny=False):
    """Serve the weights, exact and then in 8 bits, and make videos of 81 frames at 720P."""
    later = NEEDS["server"] + NEEDS["load"] + NEEDS["eight"]
    with ExitStack() as stack:
        if server := _started(run, stack, place, "exact", "exact", tiny=tiny):
            _videos(run, server, "exact", "exact", tiny=tiny, later=later)
            stop = lambda: _canceled(run, server, tiny=tiny)  # noqa: E731
            run.arm("cancel", "over HTTP, until the next task runs", stop, needs=NEEDS["cancel"])
            _ended_by(run, stack, "exact")
    mode = best_of_eight_bits(run) or EIGHT
    with ExitStack() as stack:
        if server := _started(run, stack, place, "eight", mode, tiny=tiny):
            _videos(run, server, "eight", mode, tiny=tiny)
            _ended_by(run, stack, "eight")


def video_of(run, entry):
    """Return the row of an entry's video: of the second one, else of the first one, else of that in this process."""
    names = (f"4 steps, {entry}", f"4 steps, {entry}, the first", f"4 steps, {entry}, without a server")
    return next(filter(None, (run.found("task", name) for name in names)), None)


def _started(run, stack, place, entry, mode, *, tiny):
    servers = []

    def started():
        place.whole()
        since = time.monotonic()
        servers.append(stack.enter_context(_served(run, place, entry=entry, mode=mode, model=_MODELS[tiny])))
        return {"seconds": time.monotonic() - since}

    run.arm("task", f"{entry}: the server starts", started, needs=NEEDS["server"])
    return servers[0] if servers else None


def _ended_by(run, stack, entry):
    """End a server; what that may come to is a row of its own."""
    run.arm("task", f"{entry}: the server ends", lambda: stack.close() or {})


def _videos(run, server, entry, mode, *, tiny, later=0):
    """Make the same video twice: the first one waits for the weights, which is told apart; ``later``: time to leave."""
    video = lambda: {"mode": mode, **_made(run, server, _asked(tiny=tiny))}  # noqa: E731
    if run.arm("task", f"4 steps, {entry}, the first", video, needs=NEEDS["load"] + NEEDS[entry]):
        run.arm("task", f"4 steps, {entry}", video, needs=NEEDS[entry] + later)


@contextmanager
def _served(run, place, *, entry, mode, model):
    work = place.work / entry
    work.mkdir()
    device = "cuda:0" if run.device.type == "cuda" else run.device.type
    named = {"entry": entry, "mode": mode, "model": model}
    (work / "map.toml").write_text(_MAP.format(folder=place.weights, device=device, sigmas=list(SIGMAS), **named))
    variables = {"INBETWEEN_WEIGHTS": str(work / "map.toml"), "INBETWEEN_ENGINE": "still"}
    variables["INBETWEEN_CACHE"] = str(place.cache)
    with serving(work / "data", **variables) as server:
        yield server


def _asked(*, tiny):
    """Return the path and the body of a video between two pictures."""
    pictures = [as_data_url(_picture((640, 360) if tiny else (1280, 720), turn)) for turn in (0, 180)]
    body = {"model": _MODELS[tiny], "parameters": {"resolution": "360P" if tiny else "720P", "seed": 7}}
    prompt = "The light goes from one side of the room to the other."
    if tiny:
        media = [{"type": kind, "url": url} for kind, url in zip(("first_frame", "last_frame"), pictures, strict=True)]
        body["parameters"]["duration"] = 1
        return GENERATION, body | {"input": {"prompt": prompt, "media": media}}
    urls = dict(zip(("first_frame_url", "last_frame_url"), pictures, strict=True))
    return SUBMIT, body | {"input": {"prompt": prompt, **urls}}


def _picture(size, turn):
    return Image.linear_gradient("L").rotate(turn).resize(size).convert("RGB")


def _made(run, server, asked):
    """Submit, wait, download; return the seconds from when the weights were there, and what the server tells."""
    start = time.monotonic()
    task = _submitted(server, asked)
    told, loaded, used = _ended(run, server, task)
    url = server.ask("GET", f"/api/v1/tasks/{task}")[1]["output"]["video_url"]
    with urllib.request.urlopen(url, timeout=60) as video:
        size = len(video.read())
    waited = loaded - start if loaded else 0.0
    row = row_of(time.monotonic() - start - waited, told["measurements"])
    return row | {"loaded_s": waited, "used_gb": used, "video_mb": size / 1e6}


def _submitted(server, asked):
    status, answer = server.ask("POST", *asked)
    if status != 200:
        raise RuntimeError(f"submit was answered {status}: {answer}")
    return answer["output"]["task_id"]


def _ended(run, server, task):
    """Poll until the task is at its end; return its details, when its weights were loaded, and the most memory seen."""
    loads, loaded, used = False, None, 0.0
    while "ended_at" not in (told := _details(server, task)):
        loads = loads or told.get("stage") == "load"
        if loads and told.get("stage") not in (None, "load"):
            loaded = loaded or time.monotonic()
        used = max(used, _used_gb(run))
        time.sleep(_POLL_SECONDS)
    if told["status"] != "SUCCEEDED":
        raise RuntimeError(f"the task is {told['status']}: {told.get('code')} {told.get('message')}")
    return told, loaded, used


def row_of(seconds, measured):
    """Return the row of a video: what it took, and what was measured while it was made."""
    drawn = measured["engine_measurements"]
    parts = drawn["seconds"]
    own = sum(parts.get(part, 0.0) for part in ("condition", "words", "transformer", "decode"))
    return {
        "seconds": seconds,
        "outside_s": seconds - own,
        "outside_percent": 100 * (seconds - own) / seconds,
        **{f"{part}_s": value for part, value in parts.items()},
        "stages": measured.get("timings"),
        "frames": drawn.get("segments"),
        "retimed": drawn.get("retimed"),
    }


def _canceled(run, server, *, tiny):
    """Cancel a task in the middle of its steps, and return when the next one runs, which is then cancelled too."""
    task, following = _submitted(server, _asked(tiny=tiny)), None
    _until(server, task, lambda told: told.get("stage") not in (None, "load", "decode"))
    time.sleep(0 if tiny else _CANCELED_AT)
    seconds, following = run.once(lambda: _freed(server, task, tiny=tiny))
    _cancel(server, following)
    return {"seconds": seconds}


def _freed(server, task, *, tiny):
    _cancel(server, task)
    following = _submitted(server, _asked(tiny=tiny))
    _until(server, following, lambda told: told["status"] != "PENDING")
    return following


def _cancel(server, task):
    status, answer = server.ask("POST", f"/api/v1/tasks/{task}/cancel?force=true", {})
    if status != 200:
        raise RuntimeError(f"cancel was answered {status}: {answer}")


def _until(server, task, seen):
    while not seen(told := _details(server, task)):
        if "ended_at" in told:
            raise RuntimeError(f"the task is {told['status']} already")
        time.sleep(_POLL_SECONDS / 5)


def _details(server, task):
    return server.ask("GET", f"/inbetween/v1/tasks/{task}")[1]


def _used_gb(run):
    if run.device.type != "cuda":
        return 0.0
    free, total = torch.cuda.mem_get_info(run.device)
    return (total - free) / 1e9
