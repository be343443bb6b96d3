"""Who acts in an English clause: the camera, an order to it, or somebody else."""

from collections.abc import Sequence

from inbetween.prompts.clauses import Acted, Actor, Clause, Past
from inbetween.prompts.lexicon import grammar, moves
from inbetween.prompts.predicates_english import with_manners, with_predicate
from inbetween.prompts.subjects_english import BETWEEN, camera, since
from inbetween.prompts.terms import Term
from inbetween.prompts.words import Word, listed

_LEADS = frozenset(grammar.LEADS.split("|"))
_SUBORDINATE = frozenset(("while", "when", "after", "who"))
_ORDERED = frozenset(("base", "noun", "participle"))
_BEGINS = listed("begin beginning start starting open opening")
_TAKES_OVER = frozenset((",", "then", "before", "but", "and"))
_BEGINNING = ("begin with", "begin on", "start with", "start on", "open with", "open on")
_CARRIED = frozenset(("handheld", "hand held", "steadicam", "gimbal", "fpv", "shaky", "drone", "aerial", "tracking"))
_CAUSES = listed("have let make")
_ADJECTIVES = ("ible", "able", "ic", "al", "ous", "ive", "ful", "less", "ing", "ed", "ish", "ant", "ent", "ly")
_PLAIN_ADJECTIVES = listed(
    "long weightless unbroken stately swift bold brave calm deft eager even fierce firm frail grand great hushed"
    " idle lone loose mere near neat nervous new nimble odd pure quiet rare shy sly solemn strange stubborn sure sweet"
    " thin timid vast warm wary weary wild woozy smooth spare stark steep"
)
_FEW = 4
_FILM_DOES = listed("opens starts begins ends closes")
"""What *it* does where nothing has been named yet: *It opens tight on a coin and keeps widening*."""
_VEHICLES = frozenset(("truck", "crane", "boom"))
"""Alone they are what is in the picture."""
_NEVER_THINGS = frozenset(("push", "pull", "zoom", "tilt", "dolly"))
_BODILY = frozenset(("roll", "tilt", "orbit"))
"""What a thing that moves does too: *the glider descends, tilting to the left*."""
_GOING = frozenset(("up", "down", "in", "out", "forth", "upto", "through", "closer", "wider"))
_TAKES_OBJECT = frozenset(("follow", "track", "circle", "orbit", "near", "scan", "act", "hold"))
"""Participles behind which a bare noun is no subject: *following soldiers*, but *spinning dancer*."""


def english_actor(clause: Clause, past: Past, words: Sequence[Word]) -> Acted:
    """Return ``clause`` with its actor, given who acted before it."""
    clause = with_manners(clause)
    subject = camera(clause, words)
    if subject is not None:
        return Acted(clause=with_predicate(clause, subject), actor="camera", since=since(clause.terms, subject))
    actor = _without_camera(clause, past)
    if actor == "camera":
        clause = with_predicate(clause, -1)
    return Acted(clause=clause, actor=actor, alone=not past.doing)


def _without_camera(clause: Clause, past: Past) -> Actor:
    first = opening(clause.terms)
    if _names_a_camera(clause) or (only_goes(clause.terms) and past.current != "other"):
        return past.current or "order"
    if first is None:
        return past.current or "other"
    term = clause.terms[first]
    if term.role == "it":
        return "camera" if first and clause.terms[first - 1].text in _CAUSES else _it(clause, past)
    if is_order(clause.terms, first):
        return _ordered(clause, first, past)
    if _asks(clause, first):
        return "order"
    if _plural_noun(clause.terms, first):
        return "other"
    if (term.role in ("verb", "direction", "still") and _bare(clause.terms[:first])) or _goes_on_acting(
        clause, first, past
    ):
        return _inherited(clause, term, past)
    if past.current in ("camera", "order") and _noun_of_motion(clause.terms, first):
        return past.current
    return "other"


def _names_a_camera(clause: Clause) -> bool:
    """Say whether a clause only tells how the camera is carried: *Handheld, running after him*."""
    carried = any(term.text in _CARRIED for term in clause.terms)
    return (
        carried
        and clause.joint == "^"
        and all(term.role == "skipped" or term.text in _CARRIED for term in clause.terms)
    )


def only_goes(terms: Sequence[Term]) -> bool:
    """Say whether a clause is nothing but the way to go: *Up.*, *closer and closer*; a side alone is only a place."""
    ways = {way for term in terms if term.role == "direction" for way in term.value.split()}
    meant = (term.role in ("direction", "skipped", "lead", "camera", "negation", "not") for term in terms)
    return bool(ways) and ways <= _GOING and all(meant)


def goes_on(term: Term) -> bool:
    """Say whether ``term`` is a form in -ing."""
    return term.sense.form == "participle" or (term.role == "word" and term.text.endswith("ing"))


def _plural_noun(terms: Sequence[Term], first: int) -> bool:
    """Say whether a verb's form is a noun with what it is doing: *wheels rattling*, *waves rolling in*."""
    if terms[first].sense.form != "present" or terms[first].value == "act" or first + 1 >= len(terms):
        return False
    return goes_on(terms[first + 1]) and terms[first + 1].value != "act"


def _asks(clause: Clause, first: int) -> bool:
    """Say whether a clause tells how a shot begins or what it keeps: *begin on the record*, *keep your distance*."""
    if clause.joint not in ("^", ";"):
        return False
    if clause.terms[0].role == "lead" and clause.terms[0].text.startswith(_BEGINNING):
        return True
    if first:
        return False
    if len(clause.terms) == 1:
        return clause.terms[0].text in _BEGINS
    verb, after = clause.terms[:2]
    begins = verb.text in _BEGINS and after.role in ("direction", "skipped", "lead", "own")
    return begins or verb.text in ("keep", "maintain", "keeping", "maintaining")


def _goes_on_acting(clause: Clause, first: int, past: Past) -> bool:
    """Say whether a verb that no lexicon knows goes on with what the camera does: *then overtakes it and turns*."""
    verb, after = clause.terms[first], clause.terms[first + 1] if first + 1 < len(clause.terms) else None
    if past.current != "camera" or clause.joint not in _TAKES_OVER or after is None:
        return False
    if any(term.role == "article" for term in clause.terms[:first]):
        return False
    goes = after.role == "direction" and first > 0 and after.value not in ("to", "from", "with")
    return verb.role == "word" and verb.text.endswith("s") and (goes or after.role in ("article", "it", "person"))


def _noun_of_motion(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins with a noun for a move: *then a rush toward the window*."""
    if not any(term.role == "article" for term in terms[:first]) or first + 1 >= len(terms):
        return False
    term, after = terms[first], terms[first + 1]
    return term.role == "verb" and term.sense.form == "base" and after.role == "direction" and after.value != "from"


def opening(terms: Sequence[Term]) -> int | None:
    """Return where a clause begins, behind its adverbs, articles and words like *use* and *with*."""
    for index, term in enumerate(terms):
        if (
            term.role not in BETWEEN
            and not (term.text in _LEADS and term.role != "verb")
            and not _describes(terms, index)
        ):
            return index
    return None


def _describes(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word only describes the move behind it: *creeping zoom*, *a long unbroken drift past*."""
    named = next((at for at in range(index + 1, min(index + _FEW, len(terms))) if not describing(terms[at])), None)
    if named is None or not describing(terms[index]):
        return index + 1 < len(terms) and _plainly(terms, index)
    noun, after = terms[named], terms[named + 1] if named + 1 < len(terms) else None
    if noun.role != "verb" or noun.sense.form not in ("base", "noun"):
        return False
    led = after is not None and after.role == "direction" and after.value not in ("to", "from", "with")
    behind_article = any(term.role == "article" for term in terms[:index])
    return (noun.value in moves.OWN_WORDS and named == index + 1) or (
        led and behind_article and noun.value not in moves.THINGS
    )


def describing(term: Term) -> bool:
    """Say whether a term can be an adjective."""
    if term.role == "skipped" or (term.sense.form == "participle" and term.value not in moves.OWN_WORDS):
        return True
    return term.role == "word" and (term.text.endswith(_ADJECTIVES) or term.text in _PLAIN_ADJECTIVES)


def _plainly(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word behind an article describes the move behind it: *a plain push-in*, but not *a bread pan*."""
    if index == 0 or terms[index - 1].text not in ("a", "an") or terms[index].role != "word":
        return False
    verb, way = terms[index + 1], terms[index + 2] if index + 2 < len(terms) else None
    moves_there = verb.value in _NEVER_THINGS and verb.sense.form == "base"
    return moves_there and way is not None and way.value in ("in", "out", "up", "down")


def _it(clause: Clause, past: Past) -> Actor:
    """Return who *it* is: the camera, unless one other thing has acted since."""
    verb = next((term for term in clause.terms if term.role == "verb"), None)
    if past.main is None and past.before is None and verb is not None and verb.text in _FILM_DOES:
        return "camera"
    if verb is not None and _suffers(clause, verb):
        return "other"
    if past.current == "order" and clause.joint == "while" and verb is not None and not _own(verb):
        return "other"
    if past.rival or (past.follows and clause.joint in _SUBORDINATE | {";"}):
        return "other"
    return "camera" if past.camera else "other"


def _suffers(clause: Clause, verb: Term) -> bool:
    """Say whether it is done to *it*: *as it is turned over*."""
    return verb.sense.form == "past" and any(term.text in ("is", "was") for term in clause.terms)


def is_order(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins as an order or a bare noun phrase: *slow pan left*, *then tilt up*."""
    term = terms[first]
    if term.role == "move" or (term.role == "still" and first + 1 == len(terms)):
        return True
    if len(terms) == 1 and term.text in _VEHICLES:
        return False
    if _is_vehicle(terms, first):
        return False
    if term.role == "direction" and first + 1 < len(terms):
        verb, after = terms[first + 1], terms[first + 2] if first + 2 < len(terms) else None
        named = (
            after is not None and after.role == "direction" and any(each.role == "article" for each in terms[:first])
        )
        return verb.role == "verb" and (verb.value in moves.OWN_WORDS or (named and verb.sense.form == "base"))
    if term.role != "verb" or term.sense.form not in _ORDERED or term.value == "act":
        return False
    if first and terms[first - 1].role == "article" and term.sense.form != "noun":
        return term.value in moves.OWN_WORDS and _is_noun_move(terms, first)
    return term.sense.form != "participle" or term.value in moves.OWN_WORDS


def _is_vehicle(terms: Sequence[Term], first: int) -> bool:
    """Say whether a thing named as a move does something itself: *a red truck moves left*."""
    following = next((after for after in terms[first + 1 :] if after.role != "skipped"), None)
    behind_article = any(term.role == "article" for term in terms[:first])
    acts = following is not None and (
        following.sense.form in ("present", "past") or (following.role == "word" and following.text.endswith("s"))
    )
    return terms[first].value in _VEHICLES and behind_article and acts


def _is_noun_move(terms: Sequence[Term], index: int) -> bool:
    follower = terms[index + 1] if index + 1 < len(terms) else None
    led = follower is not None and follower.role in ("direction", "skipped")
    return led or terms[index].value not in moves.THINGS


def _ordered(clause: Clause, first: int, past: Past) -> Actor:
    if past.conditional and clause.joint in (",", "then") and clause.terms[first].sense.form == "base":
        return "order"
    if clause.joint == "and" and first == 0 and past.current == "other" and clause.terms[0].sense.form == "base":
        return "other"
    if clause.joint == "while" and past.current == "other" and not _own(clause.terms[first]):
        return "other"
    if clause.joint == "who" and past.current is not None and not _own(clause.terms[first]):
        return "other" if clause.terms[first].sense.form == "base" else past.current
    if past.main == "other" and clause.joint not in ("^", ";") and not _own(clause.terms[first]):
        return "other"
    on_body = (past.doing and _bodily(clause.terms, first)) or _handles_thing(clause.terms, first)
    if past.current == "other" and clause.joint in (",", "and") and on_body:
        return "other"
    return "camera" if past.current == "camera" or past.main == "camera" else "order"


def _own(term: Term) -> bool:
    return term.role == "move" or term.value in moves.OWN_WORDS


def _bodily(terms: Sequence[Term], first: int) -> bool:
    """Say whether a participle tells how one who moves goes on: *it climbs, rolling gently*, *panning its head*."""
    if terms[first].sense.form != "participle" or terms[first].text.endswith("shot"):
        return False
    if any(term.value in ("up", "upto", "down") for term in terms[first + 1 : first + 3]):
        return False
    owned = [term.text for term in terms[first + 1 : first + 2]]
    return terms[first].value in _BODILY or owned in (["its"], ["his"], ["her"], ["their"])


def _handles_thing(terms: Sequence[Term], first: int) -> bool:
    """Say whether a participle has a thing for its object: *pulling the cart up the hill*."""
    after = terms[first + 1 : first + 3]
    handled = terms[first].sense.form == "participle" and terms[first].value in ("push", "pull", "roll", "crane")
    return handled and [term.role for term in after[:1]] == ["article"] and after[-1].role != "camera"


def _bare(terms: Sequence[Term]) -> bool:
    return all(term.role != "article" for term in terms)


def _inherited(clause: Clause, term: Term, past: Past) -> Actor:
    """Return the actor of a clause that begins with a finite verb or a direction: *and tilts*, *then right*."""
    if past.place and term.sense.form == "participle" and term.value in _TAKES_OBJECT:
        return "order"
    if clause.joint == "who":
        return "camera" if past.named else "other"
    if past.current == "other" and _repeats(clause, past):
        return "other"
    inherited = past.main if clause.comma and term.role == "verb" else past.current
    if inherited is None:
        inherited = past.current or past.before
    if inherited is None and term.role == "verb" and _stands_alone(clause, term):
        return "order"
    return inherited or "other"


def _repeats(clause: Clause, past: Past) -> bool:
    """Say whether a clause only says again what others do: *the flag rises and falls, rises and falls*."""
    return clause.joint == "," and any(term.text in past.doing for term in clause.terms if term.role == "verb")


def _stands_alone(clause: Clause, term: Term) -> bool:
    """Say whether a participle or a plural of the trade opens a prompt: *rising over the bay*, *slow pans left*."""
    if term.sense.form == "participle":
        after = clause.terms[clause.terms.index(term) + 1 :][:1]
        return term.value in _TAKES_OBJECT or all(each.role not in ("word", "person") for each in after)
    verbs = [each for each in clause.terms if each.role == "verb"]
    return term.sense.form == "present" and term.value in moves.OWN_WORDS and len(verbs) == 1
