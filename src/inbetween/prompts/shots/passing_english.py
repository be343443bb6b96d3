"""Whether *fades to* or *dissolves into* is told of the picture, and not of a sound, a light or a thing in it."""

from collections.abc import Sequence

from inbetween.prompts.writing.words import Word, is_latin, listed

_PASSES = ("fade", "fading", "dissolv", "morph", "melt", "crossfad", "wipe", "wiping", "glitch", "flash", "iris")
_PICTURES = listed(
    "scene scenes image images picture shot shots screen video footage camera frame view clip visual visuals film"
    " sequence title edit vision we us it everything"
)
_JOINS = listed("then and before finally next to with a an the as slowly gently quickly slow quick gradual cross")
"""Behind these it is an order or a noun: *then dissolve to*, *a slow fade into*."""
_STUFF = listed(
    "pixels pixel dust smoke mist light fog ash ashes sparks particles petals foam steam sand shards fragments ribbons"
    " glitter bubbles ink water snow rain embers stars laughter tears flames fire vapour vapor butterflies feathers"
    " one each nothing nothingness"
)
"""What things become, and no picture passes to: *flowers of light dissolve into golden dust*."""
_GOAL = 4
"""Words behind the verb among which that is named."""
_REACH = 24
"""Words before the verb in which the picture may be named."""
_MARKS = listed(". ; ! ? : ,")


def of_picture(words: Sequence[Word], first: int) -> bool:
    """Say whether the words at ``first`` that pass to another picture are told of pictures, or of nobody."""
    verb = words[first]
    if not verb.text.startswith(_PASSES) or not is_latin(verb):
        return True
    least = max(0, first - _REACH)
    start = next((at + 1 for at in range(first - 1, least - 1, -1) if words[at].text in ".;!?"), least)
    before = [word.text for word in words[start:first] if not word.text.endswith("ly")]
    bare = not verb.text.endswith(("s", "ing")) or verb.text == "iris"
    if before and bare and _STUFF & {word.text for word in _goal(words, first)}:
        return False
    if not before or _PICTURES & set(before):
        return True
    return bare and (before[-1] in _JOINS or before[-1] in _MARKS)


def _goal(words: Sequence[Word], first: int) -> Sequence[Word]:
    """Return the words that tell what it passes to."""
    behind = words[first + 1 : first + 1 + _GOAL]
    end = next((at for at, word in enumerate(behind) if word.text in _MARKS), len(behind))
    return behind[:end]
