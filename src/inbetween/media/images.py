"""A stranger's picture file to an RGB array, or one clear sentence. Runs where a crash is cheap: the engine child."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from inbetween.domain import file_faults
from inbetween.domain.errors import Fault, TaskFailure
from inbetween.domain.frames import Rgb
from inbetween.domain.limits import check_picture
from inbetween.domain.spec import PictureFacts, PictureLimits
from inbetween.media.header import BROKEN, embedded, format_of, open_picture, orientation, read_header, unreadable

ALPHA_MUST_BE_ABSENT = False
"""The strict reading of "PNG without alpha": refuse a fully opaque alpha channel too."""

MOST_PIXELS_SHRUNK = 2**28
"""What is decoded only to be shrunk: 805 MB of RGB."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def load_picture(path: Path, limits: PictureLimits, *, name: str, shrink: bool = False) -> tuple[Rgb, str | None]:
    """Decode a picture: upright, in sRGB, opaque.

    Args:
        path: an encoded picture of any name.
        limits: what the model takes; ``name`` is what a fault calls the picture.
        shrink: make a picture that is too large fit, instead of refusing it.

    Returns:
        (height, width, 3) uint8, contiguous, and a note for the user where the picture was shrunk.

    Raises:
        TaskFailure: the picture is unreadable, outside ``limits``, animated or transparent.
    """
    facts = read_header(path, name)
    size = _allowed_size(facts, limits, name, shrink=shrink)
    image = _decoded(path, name)
    if size == image.size:
        return np.array(image), None
    note = f"{name} was shrunk from {image.width}x{image.height} to {size[0]}x{size[1]} pixels."
    return np.array(image.resize(size, Image.Resampling.LANCZOS)), note


def _allowed_size(facts: PictureFacts, limits: PictureLimits, name: str, *, shrink: bool) -> tuple[int, int]:
    """Return the size to load a picture at, or raise its faults."""
    wanted = _shrunk(facts, limits) if shrink else facts
    if check_picture(wanted, limits, name):
        # The faults are those of the file that the user knows, not of what became of it.
        _raise(check_picture(facts, limits, name))
    return wanted.width, wanted.height


def _raise(found: Sequence[Fault]) -> None:
    raise TaskFailure(found[0].code, " & ".join(fault.message for fault in found))


def _shrunk(facts: PictureFacts, limits: PictureLimits) -> PictureFacts:
    """Return what a picture becomes when it is made to fit; its bytes no longer matter."""
    longer = max(facts.width, facts.height)
    if facts.width * facts.height > MOST_PIXELS_SHRUNK:
        return facts
    scale = min(1.0, limits.max_side / longer)
    width, height = (min(round(side * scale), limits.max_side) for side in (facts.width, facts.height))
    return replace(facts, width=width, height=height, size_bytes=min(facts.size_bytes, limits.max_bytes))


def _decoded(path: Path, name: str) -> Image.Image:
    """Decode every pixel and return an upright RGB image."""
    with open_picture(path, name) as image:
        if format_of(image) != "JPEG" and getattr(image, "is_animated", False):
            raise TaskFailure.of(file_faults.animated_picture(name))
        try:
            image.load()
            upright = image.transpose(_UPRIGHT[turn]) if (turn := orientation(image)) != 1 else image
            return _srgb(_opaque(_eight_bit(upright), name), embedded(image, "icc_profile"))
        except BROKEN as error:
            raise unreadable(name) from error


def _eight_bit(image: Image.Image) -> Image.Image:
    """Scale 16-bit grey to 8 bits; every other depth is already 8 bits here."""
    if not image.mode.startswith("I;16"):
        return image
    wide = np.asarray(image).astype(np.uint32)
    narrow = Image.fromarray(((wide * 255 + 32767) // 65535).astype(np.uint8))
    if isinstance(clear := image.info.get("transparency"), int):
        narrow.putalpha(Image.fromarray(np.where(wide == clear, 0, 255).astype(np.uint8)))
    return narrow


def _opaque(image: Image.Image, name: str) -> Image.Image:
    """Drop an alpha channel that hides nothing; refuse one that does (spec section 4.1)."""
    if not image.has_transparency_data:
        return image
    whole = image.convert("RGBA")
    if ALPHA_MUST_BE_ABSENT or whole.getchannel("A").getextrema() != (255, 255):
        raise TaskFailure.of(file_faults.transparent_picture(name))
    return whole.convert("RGB")


def _srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert to sRGB by the embedded profile; one that is damaged or of another kind of picture is ignored."""
    if image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    if profile:
        try:
            return _by_profile(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _by_profile(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """Convert by ``profile``, unless it is sRGB already: a second rounding would only add noise."""
    if image.mode == "RGB" and "srgb" in ImageCms.getProfileDescription(profile).lower():
        return image
    converted = ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return converted or image
