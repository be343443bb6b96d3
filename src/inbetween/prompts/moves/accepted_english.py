"""Whether an English verb, noun or phrase is about the camera, once the actor of its clause is known."""

from collections.abc import Sequence

from inbetween.prompts.actors.clauses import Acted
from inbetween.prompts.actors.orders_english import describes_things, describing, opening, scenery, stays_still
from inbetween.prompts.lexicon import moves
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_NOUN_FORMS = listed(
    "upward downward leftward rightward forward backward lateral left right inward outward rising descending"
)
_POSTURES = ("standing ", "sitting ", "hanging ")
"""Where the camera is while it does something else: *the camera, standing on the dock, zooms in*."""
_POSED = frozenset(("tilt", "turn", "raise", "rise", "fall", "tip", "look", "roll"))
"""How a camera is set up: *the camera, tilted straight down, does not budge*."""
_UNWANTED = listed("neither nor not")
_OWNERS = listed("its his her their my your our")
_DEFINITE = listed("the this that")
_CHINESE_COUNTS = frozenset("辆台架只条艘口个把将拿用")
_DOES = listed("does do makes make takes take performs executes gives begins starts traces describes attempts with in")
_MAKES = listed(
    "make makes making take takes taking perform performs execute executes trace traces describe describes draw draws"
)
_IS = listed("is are was were being stays remains")
_SET_UP = listed("elevated tilted angled tipped")
_WAYS = listed("descent ascent flight")
_MODALS = frozenset(
    (
        "to",
        "will",
        "can",
        "must",
        "should",
        "we",
        "you",
        "may",
        "would",
        "could",
        "might",
        "shall",
        "begins to",
        "starts to",
        "continues to",
        "begin to",
    )
)
_MOVERS = frozenset(("camera", "perhaps", "picture", "viewer", "negation", "lead"))
"""Before a base form they say that it is a verb: *could the picture move*."""
_ENDS_IN_ARTICLE = (" the", " a", " an", " his", " her", " their")
"""How a phrase of a lexicon ends that has taken the article of its object: *run after the*."""
_LIFTED = frozenset(("lift", "raise", "lower", "drop", "elevate", "hoist"))
"""What an order does to a thing, unless it says where: *lift the cup*."""
_FILMED = frozenset(("camera", "picture", "perhaps"))
"""What an order rolls, pushes or pulls where it is no thing: *roll the image clockwise*."""
_BODILY = frozenset(("tilt", "roll"))
_UNDIRECTED = frozenset(("to", "from", "with", "under"))
_DONE_TO_THINGS = frozenset(("roll", "push", "pull", "truck", "dolly", "crane"))
_VEHICLES = frozenset(("truck", "crane", "track", "roll"))
_BEFORE_PARTICIPLE = frozenset(("camera", "perhaps", "picture", "skipped", "lead", "negation", "it", "not"))


def accepted(acted: Acted, index: int) -> bool:
    """Say whether the term at ``index`` of an English clause is a move of the camera."""
    terms = acted.clause.terms
    term = terms[index]
    if term.role in ("move", "focus"):
        return not any(before.role == "person" for before in terms[:index])
    if term.role == "camera":
        return True
    if term.role == "still":
        return not _describes_thing(terms, index) and (
            _still_shot(terms, index)
            or (acted.actor == "camera" and (index > acted.since or terms[acted.since].role == "still"))
            or (acted.actor == "order" and stays_still(terms, opening(terms) or 0))
            or (_meant(terms) == [terms[index]] and (acted.actor != "other" or acted.alone or term.text == "static"))
        )
    if _no_verb(acted, index) or _no_hold(acted, index):
        return False
    if acted.actor == "other" or (acted.actor == "camera" and index < acted.since):
        return _noun_move(acted, index) or _handles(acted, index) or _by(terms, index)
    return _acts(acted, index)


def _no_verb(acted: Acted, index: int) -> bool:
    """Say whether a verb is a noun, somebody else's, or how the camera is set up."""
    term, before = acted.clause.terms[index], acted.clause.terms[index - 1] if index else None
    if before is not None and before.value == "act" and before.text.startswith("let"):
        return True
    if _is_followed(acted.clause.terms, index) or _of_thing(acted, index):
        return True
    if before is not None and before.text in ("'s", "'") and term.sense.form != "participle":
        return True
    if term.sense.form == "past" and acted.clause.joint in ("who", ","):
        told = acted.actor == "camera" if acted.clause.joint == "who" else index == 0 and term.value in _POSED
        return told and term.role == "verb"
    return _posture(acted.clause.terms, index) or (
        term.value == "look" and term.sense.form == "participle" and not term.text.startswith("taking")
    )


def _posture(terms: Sequence[Term], index: int) -> bool:
    """Say whether a camera only is how it was set up: *the camera is angled up at her*, *is slightly elevated*."""
    term = terms[index]
    before = next((before for before in reversed(terms[:index]) if before.role != "skipped"), None)
    set_up = term.value == "look" or term.text in _SET_UP
    return set_up and term.sense.form == "past" and before is not None and before.text in _IS


def _no_hold(acted: Acted, index: int) -> bool:
    """Say whether what holds is only the posture of a camera that does something else."""
    terms = acted.clause.terms
    term = terms[index]
    if term.value != "hold":
        return False
    if acted.clause.joint == "who" and _acts_later(terms, index):
        return True
    if acted.actor == "order" and term.text == "hold" and _holds_thing(terms[index + 1 :]):
        return True
    only_posed = term.text.startswith(_POSTURES) and not (index and terms[index - 1].text in _IS)
    return term.sense.form == "participle" and (acted.actor == "order" or only_posed)


def _holds_thing(behind: Sequence[Term]) -> bool:
    """Say whether it is not the shot that is to be held: *hold the pose while the camera tilts up*."""
    object_ = behind[:1] and behind[0].role == "article" and behind[1:2] and behind[1].role == "word"
    return bool(object_) and all(term.role in ("word", "article", "still", "skipped", "direction") for term in behind)


def _describes_thing(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word for standing describes a thing: *meets a locked gate*."""
    article = index > 0 and terms[index - 1].role == "article"
    return (
        article and [term.role for term in terms[index + 1 : index + 2]] == ["word"] and not _still_shot(terms, index)
    )


def _acts_later(terms: Sequence[Term], index: int) -> bool:
    """Say whether what stands behind *that* only tells which camera it is: *the lens that watches it creeps closer*."""
    later = (term for term in terms[index + 1 :] if term.role == "verb")
    return any(term.sense.form == "present" and term.value != "act" for term in later)


def _still_shot(terms: Sequence[Term], index: int) -> bool:
    """Say whether a shot is called still: *a static full-body shot*."""
    if terms[index].text == "still":
        return False
    behind = terms[index + 1 : index + 6]
    end = next((at for at, term in enumerate(behind) if term.role in ("perhaps", "camera")), None)
    return end is not None and all(term.role in ("skipped", "word", "own", "place") for term in behind[:end])


def _by(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word of the trade tells how something is done: *keep him in frame by panning*."""
    term = terms[index]
    told = term.value in moves.OWN_WORDS and term.sense.form == "participle"
    return told and index > 0 and terms[index - 1].text == "by"


def _handles(acted: Acted, index: int) -> bool:
    """Say whether the camera is what an order moves: *tilt the camera up*."""
    terms = acted.clause.terms
    between = terms[index + 1 : acted.since]
    ordered = acted.actor == "camera" and terms[index].sense.form == "base" and bool(between)
    return ordered and all(term.role in ("article", "skipped") for term in between) and _finite(terms, index)


def _meant(terms: Sequence[Term]) -> list[Term]:
    return [term for term in terms if term.role not in ("skipped", "article", "lead")]


def _article(terms: Sequence[Term], index: int) -> tuple[bool, bool]:
    """Return whether an article stands before the term, and whether an adjective does."""
    position = index - 1
    while position >= 0 and (describing(terms[position]) or terms[position].text in _NOUN_FORMS):
        position -= 1
    before = terms[position] if position >= 0 else None
    article = before is not None and (
        before.role == "article"
        or before.text.endswith((" the", " a", " an"))
        or (before.role == "verb" and before.text in _MAKES)
    )
    return article, position < index - 1


def _noun_move(acted: Acted, index: int) -> bool:
    """Say whether a word of the trade is a noun for a move in somebody else's clause: *with a slow zoom in*."""
    terms = acted.clause.terms
    term = terms[index]
    if term.value not in moves.OWN_WORDS or term.sense.form in ("present", "past"):
        return False
    if any(before.role == "person" for before in terms[:index]):
        return False
    article, adjective = _article(terms, index)
    if _is_thing(terms, index):
        return False
    if term.sense.form == "noun":
        return True
    if not article and index and term.sense.form == "participle" and terms[index - 1].text not in ("with", "by"):
        return False
    if not article and not adjective:
        if index == 0 and acted.clause.joint == "who" and term.sense.form == "base":
            return acted.actor == "camera" and _directed(terms, index)
        before = terms[index - 1] if index else None
        return before is not None and (before.chinese or before.text == "with")
    return _named(terms, index, adjective)


def _is_thing(terms: Sequence[Term], index: int) -> bool:
    """Say whether somebody has or handles what the word names: *its boom*, *flicks the pan*, 一辆 truck."""
    before = [term for term in terms[:index] if term.role != "skipped"]
    if not before or terms[index].value not in moves.THINGS:
        return False
    last = before[-1]
    if last.role == "article" and [term.value for term in before[-2:-1]] in (["push"], ["pull"], ["roll"]):
        return True
    return last.text in _OWNERS or last.text in _CHINESE_COUNTS or (last.text in _DEFINITE and len(before) > 1)


def _named(terms: Sequence[Term], index: int, adjective: bool) -> bool:
    """Say whether a noun of the trade is a move and no thing: it has a direction, or how it goes is told."""
    value = terms[index].value
    if scenery(terms, index):
        return False
    if " " in terms[index].text and terms[index].text.endswith("roll"):
        return True
    unwanted = any(term.text in _UNWANTED for term in terms[max(0, index - 2) : index])
    return unwanted or _directed(terms, index) or (adjective and value not in _VEHICLES) or value not in moves.THINGS


def _directed(terms: Sequence[Term], index: int) -> bool:
    following = terms[index + 1 : index + 2]
    goes = any(term.role == "direction" and term.value not in _UNDIRECTED for term in following)
    return goes or (terms[index].value not in _VEHICLES and any(map(_follows, following)))


def _follows(term: Term) -> bool:
    """Say whether a participle tells whom a move goes with: *a pan following the geese*."""
    return term.value in ("follow", "track") and term.sense.form == "participle"


def _acts(acted: Acted, index: int) -> bool:
    """Say whether a verb is the camera's own: no noun behind an article, nothing that an object does."""
    terms = acted.clause.terms
    term = terms[index]
    article, adjective = _article(terms, index)
    if article:
        return (term.sense.form == "noun" and not _carried_by(terms, index)) or _is_named_move(acted, index, adjective)
    if _describes_next(terms, index) or _is_rose(terms, index):
        return False
    if term.sense.form == "participle" and index > max(acted.since, 0):
        before = terms[index - 1]
        if [term.text for term in terms[acted.since + 1 : acted.since + 2]] == ["from"] and index == acted.since + 4:
            return True
        return before.role in _BEFORE_PARTICIPLE or before.value == "act" or before.text in ("is", "by", "with")
    if acted.actor == "order" and _has_object(terms, index):
        return False
    if term.value in moves.OWN_WORDS or term.sense.form != "base":
        return True
    return _finite(terms, index) and (acted.actor == "camera" or _ordered(terms, index))


def _carried_by(terms: Sequence[Term], index: int) -> bool:
    """Say whether a rail only carries the camera, whose move is told: *the camera moving back on a slider*."""
    told = any(term.role == "verb" and term.value != "act" for term in terms[:index])
    return told and terms[index].text == "slider" and terms[index - 2].text == "on"


def _describes_next(terms: Sequence[Term], index: int) -> bool:
    """Say whether a participle of what takes no object describes a thing: *keeps rider and falling debris in frame*."""
    if terms[index].sense.form == "participle" and describes_things(terms, index):
        return True
    behind = terms[index + 1 : index + 2]
    falls = terms[index].sense.form == "participle" and terms[index].value in ("fall", "rise", "rotate")
    return falls and [term.role for term in behind] == ["word"] and not behind[0].value


def _is_followed(terms: Sequence[Term], index: int) -> bool:
    """Say whether a noun for a way is whom the camera follows: *follows the descent*, *tracks its flight*."""
    before = [term for term in terms[:index] if term.role not in ("skipped", "article")]
    return terms[index].text in _WAYS and bool(before) and before[-1].value in ("follow", "track")


def _of_thing(acted: Acted, index: int) -> bool:
    """Say whether a lean is told of a thing that moves, and not whither: *it floats and turns with a gentle tilt*."""
    told = acted.clause.joint == "who" and acted.clause.terms[index].value in _BODILY
    return told and acted.actor != "camera" and not _directed(acted.clause.terms, index)


def _is_rose(terms: Sequence[Term], index: int) -> bool:
    """Say whether a flower looks like the past of *rise*: *pulls focus from the foreground rose*."""
    return terms[index].text == "rose" and index > 0 and terms[index - 1].role not in _BEFORE_PARTICIPLE


def _has_object(terms: Sequence[Term], index: int) -> bool:
    """Say whether an order is to do it to a thing: *roll the dice*, *push the button*."""
    done = terms[index].value in _DONE_TO_THINGS or terms[index].text in _LIFTED
    if terms[index].sense.form != "base" or not done:
        return False
    behind = [term for term in terms[index + 1 : index + 4] if term.role != "skipped"]
    return bool(behind) and behind[0].role == "article" and all(term.role not in _FILMED for term in behind[1:2])


def _is_named_move(acted: Acted, index: int, adjective: bool) -> bool:
    """Say whether a word behind an article names a move: *a slow pan*, *then a rush toward the window*."""
    terms = acted.clause.terms
    if terms[index].value in moves.OWN_WORDS:
        return terms[index].sense.form != "past" and _named(terms, index, adjective)
    if acted.actor == "camera" and terms[index].value == "circle" and _directed(terms, index):
        return True
    done = any(term.text in _DOES for term in terms[acted.since : index])
    if (
        acted.actor in ("camera", "order")
        and done
        and (_directed(terms, index) or terms[index - 1].role == "direction")
    ):
        return True
    opens = all(term.role in ("article", "lead", "direction") or describing(term) for term in terms[:index])
    return opens and terms[index].sense.form == "base" and _directed(terms, index)


def _ordered(terms: Sequence[Term], index: int) -> bool:
    """Say whether a common verb in its base form is an order: *circle the table*, not *fall leaves*."""
    following = terms[index + 1] if index + 1 < len(terms) else None
    if terms[index].text.endswith(_ENDS_IN_ARTICLE):
        return True
    return following is None or following.role in ("direction", "article", "skipped", "person", "it", "still", "lead")


def _finite(terms: Sequence[Term], index: int) -> bool:
    """Say whether a common verb in its base form can be what the camera does: not the *drop* of *the dew drop*."""
    before = [term for term in terms[:index] if term.role not in ("skipped", "not")]
    return not before or before[-1].role in _MOVERS or before[-1].text in _MODALS
