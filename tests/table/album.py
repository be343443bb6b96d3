"""The pictures that generated bodies hold, by their base64; what a reader finds in each is written here."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the album. ``form`` is ``None`` for bytes that are no picture."""

    form: str | None
    width: int = 0
    height: int = 0
    size_bytes: int = 0


def _encoded(form: str, width: int, height: int, padding: int) -> tuple[str, Shot]:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, form)
    content = buffer.getvalue()
    content += bytes(max(0, padding - len(content)))
    return base64.b64encode(content).decode(), Shot(form, width, height, len(content))


_PICTURES = (
    *[(form, 640, 480, 0) for form in ("PNG", "JPEG", "BMP", "WEBP", "GIF")],
    ("PNG", 360, 2000, 0),  # the narrow limits of keyframes, and just beyond them
    ("JPEG", 359, 640, 0),
    ("JPEG", 640, 2001, 0),
    ("PNG", 240, 1920, 0),  # the wide limits, with the longest aspect of wan 2.7, and just beyond them
    ("PNG", 8000, 1000, 0),
    ("JPEG", 239, 640, 0),
    ("PNG", 8001, 1001, 0),
    ("JPEG", 2401, 300, 0),
    ("PNG", 480, 480, 10 * MEBIBYTE + 1),  # too heavy for wan 2.1 and 2.2
    ("PNG", 496, 480, 20 * MEBIBYTE + 1),  # too heavy for all
)
ALBUM: Mapping[str, Shot] = {
    **dict(_encoded(*picture) for picture in _PICTURES),
    base64.b64encode(b"no picture " * 8).decode(): Shot(None),
}
MIME = {"PNG": "image/png", "JPEG": "image/jpeg", "BMP": "image/bmp", "WEBP": "image/webp", "GIF": "image/png"}
