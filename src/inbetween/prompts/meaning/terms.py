"""Words with a meaning for the camera: the camera lexicons laid against a sentence."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inbetween.prompts.lexicon import camera_chinese as chinese
from inbetween.prompts.lexicon import camera_english as english
from inbetween.prompts.lexicon import (
    cantonese,
    directions_english,
    going_chinese,
    grammar,
    manners_chinese,
    manners_english,
    order,
    standing_chinese,
    standing_english,
    things_chinese,
    things_english,
    who_chinese,
    who_english,
)
from inbetween.prompts.writing.forms import inflect
from inbetween.prompts.writing.phrases import Hit, Phrasebook
from inbetween.prompts.writing.words import Word, is_chinese, listed

_FORMS = ("base", "present", "participle", "past", "past")
_NO_ADVERB = frozenset(grammar.NO_ADVERB.split("|"))


class Sense(NamedTuple):
    """What a phrase can be: its ``role`` in a clause, which one of its role, and for a verb its ``form``.

    A ``far`` direction still belongs to a verb from which other words part it.
    """

    role: str
    value: str = ""
    form: str = ""
    far: bool = False


class Term(NamedTuple):
    """One phrase of a sentence, words ``first`` to ``last`` (exclusive), and what it is there."""

    sense: Sense
    text: str
    first: int
    last: int
    chinese: bool

    @property
    def role(self) -> str:
        """The role of its sense."""
        return self.sense.role

    @property
    def value(self) -> str:
        """The value of its sense."""
        return self.sense.value


def annotate(words: Sequence[Word]) -> list[Term]:
    """Return ``words`` as terms, without a gap: what no lexicon knows is a ``word``."""
    terms: list[Term] = []
    position = 0
    while position < len(words):
        hit = _whole(words, position, terms)
        if hit and _is_side(hit, words[position].text, terms):
            hit = _BOOK.at(words[: position + 1], position)
        last = hit.last if hit else position + 1
        text = _joined(words[position:last])
        sense = hit.value if hit else _unknown(text)
        if sense.role == "border" and text in _COMPANY and terms and terms[-1].role == "verb":
            sense = _TOGETHER
        terms.append(Term(sense, text, position, last, "\u4e00" <= text[-1] <= "\u9fff"))
        if text == "and" and _joins_manners(terms, words[last : last + 1]):
            terms[-1] = terms[-1]._replace(sense=_SKIPPED)
        if text == "|":
            terms[-1] = terms[-1]._replace(sense=_CELL)
        if (
            text == "by"
            and position > 0
            and words[position - 1].text == "".join(word.text for word in words[last : last + 1])
        ):
            terms[-1] = terms[-1]._replace(sense=_SKIPPED)
        if text == "everywhere" and (last == len(words) or words[last].text in _CLOSING):
            terms[-1] = terms[-1]._replace(sense=_SKIPPED)
        if text == "once" and (last == len(words) or words[last].text in _CLOSING | _ROUND):
            terms[-1] = terms[-1]._replace(sense=_SKIPPED)
        if text == "地":
            _adverb(terms, words[last : last + 1])
        position = last
    return terms


def _is_side(hit: Hit[Sense], first: str, before: Sequence[Term]) -> bool:
    """Say whether *right* is the way of a verb that goes to a side: *strafes right behind the colonnade*."""
    sided = bool(before) and before[-1].value in _SIDEWAYS and before[-1].sense.form in ("base", "present")
    return first == "right" and hit.value.role in ("own", "direction") and hit.last > hit.first + 1 and sided


_SIDEWAYS = frozenset(("truck", "pan", "turn", "look", "whip", "snap", "track", "scan"))
"""Verbs whose *right* is a side, whatever comes behind it."""


def _joins_manners(terms: Sequence[Term], behind: Sequence[Word]) -> bool:
    """Say whether *and* only joins two words for how a move goes: *low and quick*, *slowly and gently*."""
    before = terms[-2] if len(terms) > 1 else None
    if before is None or before.role != "skipped" or not behind:
        return False
    after = behind[0].text
    return _is_manner(before.text) and _is_manner(after)


def _is_manner(text: str) -> bool:
    return text in _MANNERS or (text.endswith("ly") and text not in _NO_ADVERB)


def _adverb(terms: list[Term], behind: Sequence[Word]) -> None:
    """Read words before 地 as how it goes: 静静地, 摇摇晃晃地, 小心翼翼地; not where 地 is a place: 玉米地里."""
    for length in (4, 2):
        found = terms[-1 - length : -1]
        if len(found) == length and all(
            one.text == other.text for one, other in zip(found[::2], found[1::2], strict=True)
        ):
            terms[-1 - length : -1] = [term._replace(sense=_SKIPPED) for term in found]
            return
    start = len(terms) - 1
    while start > 0 and terms[start - 1].chinese and terms[start - 1].role == "word":
        start -= 1
    placed = behind and behind[0].text in grammar.BEHIND_PLACES
    if 0 < len(terms) - 1 - start <= _LONGEST_ADVERB and not placed and terms[-2].text not in grammar.GROUNDS:
        terms[start:-1] = [term._replace(sense=_SKIPPED) for term in terms[start:-1]]


_CLOSING = listed(", . ; and then while before until")
"""Behind *once* where it says how often: *circles them once, then rises*."""
_MANNERS = listed(
    "slow fast quick smooth steady gentle low high soft light quiet calm even lazy patient close tight wide long deep"
    " graceful fluid subtle gradual sudden sharp brief wild heavy careful"
)
_ROUND = listed("around round about past across more through over")
"""Behind *once* where something is gone around: *spins once around them*."""
_COMPANY = ("with the", "with his", "with her", "with their", "with its")
"""A border, unless the verb goes with somebody: *pans with the sprinter*."""


def _whole(words: Sequence[Word], position: int, before: Sequence[Term]) -> Hit[Sense] | None:
    """Return the phrase at ``position``, not cut out of others: the 一沉 of 唯一沉默, the 上拉 of 战场上拉开."""
    hit = _BOOK.at(words, position)
    if hit is None or words[position].text not in "一上下" or hit.last != position + 2 or hit.value.role not in _GOES:
        return hit
    other = _BOOK.at(words, position + 1)
    if other is None or other.last <= hit.last:
        return hit
    if words[position].text == "一":
        return None if other.value.role == "own" else hit
    of_place = bool(before) and before[-1].chinese and before[-1].role == "word"
    whole = other.value.role in ("verb", "own")
    return _BOOK.at(words[: position + 1], position) if of_place and whole else hit


_GOES = ("verb", "move")
_COMPLEMENTS = tuple(way + to for way in "上下进出回过起" for to in "来去")
"""Before these a Chinese verb may have 了: 凑了过去."""
_LONGEST_ADVERB = 5
"""Characters of the longest word before 地."""


def _unknown(text: str) -> Sense:
    adverb = (text.endswith("ly") and text not in _NO_ADVERB) or text[0].isdigit()
    return _SKIPPED if adverb else _WORD


def _table(role: str, table: dict[str, str], *, far: bool = False) -> Iterable[tuple[Sense, str]]:
    return ((Sense(role, value, far=far), line) for value, line in table.items())


def _verbs(table: dict[str, str], role: str = "verb") -> Iterable[tuple[Sense, str]]:
    for kind, line in table.items():
        for phrase in line.split("|"):
            verb = next((word for word in phrase.split() if word.endswith("~")), None)
            if verb is None:
                yield Sense(role, kind, "noun"), phrase
                if phrase.endswith(_COMPLEMENTS) and len(phrase) > 2:
                    yield Sense(role, kind, "noun"), f"{phrase[:-2]}了{phrase[-2:]}"
                continue
            for form, inflected in zip(_FORMS, inflect(verb[:-1]), strict=False):
                yield Sense(role, kind, form), phrase.replace(verb, inflected)


def _book() -> Phrasebook[Sense]:
    return Phrasebook(
        [
            (Sense("before"), order.CHINESE_BEFORE),
            (Sense("before", "last"), order.CHINESE_LAST),
            *((Sense("own"), things.SUBJECTS_OWN) for things in (things_english, things_chinese)),
            *((Sense("border", value), line) for value, line in grammar.BORDERS.items()),
            (Sense("move", "static"), standing_english.STATIC),
            *(pair for lexicon in (english, chinese) for pair in _table("move", lexicon.TERMS)),
            *_table("move", manners_english.SEEN),
            *(
                pair
                for lexicon in (directions_english, chinese)
                for pair in _table("direction", lexicon.FAR_DIRECTIONS, far=True)
            ),
            (Sense("not"), grammar.NOT_NEGATIONS),
            *((Sense("negation"), lexicon.NEGATIONS) for lexicon in (grammar, cantonese)),
            (Sense("move", "dollyzoom"), cantonese.DOLLY_ZOOM),
            (Sense("own"), cantonese.NOT_CAMERA),
            *((Sense("camera"), who.CAMERA) for who in (who_english, who_chinese, cantonese)),
            *((Sense("perhaps"), who.PERHAPS_CAMERA) for who in (who_english, who_chinese)),
            (Sense("picture"), who_english.PICTURE),
            (Sense("viewer"), who_english.VIEWERS),
            *_verbs(who_english.CARRYING),
            *((Sense("still"), standing.STILL) for standing in (standing_english, standing_chinese, cantonese)),
            *((Sense("focus"), lexicon.FOCUS) for lexicon in (english, chinese)),
            *(pair for lexicon in (english, chinese, cantonese) for pair in _verbs(lexicon.VERBS)),
            (Sense("verb", "act"), going_chinese.TO_AND_FRO),
            *_verbs(going_chinese.GOING),
            *_verbs(going_chinese.TRIED),
            *_table("direction", directions_english.DIRECTIONS),
            *_table("direction", chinese.DIRECTIONS),
            *_table("place", things_english.PLACES),
            (Sense("it"), grammar.IT),
            (Sense("article"), grammar.ARTICLES),
            (Sense("person"), grammar.PEOPLE),
            (Sense("skipped"), grammar.SKIPPED + "|" + grammar.CHINESE_SKIPPED),
            (Sense("skipped"), manners_chinese.MANNERS),
            (Sense("when"), grammar.CHINESE_WHEN),
            (Sense("connective"), grammar.CHINESE_CONNECTIVES),
            (Sense("preposition"), grammar.CHINESE_PREPOSITIONS),
            (Sense("lead"), grammar.LEADS),
            *_verbs(manners_english.MANNERS, "word"),
        ]
    )


_WORD = Sense("word")
_SKIPPED = Sense("skipped")
_CELL = Sense("border", ";")
"""A bar between the cells of a table."""
_TOGETHER = Sense("direction", "with")
_BOOK = _book()


def _joined(words: Sequence[Word]) -> str:
    return ("" if is_chinese(words[-1].text) else " ").join([word.text for word in words])
