"""Rules on the headers of pictures and clips: one function for the API, the engine child and the command line."""

from inbetween.domain import file_faults
from inbetween.domain.errors import Fault
from inbetween.domain.spec import ClipFacts, ClipLimits, PictureFacts, PictureLimits


def check_picture(facts: PictureFacts, limits: PictureLimits, name: str) -> list[Fault]:
    """Return every fault of a picture called ``name`` (a field path or a media kind); empty when it is legal."""
    found: list[Fault] = []
    if facts.format not in limits.formats:
        found.append(file_faults.picture_format(name, facts.format, limits.formats))
    if not all(limits.min_side <= side <= limits.max_side for side in (facts.width, facts.height)):
        sides = (limits.min_side, limits.max_side)
        found.append(file_faults.picture_sides(name, (facts.width, facts.height), sides))
    short, long = sorted((facts.width, facts.height))
    if limits.max_aspect and long > short * limits.max_aspect:
        found.append(file_faults.file_aspect(name, (facts.width, facts.height), limits.max_aspect))
    if facts.size_bytes > limits.max_bytes:
        found.append(file_faults.picture_bytes(name, facts.size_bytes, limits.max_bytes))
    return found


def check_clip(facts: ClipFacts, limits: ClipLimits, name: str) -> list[Fault]:
    """Return every fault of a clip called ``name``; seconds count to a tenth, as 300 frames of NTSC are 10.01 s."""
    found: list[Fault] = []
    size = facts.width, facts.height
    if facts.size_bytes > limits.max_bytes:
        found.append(file_faults.clip_bytes(name, facts.size_bytes, limits.max_bytes))
    if not limits.min_seconds <= round(facts.seconds, 1) <= limits.max_seconds:
        found.append(file_faults.clip_seconds(name, facts.seconds, (limits.min_seconds, limits.max_seconds)))
    if not all(limits.min_side <= side <= limits.max_side for side in size):
        found.append(file_faults.clip_sides(name, size, (limits.min_side, limits.max_side)))
    if max(size) > min(size) * limits.max_aspect:
        found.append(file_faults.file_aspect(name, size, limits.max_aspect))
    return found
