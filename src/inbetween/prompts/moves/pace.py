"""How fast, how far and how evenly a move goes: the words around it, not those of its neighbours."""

from collections.abc import Iterable, Mapping, Sequence

from inbetween.prompts.lexicon import pace as lexicon
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, is_chinese, listed

_BORDERS = listed(", : ( ) and then while as but until before")
_NEAR = 40
"""How many words around a move may tell how evenly it goes."""
_REACH_ENGLISH = 3
_REACH_CHINESE = 6
"""How many words behind a move may still tell its pace."""


def _book(table: Mapping[str, str]) -> Phrasebook[str]:
    return Phrasebook([("", lexicon.ASIDE), *table.items()])


_SPEEDS, _AMOUNTS, _EASES = _book(lexicon.SPEEDS), _book(lexicon.AMOUNTS), _book(lexicon.EASES)


def speed(words: Sequence[Word], first: int, last: int, room: tuple[int, int]) -> str | None:
    """Return the speed told for the move in ``words[first:last]``; ``room`` is what its neighbours leave to it."""
    return _told(_SPEEDS, words, (first, last), room)


def amount(words: Sequence[Word], first: int, last: int, room: tuple[int, int]) -> str | None:
    """Return how far the move goes, where told."""
    return _told(_AMOUNTS, words, (first, last), room)


def ease(words: Sequence[Word], first: int, last: int) -> str | None:
    """Return how evenly the move in ``words[first:last]`` goes, where its sentence tells."""
    return _first(_EASES, words[max(0, first - _NEAR) : last + _NEAR])


def _told(book: Phrasebook[str], words: Sequence[Word], move: tuple[int, int], room: tuple[int, int]) -> str | None:
    before = words[_border_before(words, move[0], room[0]) : move[1]]
    return _first(book, before) or _first(book, _behind(words, move[1], room[1]))


def _first(book: Phrasebook[str], words: Sequence[Word]) -> str | None:
    found = [hit.value for hit in book.find(words) if hit.value]
    return "whip" if "whip" in found else next(iter(found), None)


def _border_before(words: Sequence[Word], first: int, least: int) -> int:
    """Return where the move's own clause begins; *slow, steady* is one description."""
    position = first
    while position > least:
        word = words[position - 1]
        if word.text in _BORDERS and not (word.text == "," and _describes(words[least : position - 1])):
            break
        position -= 1
    return position


def _describes(words: Sequence[Word]) -> bool:
    return bool(words) and bool(_SPEEDS.find(words[-1:]) or _EASES.find(words[-1:])) and not is_chinese(words[-1].text)


def _behind(words: Sequence[Word], last: int, most: int) -> Sequence[Word]:
    end = last
    while end < most and words[end].text not in _BORDERS:
        end += 1
    behind = words[last:end]
    if any(is_chinese(word.text) for word in behind[:1]):
        return behind[:_REACH_CHINESE]
    return [*behind[:_REACH_ENGLISH], *behind[_REACH_ENGLISH:][-1:], *_afterthought(words, end, most)]


def _afterthought(words: Sequence[Word], end: int, most: int) -> Iterable[Word]:
    """Return the words of *..., very slowly* at the end of a sentence."""
    tail = words[end + 1 : most]
    return tail if len(tail) <= 2 and most == len(words) else ()
