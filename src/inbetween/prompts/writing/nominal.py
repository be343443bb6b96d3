"""Moves told with the camera behind them: *a slow rise of the camera*, *take the camera up*.

A noun with *of the camera* and a verb that has the camera for its object say what a sentence with the camera as its
subject says; brought to that form they need no rules of their own further on.
"""

import re

_EYE = "camera|lens|viewpoint"
_NOUNS = (
    "rise|climb|ascent|drop|descent|fall|dip|drift|glide|slide|float|creep|crawl|move|sweep|turn|swing|roll|rotation|"
    "push|pull|pan|tilt|zoom|arc|circle|loop|orbit|half circle|full circle|retreat|approach|advance|travel|flight|spin"
)
_NOT_HOW = "with|then|and|in|by|of|the|an?|needs?|want|add|use|give|me|us|i|for|to|at|on|from|one|some|is|as|while"
_HOW = rf"(?:(?!(?:{_NOT_HOW})\b)[a-z]+(?:,? and)? ){{0,4}}?"
_OF_CAMERA = re.compile(
    rf"\b(?:(?:an?|one|some|the) )?(?P<told>{_HOW}(?:{_NOUNS})) (?:of|by|from) the (?:{_EYE})\b",
    re.IGNORECASE,
)
"""*I need a very slow drift of the camera to the left.*"""
_WAYS = (
    "up|down|in|into|out|forward|forwards|back|backward|backwards|left|right|along|around|round|across|over|through|"
    "past|toward|towards|away|closer|nearer|sideways|to the|slowly|gently|quickly|smoothly|straight|all the way"
)
_TAKEN = re.compile(
    r"(?:^|(?<=[.!?;:,\n] )|(?<=then )|(?<=and )|(?<=please )|(?<=to ))"
    rf"(?:take|bring|carry|walk|fly|guide|steer|get|lead|run|float|send) (?:the|your|our) (?:{_EYE}|drone|view)"
    rf"(?= (?:{_WAYS})\b)",
    re.IGNORECASE,
)
"""*Take the camera up alongside the billboard.*"""


def with_camera_first(text: str) -> str:
    """Return ``text``, of equal length, with the camera before what it is told to do."""
    text = _OF_CAMERA.sub(_ahead, text)
    return _TAKEN.sub(lambda match: "camera go".ljust(len(match[0])), text)


def _ahead(match: re.Match[str]) -> str:
    return f"camera {match['told']}".ljust(len(match[0]))
