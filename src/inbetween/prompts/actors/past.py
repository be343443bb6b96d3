"""Who acted so far, after each clause of a sentence."""

from dataclasses import replace
from itertools import pairwise

from inbetween.prompts.actors.aside_chinese import refuses, says_how, sets_scene
from inbetween.prompts.actors.clauses import Acted, Clause, Past
from inbetween.prompts.actors.deeds_chinese import done_in
from inbetween.prompts.actors.english import goes_on
from inbetween.prompts.actors.orders_english import opening
from inbetween.prompts.actors.predicates_english import ONWARD_PRESENT
from inbetween.prompts.actors.several_english import does_several, goes_on_so, in_s, of_one, of_several
from inbetween.prompts.lexicon import things_english
from inbetween.prompts.writing.words import listed

_SETTINGS = frozenset(things_english.SETTINGS.split("|"))
_IF = listed("if should whenever when once")
_WHERE = listed("in at on from behind inside outside under beneath amid beside")
_THERE = listed("there here thus thereupon")
_IS = listed("is are was were has have")
_SIZED = (
    "close up",
    "closeup",
    "top down",
    "from above",
    "from below",
    "from afar",
    "overhead",
    "waist up",
    "chest up",
)
_CLOSE = listed("tight close wide closeup medium") | {
    "close up",
    "extreme close up",
    "tight shot",
    "wide shot",
    "close on",
}
_SIZES = listed("wide medium macro aerial") | {
    "ground level",
    "eye level",
    "low angle",
    "high angle",
    "extreme",
    "close",
}
_DISPOSED = listed(
    "unable unwilling reluctant curious careful impatient restless undeterred hesitant"
    " stuck fixed perched suspended tucked hidden wedged strapped propped positioned parked clamped bolted mounted"
)
_OVER = frozenset(("over", "through", "past", "along", "across", "above over", "under"))
_NAMED = 3
"""Terms of a clause that only names somebody."""
_SHOWS = listed("captures shows catches frames records films presents depicts displays documents observes watches")
_SHORT = 2
"""Terms of what *with the ...* may add without being a clause of its own."""
_TURNS = frozenset((",", "then", "before", "but"))
_TAKES_OVER = _TURNS | {"and"}
_MEANWHILE = frozenset(("while", "before", "then"))
"""What opens a sentence with a clause to which the main one comes: *while the bells ring, climb the tower*."""


def next_sentence(past: Past) -> Past:
    """Return who acted before a new sentence: where nothing happened in the last one, nobody else did."""
    named_only = past.main == "other" and past.before is None and not past.happened
    before = None if named_only else past.main or past.before
    return replace(
        past,
        before=before,
        main=None,
        current=None,
        resumable=False,
        happened=False,
        others=False,
        rival=past.rival or named_only,
    )


def advance(acted: Acted, past: Past) -> Past:
    """Return who acted so far, after this clause."""
    if _aside(acted) or _phrase(acted) or says_how(acted) or _leads_off(acted) or refuses(acted):
        return past
    if _trails(acted, past):
        return past
    if _absolute(acted):
        return replace(past, current="other") if acted.clause.joint == "," else past
    joint, actor = acted.clause.joint, acted.actor
    nobody = past.main is None and joint != "who"
    leads = joint in ("^", ";") or nobody or (joint in _TAKES_OVER and actor != "other")
    turns = joint in _TURNS and not _participle(acted.clause)
    main = actor if leads or turns else past.main
    follows = actor != "other" and (
        any(term.value in ("follow", "track") for term in acted.clause.terms) or _goes_with(acted.clause)
    )
    return Past(
        current=actor,
        main=main,
        before=past.before,
        camera=past.camera or actor != "other" or _mentioned(acted.clause),
        follows=follows or (past.follows and _tells_of_followed(acted)),
        rival=_rival(acted, past),
        named=_ends_with_camera(acted),
        place=_names_place(acted.clause) or sets_scene(acted),
        conditional=_conditional(acted.clause) or (joint in _MEANWHILE and past.current is None and actor == "other"),
        singular=acted.actor == "other" and (of_one(acted.clause) or _only_named(acted.clause)),
        resumable=past.resumable or actor != "other",
        others=past.others or actor == "other",
        happened=past.happened or _happens_there(acted.clause),
        framed=_frames(acted.clause),
        seen=past.seen,
        films=_films(acted) if acted.actor != "other" else past.films,
        theirs=acted.theirs,
        plural=_deeds_of_several(acted, past),
        doing=past.doing | _doing(acted) if joint != "^" else _doing(acted),
    )


def _goes_with(clause: Clause) -> bool:
    """Say whether one goes where somebody goes: *travel with the letter*, *ride along with the leaf*."""
    return any(
        verb.value == "travel" and "with" in (way.value, *(after.value for after in clause.terms[at + 2 : at + 3]))
        for at, (verb, way) in enumerate(pairwise(clause.terms))
        if way.role == "direction"
    )


def _leads_off(acted: Acted) -> bool:
    """Say whether a sentence begins with a way and no one who goes it: *low and fast over the wheat, racing ahead*."""
    first = next((term for term in acted.clause.terms if term.role != "skipped"), None)
    if acted.actor != "other" or acted.clause.chinese or (first is not None and first.value not in _OVER | {"from"}):
        return False
    return not any(term.role in ("verb", "move", "it", "person") or goes_on(term) for term in acted.clause.terms)


def _conditional(clause: Clause) -> bool:
    """Say whether a clause tells when the next one is due: *if the door opens*, *once she sits*."""
    return clause.joint in ("after", "when") or clause.terms[0].text in _IF or _happens(clause)


def _happens(clause: Clause) -> bool:
    """Say whether a Chinese clause tells what happens at once before the next: 更鼓一响."""
    terms = clause.terms
    at_once = clause.chinese and len(terms) > 2 and "一" in [term.text[0] for term in terms[-2:]]
    return at_once and not terms[-2].sense.far


def _films(acted: Acted) -> bool:
    """Say whether a clause only says that the camera shows something: *the camera captures a wolf that turns*."""
    return acted.actor == "camera" and any(term.text in _SHOWS for term in acted.clause.terms[acted.since :][:3])


def _deeds_of_several(acted: Acted, past: Past) -> int:
    """Return in how many clauses up to this one the same several have done something."""
    if acted.actor != "other":
        return 0
    if acted.clause.joint == "who" and past.main == "camera" and does_several(acted.clause):
        return 1
    return 1 if of_several(acted.clause) else past.plural + 1 if past.plural and goes_on_so(acted.clause) else 0


def _happens_there(clause: Clause) -> bool:
    """Say whether a clause has a verb, and does not only name what is seen: *Vineyard at harvest*."""
    return clause.chinese or any(
        term.role in ("person", "it")
        or term.sense.form == "present"
        or term.text in _IS | ONWARD_PRESENT
        or (term.role == "word" and in_s(term.text) and after.role in ("article", "direction", "skipped"))
        for term, after in pairwise([*clause.terms, clause.terms[-1]])
    )


def _frames(clause: Clause) -> bool:
    """Say whether a sentence begins with how the picture is framed and nothing else: *Ground level, moving ...*."""
    if clause.chinese or clause.joint not in ("^", ";", ","):
        return False
    meant = [term for term in clause.terms if term.role not in ("skipped", "article")]
    if (
        clause.joint != ","
        and clause.terms[0].text in _CLOSE | {"shot", "view"}
        and [term.text for term in clause.terms[1:2]] in (["on"], ["of"])
    ):
        return not any(term.sense.form in ("present", "base") or term.role == "it" for term in clause.terms)
    framed = all(term.role == "perhaps" or (term.role == "own" and term.text.startswith(_SIZED)) for term in meant)
    return framed and any(term.role in ("perhaps", "own") or term.text in _SIZES for term in clause.terms)


def _only_named(clause: Clause) -> bool:
    """Say whether a clause is nothing but somebody's name: *the guide and keep up with her*."""
    return len(clause.terms) <= _NAMED and all(term.role in ("article", "word", "person") for term in clause.terms)


def _names_place(clause: Clause) -> bool:
    """Say whether a sentence begins with nothing but a place: *The tunnel, following close behind him*."""
    meant = [term for term in clause.terms if term.role not in ("skipped", "article", "lead")]
    settled = clause.joint in ("^", ";") and bool(meant) and all(term.role != "verb" for term in meant[1:])
    return settled and meant[0].text in _SETTINGS


def _doing(acted: Acted) -> frozenset[str]:
    """Return the finite verbs of a clause that is somebody else's: what they repeat is theirs again."""
    if acted.actor != "other":
        return frozenset()
    if acted.clause.chinese:
        return done_in(acted.clause.terms)
    told = (term for term in acted.clause.terms if term.role == "verb" or (term.role == "word" and term.value))
    forms = ("present", "base") if of_several(acted.clause) else ("present",)
    return frozenset(term.text for term in told if term.sense.form in forms)


def _ends_with_camera(acted: Acted) -> bool:
    """Say whether *that* or *which* behind the clause is the camera: *from a drone that rises*."""
    last = acted.clause.terms[-1]
    return last.role == "camera" or last.sense.form == "noun" or (acted.actor == "camera" and last.role == "perhaps")


def _absolute(acted: Acted) -> bool:
    """Say whether a clause only adds how things are meanwhile: *the camera, petals whirling, turns*."""
    clause = acted.clause
    if acted.actor == "other" and not clause.chinese and _names_where(clause):
        return True
    if acted.actor != "other" or clause.joint not in (",", "who", ";") or clause.chinese:
        return False
    if any(term.role == "verb" and term.sense.form == "present" for term in clause.terms):
        return False
    if clause.joint == "who":
        does = any(term.role == "verb" or term.sense.form == "base" for term in clause.terms) or does_several(clause)
        return not does and len(clause.terms) <= _SHORT
    if clause.joint == ";":
        return clause.terms[0].role == "direction" and not any(term.role == "verb" for term in clause.terms)
    opens = next((term for term in clause.terms if term.role != "skipped"), clause.terms[0])
    where = opens.role in ("direction", "lead") or opens.text.split()[0] in _WHERE
    return where or any(goes_on(term) for term in clause.terms)


def _tells_of_followed(acted: Acted) -> bool:
    """Say whether a clause goes on about whom the camera follows: *it follows a pristine, vintage car as it rolls*."""
    plain = all(term.role in ("word", "skipped", "own") for term in acted.clause.terms)
    does = acted.actor == "other" and (acted.clause.terms[0].role == "it" or acted.clause.terms[0].role == "verb")
    return (acted.clause.joint == "," and plain) or does


def _trails(acted: Acted, past: Past) -> bool:
    """Say whether a participle only tells what happens beside what the camera does: *..., brushing against moss*."""
    if acted.actor != "other" or acted.clause.chinese or past.current != "camera":
        return False
    opens = next((term for term in acted.clause.terms if term.role != "skipped"), acted.clause.terms[0])
    aside = any(term.value in ("left", "right", "up", "down") for term in acted.clause.terms)
    return acted.clause.joint in (",", "and") and goes_on(opens) and not aside


def _names_where(clause: Clause) -> bool:
    """Say whether a clause is only where or when: *then, at the sound of the door, pans back*."""
    verbal = any(term.role in ("verb", "move", "it") or goes_on(term) for term in clause.terms)
    return clause.joint != "^" and clause.terms[0].text.split()[0] in _WHERE and not verbal


def _aside(acted: Acted) -> bool:
    """Say whether a clause only describes: *the camera, slightly shaky, moves*."""
    meant = [term for term in acted.clause.terms if term.role != "skipped"]
    if acted.actor == "other" and acted.clause.joint == "," and acted.clause.terms[0].text.split()[0] in _DISPOSED:
        return True
    if acted.actor == "other" and all(term.text in _THERE for term in meant):
        return True
    return (
        acted.actor == "other"
        and acted.clause.comma
        and acted.clause.joint != "who"
        and len(meant) <= 1
        and all(term.role == "word" for term in meant)
    )


def _phrase(acted: Acted) -> bool:
    """Say whether *before*, *after* or *until* only stands before a noun: *comes to a halt before the altar*."""
    terms = [term for term in acted.clause.terms if term.role not in ("skipped", "own")]
    if acted.actor != "other" or acted.clause.chinese or acted.clause.joint not in ("before", "after", "then"):
        return False
    nouns = [term for term in terms if term.role == "word"]
    plain = all(term.role in ("article", "word", "person", "it") for term in terms)
    return plain and 0 < len(nouns) <= 2 and not (len(nouns) == 2 and nouns[1].text.endswith(("s", "ed", "ing")))


def _mentioned(clause: Clause) -> bool:
    return any(term.role == "camera" or term.text in ("drone", "fpv") for term in clause.terms)


def _rival(acted: Acted, past: Past) -> bool:
    if acted.actor != "other":
        return False
    if acted.clause.joint == "when" and (past.main or past.before) == "camera":
        return past.rival
    terms = acted.clause.terms
    heads = [after for term, after in pairwise(terms) if term.role == "article" and after.role != "camera"]
    if not heads:
        return past.rival or any(term.role == "it" for term in terms)
    head = heads[0].text
    return not (head.endswith("s") and not head.endswith("ss")) and head not in ("people", "children")


def _participle(clause: Clause) -> bool:
    first = opening(clause.terms)
    if first is None:
        return True
    term = clause.terms[first]
    return term.sense.form == "participle" or term.text.endswith(("ing", "ed"))
