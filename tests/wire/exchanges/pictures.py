"""Pictures inside the request, at both sides of every limit of each family (specification section 4.1)."""

import base64
import io
import zlib
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from PIL import Image

from tests.wire.exchange import Exchange, holding, refusal, stated
from tests.wire.matrix import COLUMNS, Column

MEBIBYTE = 2**20
TOO_SMALL_OR_LARGE = "the size of input image is too small or too large."
"""Section 7.2; what follows it names the field and the limits."""


@cache
def picture(width: int, height: int, form: str = "PNG") -> bytes:
    """Return an encoded picture of one colour."""
    buffer = io.BytesIO()
    Image.new("L", (width, height), 128).save(buffer, form)
    return buffer.getvalue()


def data_url(content: bytes, mime: str = "image/png") -> str:
    """Return bytes as a data URL (section 4.4)."""
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def shown(column: Column, row: str, says: str, url: str, **expected: Any) -> Exchange:
    """Return an exchange whose first frame is ``url``."""
    body = column.with_first(url)
    return Exchange(name=says, rows=(f"picture: {row}",), column=column.title, body=body, **expected)


@stated("4.1, 13 (2)")
def sides() -> Iterator[Exchange]:
    """Boundaries are inclusive; keyframes by the guide with numbers: 360 to 2000."""
    for column in COLUMNS:
        least, most = column.sides
        square = max(least, most // 8) if column.aspect else least
        for width, height in ((least, least), (most, square), (square, most)):
            yield shown(column, "sides", f"takes {width}x{height}", data_url(picture(width, height)))
        for width, height in ((least - 1, least), (least, least - 1), (most + 1, square + 1), (square + 1, most + 1)):
            told = refusal(holding(TOO_SMALL_OR_LARGE, column.first, str(least), str(most)))
            yield shown(column, "sides", f"refuses {width}x{height}", data_url(picture(width, height)), **told)


@stated("4.1")
def aspects() -> Iterator[Exchange]:
    """1:8 to 8:1 for 2.7; not limited elsewhere."""
    for column in COLUMNS:
        least, most = column.sides
        if most < least * 8:
            size = (most, least)
            yield shown(column, "aspect", "takes the longest", data_url(picture(*size)))
            continue
        for size in ((least * 8, least), (least, least * 8)):
            yield shown(column, "aspect", f"takes {size}", data_url(picture(*size)))
        for size in ((least * 8 + 1, least), (least, least * 8 + 1)):
            too_long = refusal(holding(column.first, "8"), code="InvalidFile.AspectRatio")
            told = too_long if column.aspect else {}
            yield shown(column, "aspect", f"beyond: {size}", data_url(picture(*size)), **told)


FIT = (
    ("WEBP", "image/webp"),
    ("JPEG", "image/jpeg"),
    ("JPEG", "image/jpg"),
    ("PNG", "image/png"),
    ("BMP", "image/bmp"),
)
UNFIT = (
    ("PNG that is JPEG", picture(400, 400, "JPEG"), "image format error"),
    ("PNG that is GIF", picture(400, 400, "GIF"), "image format error"),
    ("PNG that is nothing", b"not a picture", "Invalid image format or corrupted file"),
    ("PNG of no bytes", b"", "Invalid image format or corrupted file"),
)


@stated("4.1")
def formats() -> Iterator[Exchange]:
    """JPEG, PNG, BMP and WEBP, whose MIME type must fit the bytes."""
    for column in COLUMNS:
        for form, mime in column.few(FIT):
            yield shown(column, "format", f"takes {form} as {mime}", data_url(picture(400, 400, form), mime))
        for says, content, sentence in column.few(UNFIT):
            told = refusal(holding(sentence, column.first))
            yield shown(column, "format", f"refuses {says}", data_url(content), **told)
        for mime in column.few(("image/gif", "text/plain", "application/octet-stream")):
            url = data_url(picture(400, 400), mime)
            yield shown(column, "format", f"refuses {mime}", url, **refusal(holding("data", column.first)))


@stated("4.1")
def sizes_in_bytes() -> Iterator[Exchange]:
    """10 MB for 2.1 and 2.2, 20 MB above; a MB is 2**20 here. Inclusive."""
    for column in COLUMNS:
        limit = column.mebibytes * MEBIBYTE
        sentence = holding("Invalid file size. The", f"image file size must be less than {column.mebibytes}MB.")
        told = refusal(sentence, code="InvalidFile.Size")
        yield _weighing(column, "one byte more", limit + 1, **told)
        if column.title in ("2.7", "2.2 flash", "kf2v 2.2"):
            yield _weighing(column, "its limit", limit)


def _weighing(column: Column, says: str, size: int, **expected: Any) -> Exchange:
    """Return an exchange with a picture of so many bytes, which is made when it is sent."""
    rows = ("picture: bytes",)
    body = partial(_heavy, column, size)
    return Exchange(name=says, rows=rows, column=column.title, body=body, **expected)


def _heavy(column: Column, size: int) -> dict[str, Any]:
    return column.with_first(data_url(_padded(size)))


def _padded(size: int) -> bytes:
    """Return a picture of exactly so many bytes: a chunk of a PNG that readers skip before its end."""
    whole = picture(400, 400)
    head, end = whole[:-12], whole[-12:]
    text = bytes(size - len(whole) - 12)
    chunk = b"prIv" + text
    return head + len(text).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big") + end
