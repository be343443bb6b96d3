"""A shot's text cut into sentences, and the moves that each sentence holds."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbetween.prompts.actors_chinese import chinese_actor, subject
from inbetween.prompts.actors_english import advance, english_actor
from inbetween.prompts.clauses import Acted, Clause, Past, clauses
from inbetween.prompts.gather import Found, gather, only_ways, onward
from inbetween.prompts.terms import Term, annotate
from inbetween.prompts.ways import resolve
from inbetween.prompts.words import Word

_SENTENCE = re.compile("(?:[^.。;!?\n\ue000-\uf8ff]|(?<=[0-9])\\.(?=[0-9]))+")


_MOST = 40
"""Moves that are read of one shot; more are no directions."""


_LONGEST = 800
"""Words of a sentence that are read for moves; only hostile text has longer ones."""


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
    moves: list[Told] = []
    past = Past()
    for number, sentence in enumerate(parts):
        if len(moves) >= _MOST:
            break
        found, past = _read(sentence, replace(past, before=past.main or past.before, main=None, current=None), moves)
        moves.extend(Told(found=move, number=number) for move in found)
    return moves[:_MOST]


def _read(sentence: Sentence, past: Past, moves: Sequence[Told]) -> tuple[list[Found], Past]:
    found: list[Found] = []
    before = moves[-1].found if moves else None
    dropped = False
    ahead: list[str] = []
    pending: list[Found] = []
    parts = clauses(annotate(sentence.words[:_LONGEST]))
    for number, clause in enumerate(parts):
        acted = _actor(clause, past, sentence.words)
        if acted.actor == "order" and clause.chinese and _told_next(parts[number + 1 : number + 4]):
            acted = replace(acted, actor="camera")
        past = advance(acted, past)
        if len(found) >= _MOST:
            break
        if dropped and _listed(clause):
            continue
        made, dropped = gather(acted, number, found[-1] if found else before)
        found.extend(_sided(move, ahead) for move in made)
        ahead = [] if made else only_ways(acted)
        pending = onward(acted, number) if ahead and clause.chinese else [] if made else pending
    return [*found, *pending], past


def _told_next(following: Sequence[Clause]) -> bool:
    """Say whether the camera is named only behind what it does: 穿过城门，镜头来到街市."""
    return any(clause.chinese and subject(clause.terms) is not None for clause in following)


def _sided(move: Found, ahead: Sequence[str]) -> Found:
    """Return a move with the direction that a clause of nothing else told before it: 由下至上，从靴子摇到脸部."""
    names = resolve(move.verb, ahead) if ahead and move.dir is None else []
    kind, _, way = names[0].partition(".") if names else (move.kind, "", "")
    return replace(move, kind=kind, dir=way or None) if way else move


def _actor(clause: Clause, past: Past, words: Sequence[Word]) -> Acted:
    return chinese_actor(clause, past) if clause.chinese else english_actor(clause, past, words)


def _listed(clause: Clause) -> bool:
    """Say whether a clause only goes on with a list that was negated: *no zoom, pan or tilt*; 不要推拉、摇移."""
    meant: list[Term] = [term for term in clause.terms if term.role not in ("skipped", "article", "lead", "own")]
    if any(term.value == "static" for term in meant):
        return False
    if clause.joint == "or" and meant and meant[0].role == "verb":
        return True
    return clause.joint in (",", "or", "and") and all(
        term.role == "move"
        or (term.role == "verb" and term.sense.form in ("base", "participle", "noun") and not term.chinese)
        for term in meant
    )
