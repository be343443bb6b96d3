"""What one shot's text directs: moves, framing, style, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbetween.domain.plan import Move, Style, Transition
from inbetween.prompts.meaning.framing import Framing, framing, narrower, sizes, styles, transition
from inbetween.prompts.moves import pace
from inbetween.prompts.moves.sentences import Sentence, Told, sentences, told
from inbetween.prompts.moves.steps import order
from inbetween.prompts.moves.targets import degrees, target
from inbetween.prompts.writing.words import Word, is_chinese, listed

_FROM = listed("from begin begins beginning start starts starting opens opening 从 由")
_MARKS = listed(", . 。 ; ! ? :")
_ZOOMS = ("zoom", "变焦", "放大", "缩小")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """What a text directs; ``spans`` are the characters of its moves, so that the sounds do not read them again."""

    moves: tuple[Move, ...]
    spans: tuple[tuple[int, int], ...]
    end_hold: bool
    framing: Framing
    style: tuple[Style, ...]
    transition: Transition | None


def directions(text: str, words: Sequence[Word]) -> Directions:
    """Return what ``text``, whose words are ``words``, directs."""
    parts = sentences(text, words)
    moves, steps, rests = order(told(parts), parts)
    spans = tuple(_span(move, parts) for move in moves)
    framed = framing(words, _word_at(words, spans[0][0]) if spans else None)
    made = tuple(_move(moves, index, step, parts) for index, step in enumerate(steps))
    return Directions(
        moves=_with_sizes(made, framed, words),
        spans=spans,
        end_hold=rests,
        framing=framed,
        style=styles(words),
        transition=transition(words),
    )


def _span(move: Told, parts: Sequence[Sentence]) -> tuple[int, int]:
    words = parts[move.number].words
    return words[move.found.first].start, words[move.found.last - 1].end


def _word_at(words: Sequence[Word], character: int) -> int:
    return next((index for index, word in enumerate(words) if word.start >= character), len(words))


def _move(moves: Sequence[Told], index: int, step: int, parts: Sequence[Sentence]) -> Move:
    move = moves[index]
    words, found = parts[move.number].words, move.found
    room = _room(moves, index, len(words))
    speed = pace.speed(words, found.first, found.last, room) or "normal"
    speed = _fitting(speed, move.kind)
    way = found.dir or ("in" if move.kind == "push" else "up" if move.kind == "crane" else None)
    return Move(
        kind=move.kind,  # type: ignore[arg-type]
        dir=way,  # type: ignore[arg-type]
        speed=speed,  # type: ignore[arg-type]
        amount=pace.amount(words, found.first, found.last, room) or "normal",  # type: ignore[arg-type]
        ease=pace.ease(words, found.first, found.last) or ("snap" if speed == "whip" else "inout"),  # type: ignore[arg-type]
        step=step,
        lens="zoom"
        if move.kind == "push" and any(word in found.text or found.verb == "zoom" for word in _ZOOMS)
        else None,
        degrees=degrees(words) if move.kind in ("orbit", "roll", "pan") else None,
        target=target(words, found.last, room[1]),
    )


def _fitting(speed: str, kind: str) -> str:
    """Return the speed that a kind of move can have: only a pan whips, what stands has none."""
    if kind == "static":
        return "normal"
    return "fast" if speed == "whip" and kind != "pan" else speed


def _room(moves: Sequence[Told], index: int, end: int) -> tuple[int, int]:
    """Return the words of the sentence that are not another move's."""
    move = moves[index]
    before = [other.found.last for other in moves[:index] if other.number == move.number]
    after = [other.found.first for other in moves[index + 1 :] if other.number == move.number]
    return max([0, *(last for last in before if last <= move.found.first)]), min(
        [end, *(first for first in after if first >= move.found.last)]
    )


def _with_sizes(moves: tuple[Move, ...], framed: Framing, words: Sequence[Word]) -> tuple[Move, ...]:
    """Return the moves with the one that only sizes tell: *from a wide shot to a close-up* is a push in."""
    if not framed.size or not framed.size_end:
        return moves
    way = "in" if narrower(framed.size_end, framed.size) else "out"
    pushes = [move for move in moves if move.kind in ("push", "dollyzoom")]
    if not pushes and _leads_from(words):
        speed = pace.speed(words, 0, len(words), (0, len(words))) or "normal"
        return (*moves, Move(kind="push", dir=way, speed=speed, step=moves[-1].step + 1 if moves else 0))  # type: ignore[arg-type]
    return moves


def _leads_from(words: Sequence[Word]) -> bool:
    """Say whether the first size is where it begins: *starts with a wide shot*, 从全景; not 从侧面跟拍 elsewhere."""
    first = sizes(words)[0].first
    before = [word.text for word in words[:first]]
    begun = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _FROM), None)
    if begun is None:
        return bool(_FROM & {word.text for word in words}) and not is_chinese(words[first].text)
    return not is_chinese(words[first].text) or not _MARKS & set(before[begun:])


def timed(move: Move, first: float, last: float) -> Move:
    """Return ``move`` between two seconds of the video."""
    return replace(move, at=(first, last))
