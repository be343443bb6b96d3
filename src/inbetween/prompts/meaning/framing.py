"""Sizes, angles and styles of a shot, and how it passes to the next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from inbetween.domain.plan import Angle, Size, Style, Transition
from inbetween.prompts.lexicon import framing as lexicon
from inbetween.prompts.writing.phrases import Hit, Phrasebook
from inbetween.prompts.writing.refusals import refused
from inbetween.prompts.writing.words import Word, listed

_END = listed("to into finally becomes becoming 到 至 成 为 最后 最终 定格 停在 end ends ending")
_FINALLY = listed("finally until ends end ending 最后 最终 直到 最")
_EDGES = listed(
    "start starts starting begin begins beginning open opens opening end ends ending finish finishes ending"
)
_AFTER_EDGE = listed(", . ; : on with and then")
_MARKS = listed(": , on of")
_REACH_END = 6
_PEOPLE = frozenset("他她它们人者")


class Framing(NamedTuple):
    """Where a shot's framing begins and where it ends, and the words at which its first and last size stand."""

    size: Size | None = None
    size_end: Size | None = None
    angle: Angle | None = None
    angle_end: Angle | None = None


def _book(table: Mapping[str, str], aside: str = "") -> Phrasebook[str]:
    return Phrasebook([("", aside), *table.items()])


_SIZES = _book(lexicon.SIZES, lexicon.SIZE_ASIDE)
_LABELS = _book(lexicon.LABEL_SIZES)
_ANGLES = _book(lexicon.ANGLES, lexicon.ANGLE_ASIDE)
_STYLES = _book(lexicon.STYLES)
_TRANSITIONS = _book(lexicon.TRANSITIONS)


def sizes(words: Sequence[Word]) -> list[Hit[str]]:
    """Return the shot sizes named in ``words``; *wide* and *close* alone only before a mark."""
    found = [hit for hit in _SIZES.find(words) if hit.value and not refused(words, hit.first)]
    taken = {index for hit in found for index in range(hit.first, hit.last)}
    labels = [hit for hit in _LABELS.find(words) if hit.first not in taken and _before_mark(words, hit)]
    return sorted([*found, *labels])


def _before_mark(words: Sequence[Word], hit: Hit[str]) -> bool:
    following = words[hit.last].text if hit.last < len(words) else ""
    before = words[hit.first - 1].text if hit.first else ""
    if before in _EDGES and (following in _AFTER_EDGE or not following):
        return True
    colon = following in (":", ",") and before in ("", ",", ":", "/", "-", "|", ".")
    return colon or (following in _MARKS and following == "of" and before in ("", "a", "the"))


def angles(words: Sequence[Word]) -> list[Hit[str]]:
    """Return the angles named in ``words``; what a person does (他俯视着城市) is none."""
    found = [hit for hit in _ANGLES.find(words) if hit.value and not refused(words, hit.first)]
    return [hit for hit in found if hit.value not in ("high", "low") or not _PEOPLE & {_before(words, hit.first)}]


def _before(words: Sequence[Word], first: int) -> str:
    return words[first - 1].text if first else ""


def framing(words: Sequence[Word], moved: int | None) -> Framing:
    """Return the framing told by ``words``; ``moved`` is the word at which the first move of the camera stands."""
    size, size_end = _both(sizes(words), words, moved)
    angle, angle_end = _both(_preferred(angles(words)), words, moved)
    return Framing(size, size_end, angle, angle_end)  # type: ignore[arg-type]


def _preferred(found: list[Hit[str]]) -> list[Hit[str]]:
    """Return the angles, *aerial* only where no other is named: it says what carries the camera."""
    return [hit for hit in found if hit.value != "aerial"] or found


def _both(found: Sequence[Hit[str]], words: Sequence[Word], moved: int | None) -> tuple[str | None, str | None]:
    if not found:
        return None, None
    first = found[0]
    others = [hit for hit in found if hit.value != first.value]
    if others:
        return first.value, others[-1].value
    if moved is not None and moved < first.first and _at_end(words, moved, first.first):
        return None, first.value
    return first.value, None


def _at_end(words: Sequence[Word], moved: int, first: int) -> bool:
    """Say whether what stands before word ``first`` makes it where a move ends: *pushes in to a close-up*."""
    before = [word.text for word in words[max(moved, first - _REACH_END) : first]]
    if {",", ".", "。", ";"} & set(before):
        before = before[max(index for index, text in enumerate(before) if text in ",.。;") + 1 :]
    return bool(_END & set(before))


def styles(words: Sequence[Word]) -> tuple[Style, ...]:
    """Return the styles named in ``words``, each once."""
    found = [hit.value for hit in _STYLES.find(words) if not refused(words, hit.first) or hit.value == "one_take"]
    return tuple(dict.fromkeys(found))  # type: ignore[arg-type]


def transition(words: Sequence[Word]) -> Transition | None:
    """Return how the shot passes to the next, where told."""
    found = [hit.value for hit in _TRANSITIONS.find(words) if not refused(words, hit.first)]
    return found[-1] if found else None  # type: ignore[return-value]


def narrower(one: str, other: str) -> bool:
    """Say whether size ``one`` shows less than ``other``."""
    return lexicon.SIZE_ORDER.index(one) < lexicon.SIZE_ORDER.index(other)
