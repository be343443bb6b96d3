"""A camera that is somebody who walks, or flies low: it goes on ahead, though nothing says which way."""

from dataclasses import replace

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.moves.found import Found

_IN_PERSON = ("第一人称", "第一视角", "主观", "pov", "first person")
_RUNNING = frozenset(("奔跑", "跑", "走", "行走", "飞行", "奔", "running", "walking", "flying", "riding", "driving"))
_LOW = frozenset(("贴着", "紧贴", "紧贴着", "低空", "贴地"))
_LOW_FLIGHTS = frozenset(("飞行", "疾飞", "疾驰", "滑行", "滑翔", "飞驰", "飞"))
"""What flies low over something goes ahead: 镜头贴着水面飞行."""


def of_walker(move: Found, acted: Acted) -> Found:
    """Return the move of a first person, who goes on ahead: *first-person view walking across a bridge*."""
    subject = acted.clause.terms[acted.since].text
    walks = (move.kind, move.dir) == ("truck", None) and subject.startswith(_IN_PERSON)
    return replace(move, kind="push", dir="in") if walks else move


def ahead_of_self(acted: Acted, index: int) -> list[str]:
    """Return the way of a first person who runs and does not say where: 第一人称视角在迷宫里奔跑."""
    subject = acted.clause.terms[acted.since].text
    walks = acted.actor == "camera" and subject.startswith(_IN_PERSON)
    if walks and acted.clause.terms[index].text in _RUNNING:
        return ["push.in"]
    low = acted.actor == "camera" and any(term.text in _LOW for term in acted.clause.terms[acted.since : index])
    return ["push.in"] if low and acted.clause.terms[index].text in _LOW_FLIGHTS else []
