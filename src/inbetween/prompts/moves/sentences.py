"""A shot's text cut into sentences, and the moves that each sentence holds."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from inbetween.prompts.actors.chinese import chinese_actor
from inbetween.prompts.actors.clauses import Acted, Clause, Past, clauses
from inbetween.prompts.actors.english import english_actor
from inbetween.prompts.actors.past import advance, next_sentence
from inbetween.prompts.lexicon.moves import OWN_WORDS
from inbetween.prompts.meaning.rigs_chinese import CARRIERS, Rigs, rigs
from inbetween.prompts.meaning.sections import sections
from inbetween.prompts.meaning.terms import Term, annotate
from inbetween.prompts.meaning.ways import resolve
from inbetween.prompts.moves.ahead import only_ways_told, told_ahead, told_next
from inbetween.prompts.moves.along import along, other_way, returned, toward, ways_of_others
from inbetween.prompts.moves.ellipsis import only_ways, onward
from inbetween.prompts.moves.found import Found, move_of, only_passes
from inbetween.prompts.moves.gather import gather
from inbetween.prompts.moves.in_time import InTime, awaited
from inbetween.prompts.writing.words import Word, listed

_SENTENCE = re.compile("(?:[^.。;!?\n\ue000-\uf8ff]|(?<=[0-9])\\.(?=[0-9]))+")


_MOST = 40
"""Moves that are read of one shot; more are no directions."""


_WANTED = listed("要 请 改 只 只是 仅 仅仅 只要 而是 应 应该 需要 but just only instead")
"""What a clause goes on to want after one that refused."""


_AT_ONCE = listed("直接 直 缓缓 慢慢 轻轻 缓慢 就 便 先 再 快速 迅速 猛地 一路 干脆 索性")
"""What such a clause in Chinese begins with when it tells what is wanted: 别环绕，直接推近."""
_LIKEWISE = re.compile(r"so (?:does|do|did|will|is|are)\b|.*\b(?:does|do) (?:too|likewise|the same|it too)$")
_CELL_OPENS, _CELL_CLOSES = frozenset("[(【|"), frozenset("])】|:")
_OF_TRADE = frozenset(("follow", "orbit", "push", "pull", "pan", "whip", "slide", "zoom", "travel"))
_HASTY = ("急", "猛", "快", "乱")
"""A camera that must not be hasty need not stand: 避免急推急拉."""
_RESTING = ("stop", "halt", "rest", "settle", "freeze", "pause", "wait", "stay", "hold")
_INSTEAD = frozenset(("只好", "只得", "继续", "照样", "照旧", "仍旧", "只", "只是", "仅", "仅仅", "而是", "只有"))
_LONGEST = 800
"""Words of a sentence that are read for moves; only hostile text has longer ones."""

_FURTHEST = 250
"""Sentences of one shot that are read for moves: who writes more in 5,000 characters writes no sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of one sentence."""

    words: Sequence[Word]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A move that a sentence tells, in words ``first`` to ``last`` of the sentence ``number``."""

    found: Found
    number: int

    @property
    def kind(self) -> str:
        """What the camera does."""
        return self.found.kind


def sentences(text: str, words: Sequence[Word]) -> list[Sentence]:
    """Return the sentences of ``text``, whose words are ``words``."""
    starts = [word.start for word in words]
    spans = (match.span() for match in _SENTENCE.finditer(text))
    return [Sentence(words=words[bisect_left(starts, start) : bisect_left(starts, end)]) for start, end in spans]


def told(parts: Sequence[Sentence]) -> list[Told]:
    """Return all moves of the camera in text order, pauses and rests among them."""
    parts = parts[:_FURTHEST]
    moves: list[Told] = []
    refused: list[Told] = []
    past = Past()
    shown: Mapping[str, str] = {}
    machines = rigs([word for sentence in parts for word in sentence.words])
    for number, (sentence, about) in enumerate(
        zip(parts, sections([sentence.words for sentence in parts]), strict=True)
    ):
        if len(moves) >= _MOST:
            break
        if about == "heard":
            continue
        past = replace(next_sentence(past), seen=about == "seen", current="other" if about == "seen" else None)
        before = moves[-1].found if moves else None
        reading = _read(sentence, _Reading(past=past, before=before, refusing=bool(refused), shown=shown), machines)
        shown = {way: side for way, side in reading.shown.items() if shown.get(way) != side}
        past = reading.past
        found = [Told(found=move, number=number) for move in (*reading.time.all(), *reading.pending)]
        if reading.time.since == 0 and found and moves:
            found.extend(_held_back(moves))
        moves.extend(found)
        refused.extend(Told(found=move, number=number) for move in reading.refused)
    return moves[:_MOST] or _stillness(refused)


def _held_back(moves: list[Told]) -> list[Told]:
    """Take the moves of the sentence before out of ``moves``: the one that is read tells what comes before them."""
    start = next(at for at, move in enumerate(moves) if move.number == moves[-1].number)
    last = moves[start:]
    del moves[start:]
    return [replace(last[0], found=replace(last[0].found, then=True)), *last[1:]]


def _stillness(refused: Sequence[Told]) -> list[Told]:
    """Return a standing camera where nothing is told but two moves or more that it must not make: *no pan, no zoom*."""
    refused = [move for move in refused if not move.found.text.startswith(_HASTY)]
    if len(refused) < 2:
        return []
    return [replace(refused[0], found=replace(refused[0].found, kind="static", dir=None))]


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read of a sentence: who acted, the move before it, its moves, and those it refuses.

    ``time`` has its moves in their order; ``waiting`` is a verb without its direction;
    ``ahead`` are directions told before their verb, ``pending`` the move that they are if no verb comes; ``shown``
    is which way other things go; ``refusing``: a move was refused before; ``wherever``: the sentence begins with
    where somebody goes.
    """

    past: Past
    before: Found | None
    time: InTime = field(default_factory=InTime)
    refused: list[Found] = field(default_factory=list)
    dropped: bool = False
    waiting: Found | None = None
    ahead: Sequence[str] = ()
    wherever: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)
    pending: Sequence[Found] = ()
    refusing: bool = False

    @property
    def found(self) -> list[Found]:
        """The moves read so far."""
        return self.time.found


def _read(sentence: Sentence, reading: _Reading, machines: Rigs) -> _Reading:
    parts = clauses(machines.as_things(annotate(sentence.words[:_LONGEST])))
    if _only_unwanted(parts):
        return reading
    ways_alone = only_ways_told(parts)
    for number, clause in enumerate(parts):
        acted = _actor(clause, reading.past, sentence.words)
        if number == 0 or clause.joint == "after":
            acted = told_ahead(acted, parts[number + 1 : number + 3], sentence.words)
        if (acted.actor == "order" and clause.chinese and told_next(parts[number + 1 : number + 4])) or ways_alone:
            acted = replace(acted, actor="camera")
        if not _only_names(acted, sentence.words):
            reading.past = advance(acted, reading.past)
        if len(reading.found) >= _MOST:
            break
        if reading.dropped and _listed(clause):
            reading.refused.append(reading.refused[-1])
        else:
            _take(acted, number, reading)
        reading.time.later = reading.time.later or awaited(reading.refused, acted, number, sentence.words)
    return reading


def _only_unwanted(parts: Sequence[Clause]) -> bool:
    """Say whether a sentence only lists what is not wanted, no move first: *No cut, full orbit or whip-spin*."""
    if len(parts) < 2 or parts[0].terms[0].role != "negation" or parts[-1].joint != "or" or parts[0].chinese:
        return False
    acts = any(term.role in ("move", "camera", "still") or term.value in OWN_WORDS for term in parts[0].terms)
    finite = any(term.sense.form == "present" or term.role == "camera" for part in parts for term in part.terms)
    return not acts and not finite


def _only_names(acted: Acted, words: Sequence[Word]) -> bool:
    """Say whether a clause before a colon only says what is wanted: *Product film:*, 帮我做个房产视频：."""
    last = acted.clause.terms[-1].last
    tells = acted.clause.terms[0].role == "person"  # *he knows the way: ...*
    return acted.actor == "other" and not tells and last < len(words) and words[last].text in ":="


def _take(acted: Acted, number: int, reading: _Reading) -> None:
    """Add to ``reading`` what the clause ``number`` tells."""
    last = reading.found[-1] if reading.found else reading.before
    made, refused, waiting = gather(acted, number, reading.waiting or last)
    if number == 0:
        reading.wherever = acted.clause.joint == "who"
    made = _with_others(made, waiting, acted, reading, number=number)
    if waiting or any(term.role != "skipped" for term in acted.clause.terms):
        reading.waiting = waiting
    if made and reading.pending and _stays_apart(made, number, reading):
        reading.found.extend(reading.pending)
        made = [] if only_passes(made) else made
    if made and acted.clause.joint == "or" and reading.found and not acted.clause.chinese:
        made = []  # of two ways that a prompt leaves open, the first
    reading.dropped = bool(refused)
    reading.refused.extend(refused)
    if made and acted.actor == "order" and acted.clause.chinese:
        reading.past = replace(reading.past, current="camera")
    _note_others(acted, number, reading)
    if made:
        made = returned([along(move, acted.clause.terms, reading.shown) for move in made], reading.found)
        named = any(_is_camera(term) for term in acted.clause.terms)
        others = acted.actor == "other"
        made = [
            replace(_sided(move, reading.ahead), joint=acted.clause.joint, named=named, others=others) for move in made
        ]
        reading.time.put(made, acted.clause, number)
        _limit(acted, made, reading)
    reading.ahead = [] if made else only_ways(acted)
    if reading.ahead and (acted.clause.chinese or any(term.role == "camera" for term in acted.clause.terms)):
        reading.pending = onward(acted, number)
    elif made:
        reading.pending = ()


def _note_others(acted: Acted, number: int, reading: _Reading) -> None:
    """Take down which way others go, and where the one is whom the camera turned to."""
    if acted.clause.joint == "who" and acted.actor == "other" and reading.found:
        reading.found[-1] = toward(reading.found[-1], acted.clause.terms, number)
    reading.shown = {**reading.shown, **ways_of_others(acted)}


def _is_camera(term: Term) -> bool:
    """Say whether a term names the camera itself, or a way of standing that only a camera has: 固定机位."""
    return (term.role == "camera" and term.text not in CARRIERS) or (term.value == "static" and term.chinese)


def _with_others(
    made: list[Found], waiting: Found | None, acted: Acted, reading: _Reading, *, number: int
) -> list[Found]:
    """Return the moves of a clause, and what only says that the camera goes, or does not, where others go."""
    if waiting and reading.wherever:
        return [replace(waiting, kind="follow")]
    if waiting and not made and reading.shown:
        made = other_way(waiting, acted.clause.terms, reading.shown)
    if not made and _does_too(acted, reading.past):
        return [move_of("follow", acted.clause.terms[-1], number)]
    return [_stays_behind(move, reading) for move in made]


def _does_too(acted: Acted, past: Past) -> bool:
    """Say whether the camera does what somebody who moves does: *the ball rolls away and so does the camera*."""
    text = " ".join(term.text for term in acted.clause.terms)
    moving = past.doing and not any(verb.startswith(_RESTING) for verb in past.doing)
    return acted.actor == "camera" and bool(moving) and _LIKEWISE.match(text) is not None


def _stays_behind(move: Found, reading: _Reading) -> Found:
    """Return a camera that stays with somebody and does not go with what moves as one that rests."""
    stays = move.text.startswith("stay") and move.text.endswith("with")
    return replace(move, kind="pause") if stays and (reading.refusing or reading.refused) else move


def _limit(acted: Acted, made: Sequence[Found], reading: _Reading) -> None:
    """Leave out the standing that a refusal told before what is wanted instead: 不转也不移，只是慢慢拉远."""
    wanted = made and any(term.text in _INSTEAD for term in acted.clause.terms[:2])
    if wanted and len(reading.found) > len(made) and not _only_rests(made):
        last = len(reading.found) - len(made)
        kept = [move for move in reading.found[:last] if (move.kind, move.verb) != ("static", "static")]
        reading.time.found = [*kept, *reading.found[last:]]


def _stays_apart(made: Sequence[Found], number: int, reading: _Reading) -> bool:
    """Say whether a way told without a verb is a move of its own: 贴着地面往前，到了墙根一抬头."""
    if number > reading.pending[-1].clause + 1 or only_passes(made) or _only_rests(made):
        return True
    way = reading.pending[-1]
    taken = any(move.dir is None or _sided(move, reading.ahead) != move or move.dir == way.dir for move in made)
    along = way.chinese and all(move.kind != way.kind and move.verb not in ("travel", "skim") for move in made)
    return along and not taken and way.kind in ("push", "crane")


def _only_rests(made: Sequence[Found]) -> bool:
    return all(move.kind in ("pause", "rest") for move in made)


def _sided(move: Found, ahead: Sequence[str]) -> Found:
    """Return a move with the direction that a clause of nothing else told before it: 由下至上，从靴子摇到脸部."""
    around = "circle" in ahead and move.dir is not None
    names = resolve(move.verb, [*ahead, move.dir or ""]) if ahead and (move.dir is None or around) else []
    kind, _, way = names[0].partition(".") if names else (move.kind, "", "")
    return replace(move, kind=kind, dir=way or None) if way else move


def _actor(clause: Clause, past: Past, words: Sequence[Word]) -> Acted:
    if clause.chinese and _in_cell(clause, words):
        return Acted(clause=clause, actor="camera")
    return chinese_actor(clause, past) if clause.chinese else english_actor(clause, past, words)


def _in_cell(clause: Clause, words: Sequence[Word]) -> bool:
    """Say whether nothing but a move of the trade stands in brackets or a cell of a table: [跟随], | 环绕 |."""
    first, last = clause.terms[0].first, clause.terms[-1].last
    opened = first > 0 and words[first - 1].text in _CELL_OPENS
    closed = last < len(words) and words[last].text in _CELL_CLOSES
    named = all(term.role in ("skipped", "direction") or term.value in _OF_TRADE for term in clause.terms)
    return opened and closed and named


def _listed(clause: Clause) -> bool:
    """Say whether a clause only goes on with a list that was negated: *no zoom, pan or tilt*; 不要推拉、摇移."""
    meant: list[Term] = [term for term in clause.terms if term.role not in ("skipped", "article", "lead", "own")]
    if any(term.value == "static" for term in meant) or any(term.text in _WANTED for term in clause.terms):
        return False
    if clause.chinese and clause.comma and any(term.text in _AT_ONCE for term in clause.terms[:2]):
        return False
    if clause.joint == "or" and meant and meant[0].role == "verb":
        return True
    return (
        clause.joint in (",", "or", "and")
        and bool(meant)
        and all(
            term.role == "move"
            or (term.role == "verb" and term.sense.form in ("base", "participle", "noun") and not term.chinese)
            for term in meant
        )
    )
