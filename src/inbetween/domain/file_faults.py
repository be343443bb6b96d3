"""Every sentence about what a picture, a sound or a clip holds, written once (see ``faults``)."""

import math
from collections.abc import Iterable

from inbetween.domain.errors import Fault
from inbetween.domain.faults import INVALID

# Pictures.


def unreadable_picture(name: str) -> Fault:
    """A file that is not a picture that we read, or a damaged one."""
    return Fault(INVALID, f"Invalid image format or corrupted file: {name}")


def picture_format(name: str, found: str, allowed: Iterable[str]) -> Fault:
    """A picture of a format that the model does not take."""
    return Fault(INVALID, f"image format error: {name} is {found}, it should be one of {', '.join(allowed)}.")


def mislabelled_picture(name: str, declared: str, found: str) -> Fault:
    """A data URL whose MIME type is not what its bytes are."""
    return Fault(INVALID, f"image format error: {name} is declared as {declared} but is {found}.")


def picture_sides(name: str, size: tuple[int, int], limits: tuple[int, int]) -> Fault:
    """A picture with a side outside the model's limits."""
    return Fault(
        INVALID,
        f"the size of input image is too small or too large. {name} is {size[0]}x{size[1]}, "
        f"each side should be {limits[0]} to {limits[1]} pixels.",
    )


def file_aspect(name: str, size: tuple[int, int], most: int) -> Fault:
    """A picture or a clip longer than the model takes."""
    return Fault(
        "InvalidFile.AspectRatio",
        f"Invalid file aspect ratio. {name} is {size[0]}x{size[1]}, it should be 1:{most} to {most}:1.",
    )


def picture_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A picture with too many bytes."""
    return _file_bytes(name, "image", size_bytes, max_bytes)


def _mebibytes(size_bytes: int) -> float:
    """Return a size in MB, rounded up: what is too large never reads as what is allowed."""
    return math.ceil(size_bytes / 2**20 * 100) / 100


def transparent_picture(name: str) -> Fault:
    """A picture with a pixel that is not opaque."""
    return Fault(INVALID, f"image format error: {name} has transparent pixels, an alpha channel is not supported.")


def animated_picture(name: str) -> Fault:
    """A picture of several frames."""
    return Fault(INVALID, f"image format error: {name} is animated, it should be one picture.")


# Sound.


def unreadable_sound(name: str, why: str) -> Fault:
    """A file that holds no sound that we read, or a damaged one; ``why`` ends the sentence."""
    return Fault("InvalidFile.Openerror", f"Invalid file, cannot open file as audio. {name} {why}.")


def sound_format(name: str, allowed: Iterable[str]) -> Fault:
    """A file that is not of a format that the model takes as sound, whatever it is called."""
    types = ", ".join(f".{one.lower()}" for one in allowed)
    return Fault(INVALID, f"File type is not supported. Allowed types are: {types}. {name} is of another.")


def sound_seconds(name: str, seconds: float | None, limits: tuple[int, int]) -> Fault:
    """A sound shorter or longer than the model takes; ``None``: how much longer is not known."""
    found = "is longer" if seconds is None else f"has {_hundredths(seconds)} s"
    return Fault(
        "InvalidFile.Duration",
        f"Invalid file duration. The file duration must be {limits[0]} s ~ {limits[1]} s. {name} {found}.",
    )


def sound_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A sound with too many bytes."""
    return _file_bytes(name, "audio", size_bytes, max_bytes)


def _hundredths(seconds: float) -> float:
    """Return seconds, rounded down: what is too short never reads as what is allowed."""
    return math.floor(seconds * 100) / 100


# Clips.


def unreadable_clip(name: str, why: str) -> Fault:
    """A file that holds no clip that we read, or a damaged one; ``why`` ends the sentence."""
    return Fault("InvalidFile.Openerror", f"Invalid file, cannot open file as video. {name} {why}.")


def clip_format(name: str, allowed: Iterable[str]) -> Fault:
    """A file that is not of a format that the model takes as a clip, whatever it is called."""
    return Fault(
        "InvalidFile.Format",
        f"Invalid file format. The file format must be {' or '.join(allowed)}. {name} is of another.",
    )


def clip_seconds(name: str, seconds: float, limits: tuple[int, int]) -> Fault:
    """A clip shorter or longer than the model takes."""
    return Fault(
        "InvalidFile.Duration",
        f"Invalid file duration. The file duration must be {limits[0]} s ~ {limits[1]} s. {name} has {seconds:.1f} s.",
    )


def clip_outlasts(name: str, seconds: float, duration: int) -> Fault:
    """A clip after which nothing is left to be made; the vendor's sentence is unknown (section 4.3)."""
    return Fault(
        INVALID,
        f"The clip should be shorter than the video. {name} has {seconds:.1f} s and the video {duration} s: "
        f"ask for a longer duration, or give a shorter clip.",
    )


def clip_needs_longer(shortest: int, path: str) -> Fault:
    """A duration in which not even the shortest clip leaves anything to be made."""
    return Fault(
        INVALID, f"Duration should be more than {shortest} with a clip, which has {shortest} s at least: {path}"
    )


def clip_sides(name: str, size: tuple[int, int], limits: tuple[int, int]) -> Fault:
    """A clip with a side outside the model's limits."""
    return Fault(
        "InvalidFile.Resolution",
        f"Invalid video resolution. The height or width of video must be {limits[0]} ~ {limits[1]}. "
        f"{name} is {size[0]}x{size[1]}.",
    )


def clip_rate(name: str, most: int) -> Fault:
    """A clip with more frames than anybody films."""
    return Fault(
        "InvalidFile.FPS", f"Invalid file fps. The file fps must be at most {most}. {name} has more frames than that."
    )


def clip_bytes(name: str, size_bytes: int, max_bytes: int) -> Fault:
    """A clip with too many bytes."""
    return _file_bytes(name, "video", size_bytes, max_bytes)


def _file_bytes(name: str, medium: str, size_bytes: int, max_bytes: int) -> Fault:
    return Fault(
        "InvalidFile.Size",
        f"Invalid file size. The {medium} file size must be less than {max_bytes // 2**20}MB. "
        f"{name} has {_mebibytes(size_bytes)}MB.",
    )
