"""The same thing done to every plane of 4:2:0 frames."""

from collections.abc import Callable, Iterator

from inbetween.domain.frames import Plane, Yuv420


def each_plane(work: Callable[..., Plane], *frames: Yuv420) -> Yuv420:
    """Return the frame whose y, u and v are ``work`` of the y, u and v of ``frames``."""
    ys, us, vs = zip(*(planes(frame) for frame in frames), strict=True)
    return Yuv420(work(*ys), work(*us), work(*vs))


def planes(frame: Yuv420) -> Iterator[Plane]:
    """Yield y, u and v."""
    yield frame.y
    yield frame.u
    yield frame.v
