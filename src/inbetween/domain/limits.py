"""Rules on a picture's header: one function for the API, the engine child and the command line."""

from inbetween.domain import faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import PictureFacts, PictureLimits


def check_picture(facts: PictureFacts, limits: PictureLimits, name: str) -> list[Fault]:
    """Return every fault of a picture called ``name`` (a field path or a media kind); empty when it is legal."""
    found: list[Fault] = []
    if facts.format not in limits.formats:
        found.append(faults.picture_format(name, facts.format, limits.formats))
    if not all(limits.min_side <= side <= limits.max_side for side in (facts.width, facts.height)):
        sides = (limits.min_side, limits.max_side)
        found.append(faults.picture_sides(name, (facts.width, facts.height), sides))
    short, long = sorted((facts.width, facts.height))
    if limits.max_aspect and long > short * limits.max_aspect:
        found.append(faults.picture_aspect(name, (facts.width, facts.height), limits.max_aspect))
    if facts.size_bytes > limits.max_bytes:
        found.append(faults.picture_bytes(name, facts.size_bytes, limits.max_bytes))
    return found
