"""Ways of the camera that English tells without a verb, put as sentences with one, in as many characters.

*One take, no cuts: down the steps, round the fountain* lists a way behind what names the take; *tight on the medals at
first, and after that up to his eyes* begins with a picture and goes on with a way; *with us gliding beside him* hides
who goes in a phrase. The rooms behind this one look for a verb and for who does it.
"""

import re

_WAY = (
    r"(?:(?:straight |right |all the way |on |slowly |then )*(?:up|down|in|into|out|over|under|round|around|through"
    r"|past|along|across|between|onto|left along|right along|back)\b)"
)
_PART = rf"{_WAY} [a-z' -]{{2,60}}"
_TAKE = (
    r"(?:take|go|shot|move|movement|flight|ride|sweep|run|glide|journey|no cuts?|without (?:a|any) cuts?|uncut|unbroken"
    r"|uninterrupted|flowing|continuous)"
)
_ROUTE = re.compile(
    rf"(?:^|(?<=[.!?\n] ))(?!(?:his|her|their|its|the|my) )(?:[a-z',-]+ ){{0,9}}{_TAKE}"
    rf"(?<!on the move)(?<!on the run)(?<!on the go)(?:,? please)?:"
    rf" ?(?P<route>{_PART}(?:, (?:and |then |and then )?{_PART})+)(?=[.;!?\n]|$)",
)
_TELLS = re.compile(r"\b(?:he|she|it|they|we|i|is|are|was|were|who|that|which|camera)\b")
_NEXT = re.compile(r",? (?:and then|and|then) (?=" + _WAY + r")|, (?=" + _WAY + ")")
_GOES = ("camera goes ", "we go ", "go ")

_OPENS = (
    r"(?:(?:(?:start|begin|open)(?:ing|ning)?|to (?:begin|start) with|first|at first|tight|close|close up|closeup|wide"
    r"|detail|macro|just|only"
    r"|(?:an? )?(?:wide|medium|long|full|close) (?:shot|view)|a close[ -]up)\b|on (?:the|his|her|my|our|its|their|a)\b)"
)
_FINITE = r"(?!(?:he|she|it|they|i|we|is|are|was|were|has|have|will|camera|then)\b)"
_ONWARD = re.compile(
    rf"(?P<seen>(?:^|(?<=[.!?\n;:] )){_OPENS}(?: {_FINITE}[a-z'-]+){{1,9}}|(?:^|(?<=[.!?\n;:] ))(?:his|her|my|its) "
    rf"(?:{_FINITE}[a-z'-]+ ){{1,4}}(?:at first|first|to (?:begin|start) with)),"
    r" (?P<next>(?:and |but )?(?:then|after that|from there|afterwards|later(?: on)?|next))"
    r" (?=(?:slowly |gently |straight |right |all the way )*"
    r"(?P<way>up|down|back|out|in|closer|over to the (?:left|right)|to the (?:left|right)|left|right)\b"
    r"(?= (?:to|on|onto|until|till|over|so|across|towards?|into|again|from|along|through|past|where|the|his|her)\b"
    r"|[,.;]|$))",
)
_VERBS = {"up": "tilt", "down": "tilt", "back": "zoom", "out": "zoom", "in": "zoom", "closer": "zoom"}
"""What leads from one picture to the next where only a way is told; to a side it is a pan."""

_WITH_US = re.compile(
    r"(?:(?:,| and)? with us|, us)(?= (?:[a-z]+ly )?(?:[a-z]{2,}ing (?:along|beside|behind|after|alongside|under|over"
    r"|above|(?:a?round)(?= (?:him|her|it|them|the|to)\b)|back|up|down|in|out|away|right|close|just"
    r"|through|past|ahead|at|on)\b"
    r"|(?:right |close |always |just )*(?:on|at|behind|beside|alongside) (?:his|her|its|their|the|him|it|them)\b))",
)
_STAYING = re.compile(
    r"\b(?:sit|stand|eat|danc|sing|play|laugh|talk|liv|wait|look|star|work)[a-z]*ing\b",
)
_ASIDE = "high|low|far|way|right|just|deep|close|down|up|out|back|over|in|still|there|hidden|tucked|perched"
_PLACE = "by|on|at|in|behind|near|under|outside|inside|beside|above|below|beneath|among"
_WHERE = re.compile(
    rf"\b(?P<who>(?:the|our) (?:camera|lens)), (?:(?:{_ASIDE}) )*(?:{_PLACE})"
    r" (?:the|a|an|his|her|their|its|our|one)\b(?![^,]* (?:heels?|shoulders?|tail|side|back|hand),)(?: [a-z'-]+){1,6},"
    r"(?= (?:slowly |gently |quickly |now |then )*[a-z]+s\b)",
)
"""*The camera, high up by the balcony, sinks*: where it is is no way."""
_LET_IT = re.compile(
    r"(\b(?:before|once|when|after|until|while|as) (?:the|our) (?:camera|lens|drone)\b[^.;!?\n]{3,90}, (?:please )?)"
    r"(?:let|have|make) it (?=[a-z]+\b)",
)
"""*Before the camera drops, let it close in*: nobody else is there to be let."""
_AT_HEIGHT = re.compile(
    r"(?:^|(?<=[.!?\n] ))(?:down |low |right |just |right down )?(?:at|from) (?!eye)[a-z'-]+(?: [a-z'-]+)? "
    r"(?:height|level),(?= (?:slowly |quickly )*(?:straight (?:ahead|on|down|through)|forwards?|onwards?"
    r"|backwards?|on)\b(?: [a-z'-]+){2,9}[.!?\n])",
)
"""*At knee height, straight ahead between the stalks.*"""


def with_verbs(text: str) -> str:
    """Return ``text``, of equal length, with a verb in each of these."""
    text = _ROUTE.sub(_routed, text)
    text = _ONWARD.sub(_led, text)
    text = _WITH_US.sub(_with_us, text)
    text = _WHERE.sub(lambda match: match["who"].ljust(len(match[0])), text)
    text = _LET_IT.sub(lambda match: match[1] + "camera".ljust(len(match[0]) - len(match[1])), text)
    return _AT_HEIGHT.sub(lambda match: "camera goes".ljust(len(match[0])), text)


def _routed(match: re.Match[str]) -> str:
    """Return the route with one who goes and as many verbs as there is room for."""
    if _TELLS.search(match["route"]):
        return match[0]
    for who in _GOES:
        again = "goes" if who.endswith("goes ") else "go"
        for joint in (", then", ","):
            told = who + _NEXT.sub(f"{joint} {again} ", match["route"])
            if len(told) <= len(match[0]):
                return told.ljust(len(match[0]))
    return match[0]


def _led(match: re.Match[str]) -> str:
    way = match["way"]
    verb = _VERBS.get(way, "pan")
    return f"{match['seen']}, {verb.ljust(len(match['next']))} "


def _with_us(match: re.Match[str]) -> str:
    if _STAYING.match(match.string, match.end() + 1):
        return match[0]
    return (", cam" if len(match[0]) > len(",cam") else ",cam").ljust(len(match[0]))
