"""What a sentence is about, told by the label before its colon: *Camera: slow push-in*, *Sound: rain on a roof*."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from inbetween.prompts.phrases import Phrasebook
from inbetween.prompts.words import Word, listed

Section: TypeAlias = Literal["camera", "heard", "seen"]
"""What the camera does; what moves no camera at all, as sounds and what is not wanted; what is in the picture."""

_CAMERA = (
    "camera|cameras|camera movement|camera movements|camera motion|camera move|camera work|camerawork|camera direction|"
    "camera behavior|camera behaviour|camera path|camera style|camera angle|cinematography|cinematic framing|"
    "shot type|movement|camera instructions|camera & motion|camera and motion"
)
_HEARD = (
    "sound|sounds|sound design|sound effects|sound effect|sounds effects|sfx|snd|fx|vfx|visual effects|effects|"
    "special effects|audio|native audio|ambient audio|ambient sound|ambient sounds|ambience|ambiance|ambient|"
    "background sound|background audio|background music|foley|music|score|soundtrack|dialogue|dialog|voice|voiceover|"
    "voice over|narration|lighting|light|color|colors|colour|colours|color grade|color grading|color palette|palette|"
    "avoid|avoid these|excluded|do not include|do not use|forbidden|"
    "wardrobe|costume|costumes|makeup|props|resolution|aspect ratio|lens|format|technical|technical specs"
)
_SEEN = (
    "subject|subjects|character|characters|action|actions|subject motion|subject action|subject movement|environment|"
    "setting|location|background|foreground|physics"
)
_LABELS: Phrasebook[Section] = Phrasebook([("camera", _CAMERA), ("heard", _HEARD), ("seen", _SEEN)])
_MARKS = listed("[ ] ( ) * # - • { } 【 】 ,")
_JOINS = listed("/ & and + |")
_COLONS = listed(": =")


def section(words: Sequence[Word]) -> Section | None:
    """Return what the label at the beginning of a sentence says, of two of them the first: *Action/Motion:*."""
    first = _past(words, 0)
    hit = _LABELS.at(words, first)
    behind = hit.last if hit else first
    while hit and behind < len(words) and words[behind].text in _JOINS:
        more = _LABELS.at(words, behind + 1)
        behind = more.last if more else behind + 2
    behind = _past(words, behind)
    return hit.value if hit and behind < len(words) and words[behind].text in _COLONS else None


def is_label_alone(words: Sequence[Word]) -> bool:
    """Say whether nothing stands behind the colon of a label, so that the lines below it are what it tells."""
    last = next((word for word in reversed(words) if word.text not in _MARKS), None)
    return last is not None and last.text in _COLONS


def _past(words: Sequence[Word], first: int) -> int:
    """Return the first word from ``first`` on that is no mark around a label."""
    return next((at for at in range(first, len(words)) if words[at].text not in _MARKS), len(words))
