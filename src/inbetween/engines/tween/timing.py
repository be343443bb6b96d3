"""When each frame is, between 0 (the first picture) and 1 (the last)."""


def eased(frame_count: int) -> list[float]:
    """Return ``frame_count`` times that start and end at rest (smoothstep); the first is 0.0, the last 1.0."""
    if frame_count == 1:
        return [0.0]
    return [smoothstep(index / (frame_count - 1)) for index in range(frame_count)]


def smoothstep(x: float) -> float:
    """Return 3x^2 - 2x^3 with ``x`` clipped to 0..1: at rest at both ends, 1.5 times the mean speed half-way."""
    x = min(max(x, 0.0), 1.0)
    return x * x * (3.0 - 2.0 * x)
