"""Real files to mutate, and files that were made to hurt."""

import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from tests.clips import saved_clip, travelling
from tests.pictures import smooth
from tests.sounds import hum, mp3, wav, whole

SIDES = (128, 112)
"""Small, so that many are tried; readers see the same structures as in large ones."""


def pictures(sides: tuple[int, int] = SIDES) -> list[bytes]:
    """Return small real files of every format and of several kinds of pixels."""
    picture = Image.fromarray(smooth(*sides))
    deep = picture.convert("L").convert("I").convert("I;16")
    turned = Image.Exif()
    turned[0x0112] = 6
    plain = [
        ("RGB", "PNG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
        ("L", "BMP"),
        ("RGB", "TIFF"),
    ]
    found = [_saved(picture.convert(mode), form) for mode, form in plain]
    return [
        *found,
        _saved(deep, "PNG"),
        _saved(picture, "JPEG", exif=turned, icc_profile=_profile(), progressive=True),
        _saved(picture, "PNG", icc_profile=_profile()),
        _saved(picture, "WEBP", lossless=True),
        _saved(picture, "WEBP", save_all=True, append_images=[picture.rotate(90)]),
        _saved(picture.convert("P"), "GIF", save_all=True, append_images=[picture.rotate(90).convert("P")]),
    ]


def sounds() -> list[bytes]:
    """Return small real files of both formats and of several kinds of samples."""
    tone = hum(0.3, rate=8000)
    return [
        wav(whole(tone), rate=8000),
        wav(tone.astype("<f4").tobytes(), tag=3, bits=32, rate=8000),
        wav(bytes(8000), bits=8, rate=8000, channels=2),
        mp3(hum(0.3)),
        mp3(hum(0.3), rate=24_000, **{"q:a": "9"}),
    ]


def clips(folder: Path) -> list[bytes]:
    """Return small real files of both formats, of several codecs, with sound and without."""
    sound = np.stack([hum(0.2)] * 2)
    made = [
        saved_clip(folder / "a.mp4", travelling(6, size=SIDES), sound=sound),
        saved_clip(folder / "b.mov", travelling(5, size=SIDES), fps=25, pixels="yuv420p10le"),
        saved_clip(folder / "c.mp4", travelling(5, size=SIDES), movflags="+faststart"),
        saved_clip(folder / "d.mov", travelling(4, size=SIDES), codec="mjpeg", pixels="yuvj422p", colour=(6, 2)),
        saved_clip(folder / "e.mp4", travelling(4, size=SIDES), movflags="+frag_keyframe+empty_moov"),
    ]
    return [path.read_bytes() for path in made]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Change, cut, repeat or swap some bytes; headers are hit most."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(min(len(changed), chance.choice([64, 1024, len(changed)])))
        match chance.randrange(5):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"])
            case 2:
                del changed[at : at + chance.randint(1, 200)]
            case 3:
                changed[at:at] = changed[at : at + chance.randint(1, 200)]
            case _:
                del changed[max(at, 1) :]
        if not changed:
            return b"\0"
    return bytes(changed)


def hostile_pictures() -> dict[str, bytes]:
    """Return pictures that were made to hurt, by what they are."""
    picture = Image.fromarray(smooth(*SIDES))
    png = _saved(picture, "PNG")
    moving = _saved(picture, "WEBP", save_all=True, append_images=[picture.rotate(90)])
    chunk = _chunk(b"tEXt", b"a\0b")
    return {
        "a PNG of 65,535 x 65,535 pixels in 1 KB": _png(65_535, 65_535, zlib.compress(bytes(10**6))),
        "a PNG of 2,000 x 2,000 whose data swells to 1 GB": _png(2000, 2000, _swelling(2**30)),
        "a PNG with a text that swells to 1 GB": _with_chunk(png, _chunk(b"zTXt", b"a\0\0" + _swelling(2**30))),
        "a PNG with a profile that swells to 1 GB": _with_chunk(png, _chunk(b"iCCP", b"a\0\0" + _swelling(2**30))),
        "a PNG of half a million chunks": _with_chunk(png, chunk * 500_000),
        "a GIF of 65,535 x 65,535 pixels": b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0xF7, 0, 0) + bytes(768),
        "a WebP of 16,383 x 16,383 pixels": _webp(16_383, 16_383),
        "a moving WebP on a canvas of 16,384 x 16,384 pixels": moving[:24] + b"\xff\x3f\0\xff\x3f\0" + moving[30:],
        "a BMP of 2**31 rows": b"BM"
        + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 2000, -(2**31), 1, 24, 0, 0, 0, 0, 0, 0),
        "a TIFF whose directory is its own successor": b"II*\0"
        + struct.pack("<IHHHIII", 8, 1, 256, 3, 2**32 - 1, 8, 8),
        "an SVG that asks for a file": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        "an MVG that asks for a file": b"push graphic-context\nimage over 0,0 0,0 'file:///etc/passwd'",
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd)(r)file\n",
        "a page that is a picture too": b"\xff\xd8\xff\xe0<script>alert(1)</script>",
        "a picture with a ZIP behind it": png + b"PK\x03\x04" + bytes(1000),
        "a JPEG of a million empty segments": b"\xff\xd8" + b"\xff\xe1\0\x02" * 1_000_000,
    }


def hostile_sounds() -> dict[str, bytes]:
    """Return sounds that were made to hurt, by what they are."""
    good = wav(whole(hum(0.3, rate=8000)), rate=8000)
    return {
        "a WAV that says 4 GB": good[:40] + b"\xff\xff\xff\xff" + good[44:],
        "a WAV of 65,535 channels": good[:22] + b"\xff\xff" + good[24:],
        "a WAV of no rate": good[:24] + bytes(8) + good[32:],
        "a WAV of 4 billion samples a second": good[:24] + b"\xff" * 8 + good[32:],
        "a WAV whose chunks are empty": b"RIFF\xff\xff\xff\xffWAVE" + b"LIST\0\0\0\0" * 500_000,
        "an MP3 of three hours of silence": mp3(np.zeros(48_000, np.float32)) * 1_000,
        "a playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "a list of parts": b"ffconcat version 1.0\nfile /etc/passwd\n",
        "a session": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n",
        "a playlist that says it is an MP3": b"ID3\x03\0\0\0\0\0\0#EXTM3U\nhttp://127.0.0.1/\n",
    }


def hostile_clips(folder: Path) -> dict[str, bytes]:
    """Return clips that were made to hurt, by what they are."""
    good = saved_clip(folder / "good.mp4", travelling(5, size=SIDES)).read_bytes()
    outside = b"file:///etc/passwd\0"
    url = struct.pack(">I4sI", 12 + len(outside), b"url ", 0) + outside
    return {
        "an MP4 whose frames are in another file": good.replace(good[good.index(b"url ") - 4 :][:12], url[:12]),
        "an MP4 whose data reference is a path": _with_reference(good, url),
        "an MP4 of 4 billion samples": _table(good, b"stsz", 8, b"\xff\xff\xff\xff"),
        "an MP4 of 4 billion instants": _table(good, b"stts", 4, b"\xff\xff\xff\xff"),
        "an MP4 of 4 billion edits": _table(good, b"elst", 4, b"\xff\xff\xff\xff"),
        "an MP4 that lasts for ever": _table(good, b"mvhd", 16, b"\xff\xff\xff\xff"),
        "an MP4 of 65,535 x 65,535 pixels": _table(good, b"avc1", 24, b"\xff\xff\xff\xff"),
        "boxes in boxes": b"\0\0\0\x14ftypisom\0\0\0\0isom"
        + b"".join(struct.pack(">I4s", 8 * left, b"moov") for left in range(20_000, 0, -1)),
        "a box of no size": good[:32] + b"\0\0\0\0moov" + good[40:],
        "a playlist": b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nconcat:file:///etc/passwd|subfile,,:/etc/passwd\n",
        "a playlist that says it is an MP4": b"\0\0\0\x14ftypisom\0\0\0\0isom#EXTM3U\nhttp://127.0.0.1/\n",
        "a list of parts": b"ffconcat version 1.0\nfile 'file:///etc/passwd'\nduration 5\n",
        "a session": b"v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    }


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def _profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, data: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _with_chunk(png: bytes, chunk: bytes) -> bytes:
    """Return a PNG with a chunk behind its header."""
    return png[:33] + chunk + png[33:]


def _swelling(size: int) -> bytes:
    """Return what zlib unpacks to ``size`` zeros, a multiple of 2**24: one packed part, again and again (RFC 1951)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    part = packer.compress(bytes(2**24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + part * (size >> 24) + b"\x03\0" + struct.pack(">I", size % 65521 << 16 | 1)


def _webp(width: int, height: int) -> bytes:
    """Return a lossless WebP's header and nothing behind it."""
    body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(20)
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBPVP8L" + struct.pack("<I", len(body)) + body


def _table(file: bytes, box: bytes, offset: int, value: bytes) -> bytes:
    """Return a file with ``value`` written ``offset`` bytes behind a box's name."""
    at = file.index(box) + 4 + offset
    return file[:at] + value + file[at + len(value) :]


def _with_reference(file: bytes, url: bytes) -> bytes:
    """Return a clip whose data reference names a file; sizes around it are left as they were."""
    at = file.index(b"url ") - 4
    return file[:at] + url + file[at + 12 :]
