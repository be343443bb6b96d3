"""Who acts in an English clause: the camera, an order to it, or somebody else."""

from collections.abc import Sequence
from itertools import pairwise

from inbetween.prompts.actors.clauses import Acted, Actor, Clause, Past
from inbetween.prompts.actors.ordered_english import ordered
from inbetween.prompts.actors.orders_english import (
    describes_things,
    is_order,
    more_and_more,
    only_goes,
    opening,
    own,
    unknown_order,
)
from inbetween.prompts.actors.predicates_english import (
    ONWARD_BASE,
    ONWARD_PRESENT,
    with_gaze,
    with_manners,
    with_predicate,
)
from inbetween.prompts.actors.pronouns_english import behind_place, who_it_is
from inbetween.prompts.actors.several_english import bare_verb, made_to
from inbetween.prompts.actors.subjects_english import camera, since
from inbetween.prompts.lexicon import moves
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import Word, listed

_BEGINS = listed("begin beginning start starting open opening")
_WHERE = listed("near far close low high wide tight behind above below outside inside under deep there here back")
"""Places at which a shot begins: *begin near the fountain*."""
_KEEPS = listed("keep maintain keeping maintaining")
_FILMS = listed("show take film shoot capture catch record get")
_SIDES = frozenset(("from the side", "from his side", "from her side", "from its side", "from one side", "from behind"))
_TAKES_OVER = frozenset((",", "then", "before", "but", "and"))
_BEGINNING = ("begin with", "begin on", "start with", "start on", "open with", "open on")
_CARRIED = frozenset(("handheld", "hand held", "steadicam", "gimbal", "fpv", "shaky", "drone", "aerial", "tracking"))
_OPENINGS = frozenset(("establishing", "opening", "closing"))
_INSIDE = listed("inside outside behind beside beneath near amid above below among against")
_CAUSES = listed("have let make")
_THERE = listed("at in on from behind after above below beside near")
_TELLS_OF_IT = frozenset(("until", "till", ":"))
"""What goes on about whom the camera follows: *until it falls into the drain*, *go with the marble: it rolls*."""
_NOUNS_OF_MOTION = listed("move slide glide drift creep float sweep travel")
_PLACED = 3
"""Terms before the verb of *at the top swings ...*."""
_TAKES_OBJECT = frozenset(("follow", "track", "circle", "orbit", "near", "scan", "act", "hold"))
"""Participles behind which a bare noun is no subject: *following soldiers*, but *spinning dancer*."""


def english_actor(clause: Clause, past: Past, words: Sequence[Word]) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    clause = with_manners(clause)
    subject = camera(clause, words)
    if subject is not None:
        clause = with_gaze(clause, subject)
        return Acted(clause=with_predicate(clause, subject), actor="camera", since=since(clause.terms, subject))
    looked = past.current == "camera" and clause.joint in _TAKES_OVER and clause.terms[0].text.startswith("looks ")
    if looked or _look(clause, past):
        clause = with_gaze(clause, -1)
    actor = _without_camera(clause, past)
    if past.follows and clause.terms[0].role == "it" and _behind(clause, words, _TELLS_OF_IT):
        actor = "other"
    if past.films and actor != "other" and _shown(clause, past):
        actor = "other"
    if actor == "order" and past.seen and not any(map(own, clause.terms)):
        actor = "other"
    if actor == "camera":
        clause = with_predicate(clause, -1)
    return Acted(clause=clause, actor=actor, alone=not past.doing)


def _shown(clause: Clause, past: Past) -> bool:
    """Say whether those whom the camera shows go on: *captures dancers leaping and spinning*."""
    first = opening(clause.terms)
    if first is None or clause.joint not in (",", "and"):
        return False
    term = clause.terms[first]
    if clause.joint == "and" and (term.sense.form == "participle" or term.role == "direction"):
        return True
    finite = term.sense.form == "base" or (term.sense.form == "present" and past.current == "other")
    return term.role == "verb" and finite and not own(term)


def _look(clause: Clause, past: Past) -> bool:
    """Say whether a clause is an order to look somewhere, at first or behind another order: *then look up at*."""
    goes_on = past.current in ("camera", "order") and clause.joint in _TAKES_OVER
    begins = clause.joint in ("^", ";") or goes_on or (clause.joint == "then" and not past.happened)
    opens = next((term for term in clause.terms if term.role not in ("lead", "skipped")), clause.terms[0])
    return begins and opens.text.startswith("look ")


def _behind(clause: Clause, words: Sequence[Word], marks: frozenset[str]) -> bool:
    """Say whether a clause stands right behind one of ``marks``."""
    first = clause.terms[0].first
    return first > 0 and words[first - 1].text in marks


def _without_camera(clause: Clause, past: Past) -> Actor:
    first = opening(clause.terms)
    if past.named and clause.joint == "and" and _agrees(clause.terms):
        return "camera"
    if _names_a_camera(clause) or _only_goes(clause, past):
        return past.current or "order"
    if first is None:
        return past.current or "other"
    if past.current == "camera" and clause.joint in _TAKES_OVER and _placed_verb(clause.terms):
        return "camera"
    if clause.terms[first].role == "it" or behind_place(clause.terms, first):
        return "camera" if first and clause.terms[first - 1].text in _CAUSES else who_it_is(clause, past)
    return _verbal(clause, first, past)


def _only_goes(clause: Clause, past: Past) -> bool:
    ahead_on = clause.joint == "^" and [term.text for term in clause.terms] == ["straight on"]
    if past.current == "other" or ahead_on or (past.framed and clause.terms[0].text.startswith("straight ")):
        return False
    further = past.current is None and clause.joint in ("^", ";") and more_and_more(clause.terms)
    return further or only_goes(clause.terms)


def _verbal(clause: Clause, first: int, past: Past) -> Actor:
    """Return who acts in a clause that names neither the camera nor *it*."""
    term = clause.terms[first]
    if made_to(clause.terms[first:]):
        return "other"
    if is_order(clause.terms, first):
        return ordered(clause, first, past)
    if term.sense.form == "participle" and describes_things(clause.terms, first):
        return "other"
    if _asks(clause, first) or _sideways(clause) or _films(clause.terms, first):
        return "order"
    if _plural_noun(clause.terms, first) or _plural_subject(clause):
        return "other"
    if (term.role in ("verb", "direction", "still") and _bare(clause.terms[:first])) or _goes_on_acting(
        clause, first, past
    ):
        return _inherited(clause, term, past)
    if past.current in ("camera", "order") and _keeps_acting(clause, first, past.current):
        return past.current
    return "other"


def _placed_verb(terms: Sequence[Term]) -> bool:
    """Say whether a clause is a place and then what is done there: *at the top swings round to the right*."""
    if terms[0].text not in _THERE or len(terms) < _PLACED + 1 or terms[1].role != "article":
        return False
    verb = next((at for at, term in enumerate(terms) if term.role == "verb" and term.sense.form == "present"), 0)
    return verb in (_PLACED, _PLACED + 1) and all(term.role in ("word", "own") for term in terms[2:verb])


def _keeps_acting(clause: Clause, first: int, actor: Actor) -> bool:
    """Say whether a clause goes on with a noun for a move, or orders with an order in words that no lexicon knows."""
    joined = clause.joint in (",", "and", "then")
    ordered = joined and actor == "order" and unknown_order(clause.terms, first)
    known = joined and first == 0 and clause.terms[0].role == "word" and clause.terms[0].text in ONWARD_BASE
    return ordered or known or _noun_of_motion(clause.terms, first) or _orders_there(clause.terms)


def _orders_there(terms: Sequence[Term]) -> bool:
    """Say whether a place or a time comes before an order: *at full height pan left*."""
    ordered = any(
        verb.value in moves.OWN_WORDS and verb.sense.form == "base" and way.value in moves.PLAIN
        for verb, way in pairwise(terms[1:])
    )
    return ordered and terms[0].text in _THERE and all(term.sense.form != "present" for term in terms)


def _names_a_camera(clause: Clause) -> bool:
    """Say whether a clause only tells how the camera is carried: *Handheld, running after him*."""
    carried = any(term.text in _CARRIED for term in clause.terms)
    return (
        carried
        and clause.joint == "^"
        and all(term.role in ("skipped", "article") or term.text in _CARRIED | _OPENINGS for term in clause.terms)
    )


def _agrees(terms: Sequence[Term]) -> bool:
    """Say whether somebody does it together with the camera: *the camera and the actor stay where they are*."""
    verb = next((at for at, term in enumerate(terms) if term.role in ("verb", "still")), 0)
    return verb > 1 and terms[0].role == "article" and terms[verb].sense.form in ("base", "")


def goes_on(term: Term) -> bool:
    """Say whether ``term`` is a form in -ing."""
    return term.sense.form == "participle" or (term.role == "word" and term.text.endswith("ing"))


def _plural_noun(terms: Sequence[Term], first: int) -> bool:
    """Say whether a verb's form is a noun with what it is doing: *wheels rattling*, *waves rolling in*."""
    if terms[first].sense.form != "present" or terms[first].value == "act" or first + 1 >= len(terms):
        return False
    return goes_on(terms[first + 1]) and terms[first + 1].value != "act"


def _plural_subject(clause: Clause) -> bool:
    """Say whether a verb's form opens a clause as who does what comes next: *; ducks scatter, lift off*."""
    noun = clause.terms[0]
    opens = clause.joint in ("^", ";") and noun.sense.form == "present" and not own(noun)
    return opens and noun.value not in _TAKES_OBJECT and len(clause.terms) > 1 and bare_verb(clause.terms, 1)


def _asks(clause: Clause, first: int) -> bool:
    """Say whether a clause tells how a shot begins or what it keeps: *begin on the record*, *keep your distance*."""
    if clause.joint not in ("^", ";"):
        return False
    if clause.terms[0].role == "lead" and clause.terms[0].text.startswith(_BEGINNING):
        return True
    if any(term.role != "lead" for term in clause.terms[:first]):
        return False
    if len(clause.terms) == first + 1:
        return clause.terms[first].text in _BEGINS
    verb, after = clause.terms[first : first + 2]
    begins = verb.text in _BEGINS and (after.role in ("direction", "skipped", "lead", "own") or after.text in _WHERE)
    return begins or verb.text in _KEEPS or _does_on_its_way(clause.terms, first)


def _films(terms: Sequence[Term], first: int) -> bool:
    """Say whether an order tells from where somebody is filmed: *take him from the side, moving along*."""
    filmed = terms[first].text in _FILMS and terms[first].sense.form in ("base", "")
    begins = [term.role in ("it", "person") for term in terms[first + 1 : first + 2]] == [True]
    begins = begins and [term.value for term in terms[first + 2 : first + 3]] == ["from"]
    return filmed and (begins or any(term.text in _SIDES for term in terms[first + 1 :]))


def _does_on_its_way(terms: Sequence[Term], first: int) -> bool:
    """Say whether an order is to do what is no move of its own: *leave the kitchen and step into the garden*."""
    after = terms[first + 1]
    bare = terms[first].role == "word" and (terms[first].text in ONWARD_BASE or terms[first].sense.form == "base")
    return bare and (after.role == "article" or (after.role == "direction" and after.value != "to"))


def _goes_on_acting(clause: Clause, first: int, past: Past) -> bool:
    """Say whether a verb that no lexicon knows goes on with what the camera does: *then overtakes it and turns*."""
    verb, after = clause.terms[first], clause.terms[first + 1] if first + 1 < len(clause.terms) else None
    if past.current != "camera" or clause.joint not in _TAKES_OVER:
        return False
    if any(term.role == "article" for term in clause.terms[:first]):
        return False
    if after is None:
        return verb.role == "word" and verb.text in ONWARD_PRESENT
    if verb.text in ONWARD_PRESENT:
        return verb.role == "word"
    goes = after.role == "direction" and first > 0 and after.value not in ("to", "from", "with")
    return verb.role == "word" and verb.text.endswith("s") and (goes or after.role in ("article", "it", "person"))


def _sideways(clause: Clause) -> bool:
    """Say whether a clause is a noun for a move to some side: *a steady sideways move to the right*."""
    terms = clause.terms
    if clause.joint not in ("^", ";", "but", "then", ",") or terms[0].role != "article":
        return False
    noun = next((at for at, term in enumerate(terms) if term.text in _NOUNS_OF_MOTION), 0)
    plain = all(term.role in ("article", "skipped", "direction", "word") for term in terms[:noun])
    finite = any(term.sense.form == "present" for term in terms)
    aside = noun and [term.value for term in terms[noun + 1 : noun + 2]] in (["left"], ["right"])
    return bool(aside) and plain and noun <= _PLACED + 1 and not finite


def _noun_of_motion(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a noun for a move: *then a rush toward the window*."""
    if not any(term.role == "article" for term in terms[:first]) or first + 1 >= len(terms):
        return False
    term, after = terms[first], terms[first + 1]
    return term.role == "verb" and term.sense.form == "base" and after.role == "direction" and after.value != "from"


def _bare(terms: Sequence[Term]) -> bool:
    return all(term.role != "article" for term in terms)


def _inherited(clause: Clause, term: Term, past: Past) -> Actor:
    """Return the actor of a clause that begins with a finite verb or a direction: *and tilts*, *then right*."""
    if past.place and term.sense.form == "participle" and term.value in _TAKES_OBJECT:
        return "order"
    if clause.joint == "who":
        return "camera" if past.named else "other"
    followed = past.follows and clause.joint in (",", "and") and term.role == "verb" and not own(term)
    if past.current == "other" and (followed or _repeats(clause, past)):
        return "other"
    if past.framed and clause.joint == "," and term.sense.form == "participle" and _intransitive(clause, term):
        return "order"
    inherited = past.main if clause.comma and term.role == "verb" else past.current
    if inherited is None:
        inherited = past.current or past.before
    if inherited is None and term.role == "verb" and _stands_alone(clause, term):
        return "order"
    return inherited or "other"


def _intransitive(clause: Clause, term: Term) -> bool:
    """Say whether a participle goes somewhere and takes no object, as *swirling milk* does."""
    after = clause.terms[clause.terms.index(term) + 1 :][:1]
    return all(each.role in ("direction", "skipped") for each in after)


def _repeats(clause: Clause, past: Past) -> bool:
    """Say whether a clause only says again what others do: *the flag rises and falls, rises and falls*."""
    return clause.joint == "," and any(term.text in past.doing for term in clause.terms if term.role == "verb")


def _stands_alone(clause: Clause, term: Term) -> bool:
    """Say whether a participle or a plural of the trade opens a prompt: *rising over the bay*, *slow pans left*."""
    if term.sense.form == "participle":
        after = clause.terms[clause.terms.index(term) + 1 :][:1]
        if describes_things(clause.terms, clause.terms.index(term)):
            return False
        return term.value in _TAKES_OBJECT or all(each.role not in ("word", "person") for each in after)
    verbs = [each for each in clause.terms if each.role == "verb"]
    return term.sense.form == "present" and term.value in moves.OWN_WORDS and len(verbs) == 1
