"""What changes and goes nowhere: the focus, what a shot becomes, from where it is seen."""

from collections.abc import Sequence

from inbetween.prompts.lexicon import camera_chinese, camera_english, things_english
from inbetween.prompts.meaning.terms import Term

_KEEPS = frozenset(("锁定", "保持", "始终", "一直", "锁住", "stays", "remains", "holds", "locked", "kept"))
_ONLY = frozenset(("only", "the only", "apart", "except", "nothing but", "alone", "motion"))
"""Before *focus* they say that it alone changes: *the one thing in motion is the focus*."""
_BEHOLDERS = (["eyes"], ["eye"], ["gaze"], ["his"], ["her"], ["their"], ["my"])
"""Right before *focus* they say that it is somebody's: *his eyes focus on the passers-by*."""
_OUTLOOKS = frozenset(("perspective", "point of view", "viewpoint", "angle", "camera angle"))
"""What shifts as these is seen otherwise, and no camera goes there: *the perspective shifts from above to below*."""
_LEADING = ("carr", "tak", "bring", "lead", "draw")
"""What a focus that is pulled does with who looks: *a rack focus carries us from the web to the figure*."""
_TURNING_INTO = ("transition", "switch", "chang")
"""*The shot transitions from a close-up to an aerial view* goes nowhere."""
_BUILT = frozenset(things_english.BUILT.split("|"))
_NAMING = frozenset(("article", "word", "skipped", "own"))
_SHIFTS = frozenset((camera_english.SHIFTS + "|" + camera_chinese.SHIFTS).split("|"))


def shifts(terms: Sequence[Term], index: int) -> bool:
    """Say whether the focus at ``index`` is the lens's, and goes from one thing to another."""
    if [term.text for term in terms[max(0, index - 1) : index]] in _BEHOLDERS:
        return False
    if any(term.text in _ONLY for term in terms[:index]) and not terms[index].chinese:
        return True
    behind = terms[index + 1 :]
    if any(term.text in _KEEPS for term in behind):
        return False
    shifted = any(term.text in _SHIFTS or term.value in ("turn", "travel") for term in behind)
    return shifted and not _focused_on(terms, index)


def _focused_on(terms: Sequence[Term], index: int) -> bool:
    """Say whether it is only told where the focus is: 焦点落在右侧的女孩."""
    behind = [term for term in terms[index + 1 :] if term.text not in ("清晰", "清晰地", "准确", "准确地", "始终")]
    return index == 0 and [term.text for term in behind[:1]] == ["落在"]


def _names_shot(term: Term) -> bool:
    return term.role == "perhaps" or term.text.startswith(("close up", "closeup", "extreme close"))


def of_what_stands(terms: Sequence[Term], index: int) -> bool:
    """Say whether a shot that tracks is one of a thing that goes nowhere: *a tracking shot of an old lighthouse*."""
    if terms[index].value != "track" or [term.text for term in terms[index + 1 : index + 2]] != ["of"]:
        return False
    behind = terms[index + 2 :]
    end = next((at for at, term in enumerate(behind) if term.role not in _NAMING), len(behind))
    return end > 0 and behind[end - 1].text in _BUILT


def becomes_shot(terms: Sequence[Term], index: int) -> bool:
    """Say whether it is told what a shot changes into: *snaps into a side-tracking shot*, *the perspective shifts*."""
    behind = terms[index + 1 :]
    if terms[index].text.startswith(("shift", *_LEADING)) and any(term.value == "focus" for term in terms[:index]):
        return True
    if terms[index].text.startswith("shift") and any(term.text in _OUTLOOKS for term in terms[:index]):
        return bool(behind) and behind[0].value in ("from", "to")
    if terms[index].text.startswith(_TURNING_INTO) and any(_names_shot(term) for term in behind):
        return True
    into = terms[index].value == "snap" and bool(behind) and behind[0].text in ("in", "into", "to")
    return into and any(term.sense.form == "noun" and term.text.endswith(("shot", "move")) for term in behind[:6])
