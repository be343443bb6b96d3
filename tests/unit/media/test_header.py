"""Headers are read as phones, browsers and attackers write them, without decoding a pixel."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inbetween.media import header
from inbetween.media.header import UnreadablePicture, orientation, read_header
from tests.pictures import smooth


def encoded(format_: str, size=(48, 32), **options) -> bytes:
    target = BytesIO()
    Image.fromarray(smooth(*size)).save(target, format_, **options)
    return target.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG whose header promises ``width`` x ``height`` and whose pixels are missing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def exif(value: int, order: str = ">") -> bytes:
    mark = b"MM" if order == ">" else b"II"
    directory = struct.pack(order + "HHHIHHI", 1, 0x0112, 3, 1, value, 0, 0)
    return b"Exif\0\0" + mark + struct.pack(order + "HI", 42, 8) + directory


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "BMP", "WEBP", "GIF", "TIFF"])
def test_format_and_sides_are_read_from_bytes_and_from_a_file(tmp_path: Path, format_: str):
    content = encoded(format_)
    (tmp_path / "picture.any").write_bytes(content)
    for source in (content, tmp_path / "picture.any"):
        facts = read_header(source)
        assert (facts.format, facts.width, facts.height, facts.size_bytes) == (format_, 48, 32, len(content))


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("order", "<>")
def test_a_picture_that_is_shown_turned_has_the_sides_it_is_shown_with(turn: int, order: str):
    facts = read_header(encoded("JPEG", exif=exif(turn, order)))
    assert (facts.width, facts.height) == ((48, 32) if turn < 5 else (32, 48))


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_orientation_counts_in_every_format_that_carries_it(format_: str):
    assert read_header(encoded(format_, exif=exif(6))).width == 32


@pytest.mark.parametrize("block", [b"", b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", exif(6)[:-9], exif(0), exif(9)])
def test_a_damaged_orientation_is_none(block: bytes):
    image = Image.new("RGB", (4, 4))
    image.info["exif"] = block
    assert orientation(image) == 1


def test_a_multi_picture_jpeg_is_a_jpeg():
    content = encoded("MPO", save_all=True, append_images=[Image.fromarray(smooth(48, 32, 2))])
    with Image.open(BytesIO(content)) as image:
        assert image.format == "MPO"
    assert read_header(content).format == "JPEG"


def test_sides_beyond_any_bomb_guard_are_facts_and_not_an_exception():
    facts = read_header(png_of_size(60_000, 50_000))
    assert (facts.width, facts.height) == (60_000, 50_000)


@pytest.mark.parametrize("content", [b"", b"\0", b"not a picture", b"%PDF-1.7", b"<svg/>", encoded("PNG")[:20]])
def test_what_is_no_picture_is_told_by_the_name_it_was_given(content: bytes):
    with pytest.raises(UnreadablePicture, match=r"corrupted file: input\.first_frame_url$"):
        read_header(content, "input.first_frame_url")


def test_reading_headers_loads_no_picture_maths():
    check = (
        "import sys, inbetween.media.header; print([m for m in ('cv2', 'av', 'scipy', 'numba') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


@pytest.mark.parametrize(
    ("head", "part"),
    [(b"\xff\xd8", b"\xff\xe1\0\x02"), (encoded("PNG")[:33], b"\0\0\0\0tEXt" + struct.pack(">I", zlib.crc32(b"tEXt")))],
    ids=["JPEG", "PNG"],
)
def test_a_header_of_countless_parts_is_refused_before_they_are_counted(head: bytes, part: bytes):
    reads = iter(range(10**9))

    with pytest.MonkeyPatch.context() as patch:
        read = header._Brief.read
        patch.setattr(header._Brief, "read", lambda file, size=-1: (next(reads), read(file, size))[1])
        with pytest.raises(UnreadablePicture):
            read_header(head + part * 100_000)
    assert next(reads) <= header.MOST_READS + 1
