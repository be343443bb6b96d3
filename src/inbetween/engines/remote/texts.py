"""Plain values out of strangers' JSON, and files into text."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MIME: Mapping[str, str] = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "BMP": "image/bmp",
    "WEBP": "image/webp",
    "MP4": "video/mp4",
    "MOV": "video/quicktime",
    "WAV": "audio/wav",
    "MP3": "audio/mpeg",
}
"""The media type of each format of an input."""


def inside(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object called ``name``, an empty one where there is none."""
    value = body.get(name)
    return value if isinstance(value, Mapping) else {}


def word(body: Mapping[str, Any], name: str) -> str:
    """Return the text called ``name``, empty where there is none."""
    value = body.get(name)
    return value if isinstance(value, str) else ""


def encoded(file: Path) -> str:
    """Return a file's bytes in base64."""
    return base64.b64encode(file.read_bytes()).decode("ascii")


def data_url(file: Path, format_name: str) -> str:
    """Return a file as a data URL."""
    return f"data:{MIME[format_name]};base64,{encoded(file)}"
