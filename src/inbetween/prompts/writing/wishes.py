"""Polite frames around a wish are blanked: *I would like us to drift closer* tells the camera to drift closer.

People who write to a service as to a person wrap each direction in a sentence of thanks and doubts. The grammar of such
a frame is a main clause of its own, which the rooms behind this one would read as an event of the picture; without it
the plain order remains. A wish for somebody in the picture (*I'd like her to turn*) keeps its frame.
"""

import re

from inbetween.prompts.writing.words import AT_WORD

_EYE = "camera|lens|shot|view|viewpoint|frame|drone|video|clip|scene|picture|focus|sharpness|eye of the camera"
_US = "us|the viewers?|viewers|the audience"
_SOFTLY = (
    r"(?: (?:really|very much|quite|so|dearly|also|then|now|just|please|perhaps|maybe|kindly|only|first|finally|sort of"
    r"|kind of|sorta|kinda|like|somehow|all|sooner|much))*"
)
_MODAL = "could|can|might|may|shall|should|would|will|'d|'ll|ought to|need to|have to|get to|want to"
_BE = r"(?: be(?= [a-z]+ing\b))?"
_WOULD = (
    rf"(?:i|we)(?: (?:would|should|do)|'d)?{_SOFTLY}"
    r" (?:like|love|prefer|want|need|wish|ask|am hoping|was hoping|hope|beg)(?: it)?(?: very much| best)?"
)
_GOOD = (
    "lovely|nice|wonderful|great|good|best|beautiful|perfect|fun|ideal|splendid|charming|marvell?ous|amazing|cool|"
    "better|delightful|magical|pleasant|fine|enough|fitting|sweet|brilliant|fantastic|possible"
)
_SMALL = "slow|gentle|soft|little|slight|simple|small|very|long|tiny|short|quick"
_GLAD = "grateful|thankful|glad|happy|pleased|delighted|obliged|over the moon"
_IF_YOU = rf"if you{_SOFTLY}(?: (?:would|could|can|might))?{_SOFTLY}(?! [a-z]+ed\b)"
_WAYS = (
    "up|down|in|into|out|forward|back|along|around|round|across|over|through|past|toward|towards|away|closer|slowly|"
    "gently|inside|upstairs|downstairs|straight|by"
)
_NO_MOVE = "see|have|know|be|make|get|create|turn|use|add|show|animate|watch"
_START = r"(?:^|(?<=[.!?;:,\n] ))"
_ARE = r"(?: (?:are|is|were|was|had been|being)|'re|'s)"
_SOMEONE = rf"(?:we|you|i|one|someone|somebody|(?:the|a) (?:viewer|visitor|guest|person|child|{_EYE}))"
_THIS = rf"(?:it|this|that|the (?:{_EYE}|movement|whole thing|feeling|effect|impression))"
_FEELS = (
    rf"(?:(?:{_WOULD} {_THIS} to|(?:make|have) {_THIS}|{_THIS} (?:{_MODAL}|has to|needs to|must))"
    r" (?:feel|look|seem|be|appear)|(?:it|this|the (?:feeling|impression|effect|sense|idea)) (?:feels|is|seems))"
    r"(?: (?:a bit|a little|rather|very much|just|almost|more|exactly|something|one|that))*"
)
_EVENTS = r"(?= [a-z]+ing\b)"
_VERB = "(?= [a-z]+)"

_AS_CAMERA = (
    # *I would like us to walk up the path.*
    rf"\b{_WOULD} (?:for )?(?:{_US}) to(?! be\b){_VERB}",
    # *It should feel as if we are walking beside them*; *the feeling of walking*; *As if we were flying* alone.
    rf"\b{_FEELS} (?:(?:as if|as though|like|that) {_SOMEONE}{_ARE}{_SOFTLY}|of|like){_EVENTS}",
    rf"(?:^|(?<=[.!?;:\n] ))(?:as if|as though|like) {_SOMEONE}{_ARE}{_EVENTS}",
    # *I imagine gliding over the marsh.*
    rf"\b(?:i|we) (?:imagine|picture|envisage|fancy|see)(?: us)?{_EVENTS}",
    # *Perhaps we could back away*; *might we go round*; *would you hover*; *let us come nearer*; *have us turn*.
    (
        rf"\b(?:we|you){_SOFTLY}(?: (?:{_MODAL})|'d|'ll)(?! (?:have|be (?![a-z]+ing\b)|not|never)\b)"
        rf"{_SOFTLY}{_BE}{_VERB}"
    ),
    rf"\b(?:{_MODAL}) (?:we|you|u)(?! (?:have|be|make|let|get|keep)\b){_SOFTLY}{_VERB}",
    rf"\b(?:we|you) (?:find|see) (?:ourselves|yourself){_EVENTS}",
    # *I'd love to go round the lighthouse*; *I'd love to see us glide down the river*.
    rf"\b{_WOULD} to(?: see us| have us)?(?! (?:{_NO_MOVE})\b){_VERB}",
    (
        rf"(?:{_START}|(?<=please )|(?<=then )|(?<=and )|(?<=to )|(?<=you )|(?<=  ))(?:let|have|make|keep) us(?! be\b)"
        rf"{_VERB}"
    ),
)
"""What becomes *camera*: who is moved is the one who looks."""
_AS_GAZE = (
    # *The camera lets its gaze drop*; *let the eye travel up the tree*; *the eye is led from the basket to the lamp*.
    rf"\bthe (?:{_EYE}) (?:lets?|letting|allows|allowing) (?:its|the|our) (?:gaze|eyes?|look|attention)(?: to)?{_VERB}",
    rf"{_START}(?:please )?(?:let|have) (?:the|our|your|my) (?:gaze|eyes?|look|attention){_VERB}",
    r"\b(?:the viewer's|the|our) (?:gaze|eyes?) (?:is|are)(?= (?:led|guided|carried)\b)",
)
_BLANK = (
    rf"\b{_WOULD} you{_SOFTLY} to(?: please)?{_VERB}",
    rf"\b{_WOULD}(?: for)?(?= the (?:{_EYE}) (?:please )?to\b)",
    rf"\b{_WOULD}(?: that| if)(?= (?:we|the (?:{_EYE}))\b)",
    # *It would be lovely if we could ...*; *I would be grateful if you would ...*
    (
        rf"\b(?:it|that) (?:would|'d|might|will) be (?:so |very |quite |rather |most |really )?(?:{_GOOD})(?: of you)?"
        rf"(?: (?:{_IF_YOU}|if|for|to))?"
    ),
    (
        r"\b(?:i|we)(?: (?:would|should|am|are)|'d|'m) (?:be )?(?:so |very |most |really |quite |ever so )?"
        rf"(?:{_GLAD})(?: (?:{_IF_YOU}|if|for|to))?"
    ),
    # *Would you be so kind as to ...*; *would it be possible to ...*; *if you could, ...*
    (
        rf"{_START}(?:and )?(?:would|could|can|will|might) (?:you|the (?:{_EYE})){_SOFTLY} be so"
        r" (?:very )?(?:kind|good|nice) as to"
    ),
    (
        rf"{_START}(?:be so (?:kind|good) as to|would you mind|do you mind|would it be possible to|is it possible to"
        rf"|may i ask you to|might i ask you to|do me the favou?r of|{_IF_YOU},)"
    ),
    rf"{_START}(?:and )?(?:would|could|can|will) you{_SOFTLY}(?= (?:have|let|make|get|keep)\b)",
    r"\bif you(?: please|'d be so kind| would be so kind| like| don't mind| would)(?=[,.;!?]|$)",
    # *I wonder whether the camera could ...*; *I think a slow move in ...*
    (
        r"\b(?:i|we) (?:wonder|wondered|was wondering|am wondering|was hoping|am hoping|hope|hoped|think|thought"
        r"|imagine|imagined|suppose|suggest|propose|picture|envisage|feel|had in mind|have in mind|reckon|see)"
        rf"(?: (?:if|whether|that))?(?= (?:we|you|the (?:{_EYE})|a (?:{_SMALL}))\b)"
    ),
    (
        r"\b(?:what|all) (?:i|we)(?: would|'d|'m| am)? (?:want|like|need|wish|have in mind|ask|asking|after|hoping)"
        r"(?: for)? is(?: (?:for|to))?"
    ),
    r"\b(?:my|the|our) (?:wish|idea|plan|hope|thought|request) (?:is|was|would be)(?: (?:for|to|that))?",
    # *I would much appreciate a slow pan*; *may I have a slow circle*; *might I trouble you for a zoom*.
    rf"\b(?:i|we)(?: (?:would|should)|'d)?{_SOFTLY} appreciate(?: it(?: very much)? if)?",
    rf"\b{_WOULD}(?: for)?(?= (?:an?|one|some|just|no|nothing but)\b)",
    (
        rf"{_START}(?:can|could|may|might) i (?:please )?(?:have|get|see|ask for|trouble you for|bother you for)"
        r"(?= (?:an?|one)\b)"
    ),
    # *Is there any chance of the camera gliding ...*; *feel free to come in close*; *why don't we ...*.
    (
        rf"{_START}(?:is there )?(?:any|a) (?:chance|way|possibility)(?: (?:of having|of|that|to have|for))?"
        rf"(?= (?:we|you|us|the (?:{_EYE})|an?)\b)"
    ),
    (
        rf"{_START}(?:feel free to|don't hesitate to|do not hesitate to|don't be afraid to|why don't we|why don't you"
        r"|why not)"
    ),
    # *Get in close, I'm proud of that joint, then ease out*: what the writer feels is no event.
    (
        r"(?<=, )(?:i(?:'m| am) (?:so |very |really |rather |quite )?(?:proud|fond|sure|afraid)"
        r"|i (?:love|adore|like|made)|(?:it|that|he|she)(?:'s| is) my) [^,.;:!?\n]{2,40}(?=, (?:then|and|before)\b)"
    ),
    # *Give me a slow look around.*
    r"\b(?:give (?:me|us)|let (?:me|us) have|take|have) a (?:[a-z]+ ){0,3}(?=look (?:around|round|about)\b)",
)
"""What is left out, so that the wish stands alone."""


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(AT_WORD + f"(?:{'|'.join(patterns)})")


_CARRIED = ("camera going", "lens going", "we going", "we go")
_PASSIVE = re.compile(
    rf"\b(?:we|you|the viewer)(?: are| is|'re| get| gets){_SOFTLY} (?:led|taken|brought|guided|whisked|escorted|ushered"
    rf"|flown)(?= (?:{_WAYS})\b)"
)
"""*We are led down the nave*: who is carried is the one who looks."""
_GAZE, _CAMERA, _FRAME = _compiled(_AS_GAZE), _compiled(_AS_CAMERA), _compiled(_BLANK)


def without_courtesy(text: str) -> str:
    """Return ``text``, of equal length, with each polite frame around a wish for the camera taken away."""
    text = _FRAME.sub(lambda match: " " * len(match[0]), text)
    text = _GAZE.sub(lambda match: "our gaze".ljust(len(match[0]))[: len(match[0])], text)
    return _CAMERA.sub(_looker, _PASSIVE.sub(_carried, text))


def _carried(match: re.Match[str]) -> str:
    return next(going for going in _CARRIED if len(going) <= len(match[0])).ljust(len(match[0]))


def _looker(match: re.Match[str]) -> str:
    """Return who looks in the place of the frame; *we* where there is no room for more."""
    return ("viewpoint" if len(match[0]) > len("viewpoint") else "we").ljust(len(match[0]))
