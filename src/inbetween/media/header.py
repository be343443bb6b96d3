"""What a picture's header says. No pixel is decoded here, so the API process may call it on a stranger's bytes."""

import struct
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.spec import PictureFacts

# The limits of the model take the place of Pillow's guess at what a bomb is: sides are checked before any decoding.
Image.MAX_IMAGE_PIXELS = None

# What Pillow thinks of damaged tags is nobody's business: the log is not for strangers to write into.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    LookupError,
    TypeError,
    ArithmeticError,
    RuntimeError,
)
"""What Pillow's readers raise on damaged bytes: each reader has its own habits."""

_READ = ("JPEG", "PNG", "BMP", "WEBP", "GIF", "TIFF")
"""Formats whose header is read: those that models take, and two whose refusal should name them."""

MOST_READS = 10_000
"""Reads in which a header must be found: photographs with every kind of annotation need some hundreds. A JPEG of a
million empty segments took 4.8 s of the API process, a PNG of half a million chunks 3.9 s; now either takes 0.03 s."""

_ORIENTATION = 0x0112
_TURNED = range(5, 9)


class UnreadablePicture(TaskFailure):
    """The bytes are not a picture of a known format, or its header is damaged."""


def unreadable(name: str) -> UnreadablePicture:
    """Return the error for a picture called ``name`` that could not be read."""
    fault = file_faults.unreadable_picture(name)
    return UnreadablePicture(fault.code, fault.message)


def open_picture(source: bytes | Path, name: str) -> Image.Image:
    """Open a picture without decoding it; the caller closes it.

    Raises:
        UnreadablePicture: the header cannot be read.
    """
    try:
        # From memory: a file is asked for as many bytes as a chunk claims to have, and takes the room for them first.
        file = _Brief(source) if isinstance(source, bytes) else BytesIO(source.read_bytes())
        return Image.open(file, formats=_READ)
    except BROKEN as error:
        raise unreadable(name) from error


class _Brief(BytesIO):
    """Bytes that are read ``MOST_READS`` times at most."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._left = MOST_READS

    def read(self, size: int | None = -1) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError("The header has more parts than any picture has.")
        return super().read(size)


def read_header(source: bytes | Path, name: str = "the picture") -> PictureFacts:
    """Read format, sides and size of an encoded picture; ``name`` is what its faults call it.

    Raises:
        UnreadablePicture: the header cannot be read.
    """
    size_bytes = len(source) if isinstance(source, bytes) else source.stat().st_size
    with open_picture(source, name) as image:
        width, height = image.size
        if orientation(image) in _TURNED:
            width, height = height, width
        return PictureFacts(format=format_of(image), width=width, height=height, size_bytes=size_bytes)


def format_of(image: Image.Image) -> str:
    """Return the format; a phone's multi-picture JPEG is a JPEG to everybody but Pillow."""
    return "JPEG" if image.format == "MPO" else str(image.format)


def embedded(image: Image.Image, name: str) -> bytes:
    """Return a block of bytes that the file carries, empty without one.

    Pillow keeps the text chunks of a PNG in the same place, under whatever key a stranger chose: text is no block.
    """
    block = image.info.get(name)
    return block if isinstance(block, bytes) else b""


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation (1..8), 1 where it is absent or damaged.

    Read here because Pillow's own reader decodes a whole PNG to look for it. Exif 2.32, section 4.6.2: a TIFF
    block of byte order, offset of the first directory, and 12-byte entries.
    """
    block = embedded(image, "exif").removeprefix(b"Exif\0\0")
    order = ">" if block[:2] == b"MM" else "<"
    try:
        (start,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, start)
        entries = [struct.unpack_from(order + "HHIH", block, start + 2 + 12 * index) for index in range(count)]
    except struct.error:
        return 1
    found = [value for tag, _, _, value in entries if tag == _ORIENTATION]
    return found[0] if found and found[0] in range(1, 9) else 1
