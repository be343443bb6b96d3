"""How an English clause begins: whether it is an order, a bare noun phrase for a move, or nothing but a way to go."""

from collections.abc import Sequence

from inbetween.prompts.actors.subjects_english import BETWEEN
from inbetween.prompts.lexicon import grammar, moves, nouns_like_adjectives
from inbetween.prompts.meaning.terms import Term
from inbetween.prompts.writing.words import listed

_LEADS = frozenset(grammar.LEADS.split("|"))
_ORDERED = frozenset(("base", "noun", "participle"))
_ADJECTIVES = ("like", "ible", "able", "ic", "al", "ous", "ive", "ful", "less", "ing", "ed", "ish", "ant", "ent", "ly")
_NOUNS = listed(nouns_like_adjectives.NOUNS)
_PLAIN_ADJECTIVES = listed(
    "long weightless unbroken stately swift bold brave calm deft eager even fierce firm frail grand great hushed"
    " idle lone loose mere near neat nervous new nimble odd pure quiet rare shy sly solemn strange stubborn sure"
    " sweet hasty speedy jerky shaky dreamy breezy floaty bouncy heavy airy thin timid vast warm wary weary wild"
    " woozy smooth proper nice good big real brisk classic cool fancy decent huge"
    " tiniest faintest slightest gentlest slowest softest lightest smallest barest merest quickest briefest"
    " spare stark steep infinite ultimate panoramic punchy cautious"
)
_FEW = 4
_OWNERS = frozenset(("my", "his", "her", "their", "our", "your"))
_VEHICLES = frozenset(("truck", "crane", "boom", "track"))
_THINGS_ALONE = _VEHICLES | {"mirror", "shadow", "trail", "chase", "escort", "stream", "wind", "spring", "flight"}
"""Alone they are what is in the picture."""
_OUTINGS = frozenset(("walk", "stroll", "hike", "ride", "drive", "swim", "jog", "march", "trot", "dance", "run"))
"""Behind an article they are what people do: *a brisk walk along the river*."""
_CARRIED = frozenset(("handheld", "hand held", "steadicam", "gimbal", "fpv", "pov", "first person"))
_WEATHER = frozenset(("wind", "stream", "spring", "snake"))
"""What opens a scene and no order: *Wind through the trees*."""
_THINGS_BEHIND = (["article"], ["word"])
_NO_NOUNS = frozenset(("go", "come", "proceed", "advance", "get", "continue", "squeeze", "enter"))
"""Verbs that open no scene: *go in by the door*, but *wind in the trees*."""
_NEVER_THINGS = frozenset(("push", "pull", "zoom", "tilt", "dolly"))
_NEARER = frozenset(
    ("closer", "nearer", "tighter", "closer to", "closer into", "deeper into", "in closer", "in tighter")
)
"""What opens a sentence without a verb as a move: *closer on her hands*."""
_STAY = frozenset(("stay", "remain", "keep", "hold", "stand", "sit", "be"))
_GO_ON = frozenset(("keep", "start", "begin", "continue", "stop"))
_THEIRS = frozenset(("flight", "descent", "approach", "advance", "retreat"))
"""What camera and things may do; *of* a thing that then goes somewhere it is that thing's."""
_WITH_OBJECT = frozenset(("follow", "track", "circle", "orbit"))
"""Orders behind which a noun may look like a verb: *follow trains*."""
_GOING = frozenset(("up", "down", "in", "out", "forth", "upto", "through", "closer", "wider"))


def only_goes(terms: Sequence[Term]) -> bool:
    """Say whether a clause is nothing but the way to go: *Up.*, *closer and closer*; a side alone is only a place."""
    ways = {way for term in terms if term.role == "direction" for way in term.value.split()}
    meant = (term.role in ("direction", "skipped", "lead", "camera", "negation", "not") for term in terms)
    return bool(ways) and ways <= _GOING and all(meant)


def more_and_more(terms: Sequence[Term]) -> bool:
    """Say whether a clause without a verb goes ever further one way: *closer and closer to the keyhole*."""
    if terms[0].role != "direction" or any(term.role in ("verb", "move", "person", "it") for term in terms):
        return False
    ways = terms[0].text.split(" and ")
    return ways[0] in _NEARER or (len(ways) == 2 and ways[0] == ways[1])


def opening(terms: Sequence[Term]) -> int | None:
    """Return where a clause begins, behind its adverbs, articles and words like *use* and *with*."""
    for index, term in enumerate(terms):
        if (
            term.role not in BETWEEN
            and not (term.text in _LEADS and term.role != "verb")
            and not _describes(terms, index)
            and not (term.text == "tripod" and _of_trade_next(terms, index))
        ):
            return index
    return None


def _of_trade_next(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word only tells of what kind the move behind it is: *tripod tilt*."""
    behind = terms[index + 1 : index + 2]
    return [term.sense.form for term in behind] == ["base"] and behind[0].value in moves.OWN_WORDS


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
    formed = term.text.endswith(_ADJECTIVES) and term.text not in _NOUNS
    return term.role == "word" and (formed or term.text in _PLAIN_ADJECTIVES)


def _plainly(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word behind an article describes the move behind it: *a plain push-in*, but not *a bread pan*."""
    if index == 0 or terms[index - 1].text not in ("a", "an") or terms[index].role != "word":
        return False
    verb, way = terms[index + 1], terms[index + 2] if index + 2 < len(terms) else None
    moves_there = verb.value in _NEVER_THINGS and verb.sense.form == "base"
    return moves_there and way is not None and way.value in ("in", "out", "up", "down")


def is_order(terms: Sequence[Term], first: int) -> bool:
    """Say whether a clause begins as an order or a bare noun phrase: *slow pan left*, *then tilt up*."""
    term = terms[first]
    alone = all(after.role in ("lead", "article", "skipped") for after in terms[first + 1 :])
    if term.role == "move" or (term.role == "still" and alone) or _keeps(terms, first):
        return True
    if (len(terms) == 1 and term.text in _THINGS_ALONE) or _is_outing(terms, first):
        return False
    if term.value == "follow" and term.text.startswith(("at ", "on ")):
        return any(after.role == "direction" for after in terms[first:])
    if (
        _of_thing(terms, first)
        or scenery(terms, first)
        or _is_vehicle(terms, first)
        or _names_scenery(terms, first)
        or _owned(terms, first)
    ):
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
    if term.sense.form == "participle":
        named = [after.text for after in terms[first + 1 : first + 2]] == ["of"]
        return term.value in moves.OWN_WORDS and not named and not describes_things(terms, first)
    return not (_names_kind(terms, first) or _does(terms, first) or _on_foot(terms, first))


def _is_outing(terms: Sequence[Term], first: int) -> bool:
    """Say whether a noun is what people do, unless it is told how the camera is carried: *a handheld walk*."""
    told = terms[first].text in _OUTINGS and any(before.role == "article" for before in terms[:first])
    return told and not any(before.text in _CARRIED for before in terms[:first])


def _keeps(terms: Sequence[Term], first: int) -> bool:
    return _goes_on_with(terms, first) or stays_still(terms, first)


def stays_still(terms: Sequence[Term], first: int) -> bool:
    """Say whether an order is to stand still: *stay absolutely still on her mouth*."""
    behind = next((term for term in terms[first + 1 :] if term.role != "skipped"), None)
    return terms[first].text in _STAY and behind is not None and behind.role == "still"


def _goes_on_with(terms: Sequence[Term], first: int) -> bool:
    """Say whether an order begins or goes on with a move: *keep circling them*, *start sinking*."""
    verb, after = terms[first], terms[first + 1] if first + 1 < len(terms) else None
    moving = after is not None and after.role == "verb" and after.sense.form == "participle"
    return moving and verb.text in _GO_ON and after is not None and after.value != "act"


_OF_THINGS = frozenset(("orbit", "roll", "tilt", "crane", "pull", "push", "whip", "circle", "pan"))
_WHIRLING = listed("swirling whirling twirling spinning rotating wheeling revolving")
"""What describes even one thing: *swirling fog*, *a spinning top*."""


def describes_things(terms: Sequence[Term], first: int) -> bool:
    """Say whether a participle describes what is seen: *orbiting satellites*; one can track soldiers, too."""
    after = terms[first + 1] if first + 1 < len(terms) else None
    if after is not None and after.role == "word" and terms[first].text in _WHIRLING and terms[first].value != "roll":
        return True
    plural = after is not None and after.role == "word" and after.text.endswith("s") and not after.value
    verb = terms[first + 2] if first + 2 < len(terms) else None
    if plural and verb is not None and terms[first].value in ("track", "follow") and verb.role == "word":
        return True
    return plural and terms[first].value in _OF_THINGS


def _does(terms: Sequence[Term], first: int) -> bool:
    """Say whether what a noun names does something itself: *the flight dives through a gate*, *slip runs down*."""
    behind = terms[first + 1 : first + 2]
    does = [(term.role, term.sense.form) for term in behind] == [("verb", "present")]
    return does and terms[first].sense.form == "base" and terms[first].value not in _WITH_OBJECT


def _on_foot(terms: Sequence[Term], first: int) -> bool:
    """Say whether it is feet that go: *feet shuffle forward*, but *five feet back*."""
    return first == 1 and terms[0].text in ("feet", "steps")


def _names_kind(terms: Sequence[Term], first: int) -> bool:
    """Say whether a thing of the trade is named or does something: *boom operator holds*, *crane swings*."""
    term, after = terms[first], terms[first + 1] if first + 1 < len(terms) else None
    if first or term.sense.form != "base" or term.value not in moves.THINGS or after is None:
        return False
    acts = after.sense.form == "present" and after.role == "verb"
    finite = any(each.sense.form == "present" for each in terms[first + 2 :])
    return acts or (after.role == "word" and not after.value and finite)


def own(term: Term) -> bool:
    """Say whether a term is a word of the trade."""
    return term.role == "move" or term.value in moves.OWN_WORDS


def scenery(terms: Sequence[Term], index: int) -> bool:
    """Say whether a word of the trade names a thing where it is, or of what kind: *a dolly in the corner*."""
    behind = index - 1 - (terms[index].value in _VEHICLES and index > 1 and describing(terms[index - 1]))
    if index == 0 or terms[behind].role != "article" or terms[index].sense.form not in ("base", ""):
        return False
    way, after = [*terms[index + 1 : index + 3], None, None][:2]
    if way is None or after is None or way.role != "direction":
        return False
    placed = way.text in _PLACING and after.role == "article" and after.text != "on"
    return (placed and terms[index].value in moves.THINGS) or _compound(terms, index, after)


def _compound(terms: Sequence[Term], index: int, after: Term) -> bool:
    """Say whether a verb and its way only tell of what kind a thing is: *a pull-down lamp*."""
    plain = terms[index - 1].text in ("a", "an", "the") and terms[index + 1].value in _GOING | {"over"}
    return plain and after.role == "word" and not after.value and not describing(after)


_PLACING = frozenset(("in", "on", "at", "by", "under", "beside", "past"))


def _names_scenery(terms: Sequence[Term], first: int) -> bool:
    """Say whether a common verb is the noun that a scene begins with: *Wind in the mountains*, *Rise of a city*."""
    term = terms[first]
    after = [each.text for each in terms[first + 1 : first + 2]]
    common = term.role == "verb" and term.sense.form == "base" and term.value not in moves.OWN_WORDS
    return common and (
        (after[:1] == ["of"] and " " not in term.text)
        or (
            after[:1] == ["in"]
            and [each.role for each in terms[first + 2 : first + 3]] in _THINGS_BEHIND
            and term.text not in _NO_NOUNS
        )
        or term.text in _WEATHER
    )


def _of_thing(terms: Sequence[Term], first: int) -> bool:
    """Say whether a noun of motion is what a thing does: *the flight of the cranes over the lake*."""
    named = terms[first].text in _THEIRS and [term.text for term in terms[first + 1 : first + 2]] == ["of"]
    return named and any(term.role == "direction" for term in terms[first + 3 :])


def _owned(terms: Sequence[Term], first: int) -> bool:
    """Say whether a thing of the trade is somebody's: *my truck in the mud*."""
    return first > 0 and terms[first].value in moves.THINGS and terms[first - 1].text in _OWNERS


def _is_vehicle(terms: Sequence[Term], first: int) -> bool:
    """Say whether a thing named as a move does something itself: *a red truck moves left*."""
    following = next((after for after in terms[first + 1 :] if after.role != "skipped"), None)
    behind_article = any(term.role == "article" for term in terms[:first])
    acts = following is not None and (
        following.sense.form in ("present", "past") or (following.role == "word" and following.text.endswith("s"))
    )
    placed = (
        following is not None
        and following.text in ("in", "on")
        and any(term.role == "verb" and term.sense.form == "present" for term in terms[first + 2 :])
    )
    filled = following is not None and following.text == "of" and terms[first].value in _VEHICLES | {"dolly"}
    filled = filled or (placed and terms[first - 1].text == "the" and terms[first].value in _VEHICLES | {"dolly"})
    return behind_article and (filled or (terms[first].value in _VEHICLES and acts))


def _is_noun_move(terms: Sequence[Term], index: int) -> bool:
    follower = terms[index + 1] if index + 1 < len(terms) else None
    led = follower is not None and follower.role in ("direction", "skipped")
    return led or terms[index].value not in moves.THINGS


def unknown_order(terms: Sequence[Term], first: int) -> bool:
    """Say whether a verb that no lexicon knows goes on with orders: *tilt down, pick out a girl and move in*."""
    after = terms[first + 1 : first + 3]
    led = [term.role for term in after[:1]] == ["article"] or (
        [term.value for term in after[:1]] in (["out"], ["up"]) and [term.role for term in after[1:]] == ["article"]
    )
    return first == 0 and terms[first].role == "word" and led and not _inflected(terms[first].text)


def _inflected(text: str) -> bool:
    return text.endswith(("s", "ing", "ed")) and not text.endswith("ss")
