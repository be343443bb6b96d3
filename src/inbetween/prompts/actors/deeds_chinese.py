"""What others did in a Chinese clause, and whether a clause without a subject goes on with it: 推过去，又拉回来."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from inbetween.prompts.meaning.terms import Term

_OPPOSITE = (
    "推拉",
    "前后",
    "左右",
    "上下",
    "升降",
    "进退",
    "进出",
    "冲退",
    "起落",
    "高低",
    "开关",
    "近远",
    "举放",
    "来回",
)
_UNDONE = {
    way: "".join(pair.replace(way, "") for pair in _OPPOSITE if way in pair) for pair in _OPPOSITE for way in pair
}
"""What undoes it: who pushes also pulls."""
_BACK = ("回来", "回去", "回", "回到")
_LEADING = frozenset("往向朝到至一上下来去过")
_OF_HANDS = frozenset(("拉出", "拉成", "推成", "推至", "推到", "拉至"))


def done_in(terms: Sequence[Term]) -> frozenset[str]:
    """Return the characters of a clause's verbs and ways, and of those that undo them."""
    told = "".join(term.text for term in terms if term.role in ("verb", "move") or term.sense.far)
    return frozenset(told + "".join(_UNDONE.get(way, "") for way in told))


def goes_on_with(deeds: AbstractSet[str], verb: Term) -> bool:
    """Say whether ``verb`` repeats or undoes what others did, or brings it back; 推近 is the camera's all the same."""
    if verb.role == "move" and verb.text not in _OF_HANDS:
        return False
    if verb.text[0] in "往向朝" and verb.text[1:2] in deeds:
        return True
    return bool(deeds) and (bool(deeds & set(verb.text) - _LEADING) or verb.text.endswith(_BACK))
