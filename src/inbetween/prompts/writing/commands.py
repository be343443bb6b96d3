"""Commands to the camera in brackets, as some video models are given them: *[Truck left, Pan right] a vendor*."""

import re

_ENGLISH = "truck|pan|tilt|push|pull|pedestal|zoom|dolly|crane|orbit|roll|tracking|track|static|shake|arc|boom"
_CHINESE = "左移|右移|左摇|右摇|推进|拉远|上升|下降|上摇|下摇|变焦推近|变焦拉远|跟随|固定|晃动"
_MOVES = rf"(?:(?:{_ENGLISH})\b|{_CHINESE})"
_COMMANDS = re.compile(rf"\[ ?{_MOVES}[^\[\]\n]{{0,80}}\]")
_NEXT = re.compile(rf",(?= ?{_MOVES})")


def joined(text: str) -> str:
    """Return ``text``, of equal length, with the commands of one bracket run together, as those models run them."""
    return _COMMANDS.sub(lambda match: _NEXT.sub("&", match[0]), text)
