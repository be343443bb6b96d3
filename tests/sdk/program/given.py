"""What a program was given: the server, its keys and the pictures; and how cases write and tell things."""

import base64
from pathlib import Path
from types import SimpleNamespace

MODEL = "wan2.2-kf2v-flash"
PROMPT = "雨后的街道 slowly brightens"


here = SimpleNamespace()
"""The wish: server, base, key, other_key, pictures, site, dead."""


def take(wish):
    """Keep the wish for the cases."""
    vars(here).update({**wish, "base": f"{wish['server']}/api/v1", "pictures": Path(wish["pictures"])})


def plain(answer):
    """Return an answer of the SDK as plain values."""
    return {
        "status_code": int(answer.status_code),
        "code": answer.code,
        "message": answer.message,
        "request_id": answer.request_id,
        "output": dict(answer.output or {}),
        "usage": dict(answer.usage) if answer.usage else None,
    }


def each(answers):
    """Return several answers as plain values."""
    return {name: plain(answer) for name, answer in answers.items()}


def file_url(name):
    """Return a picture as an absolute file:// URL."""
    return (here.pictures / name).as_uri()


def data_url(name, mime="image/png"):
    """Return a picture as a data URL."""
    content = (here.pictures / name).read_bytes()
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def files():
    """Return both frames as files."""
    return {"first_frame_url": file_url("first.png"), "last_frame_url": file_url("last.png")}


def inside():
    """Return both frames inside the request."""
    return {"first_frame_url": data_url("first.png"), "last_frame_url": data_url("last.png")}


def small(**more):
    """Return the arguments of the smallest video that every version can ask for."""
    picture = data_url("first.png")
    return {"model": "wanx2.1-i2v-turbo", "img_url": picture, "resolution": "480P", "duration": 3, **more}


def asked(frames, **more):
    """Return the usual arguments of a keyframe call."""
    return {"model": MODEL, "prompt": PROMPT, "resolution": "480P", **frames, **more}
