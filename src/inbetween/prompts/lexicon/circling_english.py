"""English for a camera that goes around something: rounds told as a noun, and verbs."""

_ROUND = ("around", "round", "about")
_ROUNDS = "|".join(
    f"{part} {turn} {way}"
    for part in ("half", "quarter", "full", "complete", "three quarter", "half a", "a", "one")
    for turn in ("turn", "circle", "loop", "lap", "arc", "rotation", "revolution", "orbit", "round", "tour", "circuit")
    for way in _ROUND
)
_TURNS = "|".join(
    f"a {part} turn {way}" for part in ("half", "quarter", "full", "complete", "three quarter") for way in _ROUND
)
_DEGREES = "|".join(f"{degrees} {way}" for degrees in (90, 180, 270, 360) for way in _ROUND)
CIRCLE = (
    f"{_ROUNDS}|{_TURNS}|{_DEGREES}|"
    "complete~ the revolution|complete~ a revolution|complete~ the circle|complete~ a circle|complete~ the orbit|"
    "complete~ a full circle|complete~ a full revolution|make~ a revolution|make~ a full revolution|"
    "rotation around|rotation round|rotation about|revolution around|revolution about|"
    "slow lap around|a 180 around|a 360 around|full 360 around|a full 360 around|semicircle around|"
    "full circle|half circle|complete circle|180 degree turn|180 degree turn around|180 degree arc|"
    + "|".join(f"{go}~ right {way}" for go in ("go", "walk", "fly", "swing", "glide", "come", "get") for way in _ROUND)
    + "|rounds|rounding|circle~|encircle~|revolve~|wheel~|swirl~|curve~|wrap~|loop~"
)
"""Nouns and verbs that go around."""
