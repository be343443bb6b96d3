"""Moves told as English nouns are put as verbs: *a jerk of the camera upwards*, *make one full turn around the trunk*.

The rooms behind this one look for a verb and for who does it. Here a noun with a verb that means little, a noun *of the
camera*, and what is done *with the camera* become what they say, in as many characters.
"""

import re

from inbetween.prompts.lexicon import nouns_english as lexicon
from inbetween.prompts.writing.forms import participle, present
from inbetween.prompts.writing.words import AT_WORD

_VERBS = {noun: verb for verb, nouns in lexicon.MOTIONS.items() for noun in nouns.split("|")}
_NOUNS = "|".join(sorted(_VERBS, key=len, reverse=True))
_ROUNDS = "|".join(noun for noun in lexicon.MOTIONS["circle"].split("|") if noun not in ("arc", "tour"))
_LIGHT = "|".join(form for verb in lexicon.LIGHT.split("|") for form in (verb, present(verb), participle(verb)))
_CAMERA = r"(?:the |our |your |my |this |an? )?(?:camera|lens|drone|steadicam|viewpoint)"
_WAY = rf"(?=,? (?:slowly |gently |quickly |very |straight |right |all |back )?(?:{lexicon.WAYS})\b)"
_START = r"(?:^|(?<=[.!?;:\n] )|(?<=, ))"
_POLITE = r"(?:(?:please|pls|kindly|simply|just|now|then|and|first|next|finally|afterwards|slowly|gently) )*"
_ADJECTIVES = r"((?:(?!(?:and|or|of|the|camera|lens|view|shot|frame|drone|picture)\b)[a-z-]+ ){0,3}?)"
_REST = r"[^.,;:!?\n]*"
"""What is left of a clause."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(AT_WORD + pattern)


_DONE = _compiled(
    rf"\b({_LIGHT})(?: us| me| it)? (?:{lexicon.DETERMINERS}) {_ADJECTIVES}"
    rf"(?:({_NOUNS})\b{_WAY}|({_ROUNDS}) of(?= the\b))"
)
"""*Makes a quick jump backwards*, *do one lap of the statue*."""
_OF_ONE = _compiled(r"make (?:the|its) (?!(?:final|last|first|next|same|full|whole|half|slow|quick)\b)")
"""*Make the cat turn left* has somebody do it."""
_OF_CAMERA = _compiled(rf"(?:\b(?:an?|one|the) )?\b(?:({lexicon.AHEAD}) )?({_NOUNS}) (?:of|by|from|with) {_CAMERA}\b")
"""*One backward movement of the camera*."""
_REFUSED = _compiled(r"\b(?:no|any|without|zero|not|never|avoid)(?: [a-z-]+){0,2} ?$")
_USED = _compiled(
    rf"({_START}{_POLITE}(?:{lexicon.GOERS})\b(?: (?!with\b|and\b)[a-z]+){{0,6}}?) with {_CAMERA}\b"
    r"(?! (?:at rest|still|static|resting|fixed|motionless|locked|steady|parked)\b)"
)
"""*Enter with the camera between the stalls*."""
_TAKEN = _compiled(rf"{_START}with (?:the|our|your) camera\b{_WAY}")
_LEADS_OFF = _compiled(r"(?:up|down|around|round|back|upwards?|downwards?|forwards?|backwards?)\b")
_UNTIL = _compiled(
    r"\b((?:go|goes|going|come|comes|fly|flies|flying|moves?|moving|walks?|walking|travels?|advances?|advancing) )"
    r"(?:until|till)(?= (?:the|a|her|his|its) (?:[a-z]+|(?:end|top|edge|foot|middle) of the [a-z]+)(?:[.,;]|$))"
)
"""*Goes until the window*: behind a verb and before a thing alone it says how far."""
_ALONE = _compiled(
    rf"{_START}(?:with )?(?:(?:an?|one|the) )?((?:(?:{lexicon.MANNERS}) ){{0,3}})"
    rf"(?:({lexicon.ABSTRACT})\b{_WAY}|({_ROUNDS}) of(?= the\b))"
    rf"(?!{_REST} (?:{lexicon.FINITE}) )"
)
"""*Slow movement toward the baby* for a sentence."""
_IS = _compiled(
    r"\b(?:the|its) (?:camera )?(?:movement|motion|move)(?: of the camera)? (?:is|goes|leads|runs"
    rf"|(?:should|shall|has to|must) (?:be|go)){_WAY}"
)
"""*The movement is forward, through the arch.*"""
_FROM = _compiled(
    rf"({_START}from (?:the|her|his|their|its|a|an|our|this)(?: [a-z']+){{1,4}}?) "
    rf"(?=(?:slowly |gently |please )?(?:{lexicon.ONLY_VERBS})\b(?:{_WAY}| (?:the|our|your) (?:view|frame|gaze)\b))"
)
"""*From the street go up to the balcony*, which lacks its comma."""
_TAKE_IT = _compiled(
    rf"({_START}{_POLITE})(?:take|bring) it"
    r"(?= (?:slowly |gently |quickly |all the way |straight |right )*(?:up|down|left|right|to the (?:left|right)|back|"
    r"forwards?|round|around|along|over|through|closer|across)\b)"
)
"""*Take it up a bit*: what a prompt has before it is its video."""
_BEFORE = 40
"""Characters before a noun in which it may be refused."""


def as_verbs(text: str) -> str:
    """Return ``text``, of equal length, with the camera's moves put as verbs where nouns told them."""
    text = _DONE.sub(_done, text)
    text = _OF_CAMERA.sub(_of_camera, text)
    text = _ALONE.sub(_alone, text)
    text = _IS.sub(lambda match: "camera goes".ljust(len(match[0])), text)
    text = _TAKE_IT.sub(lambda match: f"{match[1]}we go".ljust(len(match[0])), text)
    text = _FROM.sub(r"\1,", text)
    text = _USED.sub(_used, text)
    text = _UNTIL.sub(lambda match: f"{match[1]}to".ljust(len(match[0])), text)
    return _TAKEN.sub("camera goes".ljust(len("with the camera")), text)


def _done(match: re.Match[str]) -> str:
    """Return the verb in the form that the empty one had: *makes a quick turn* is *turns quick*."""
    light, adjectives, noun = match[1], match[2], match[3] or match[4]
    if light == "make" and adjectives and _OF_ONE.match(match[0]):
        return match[0]
    verb = _VERBS[noun]
    form = participle(verb) if light.endswith("ing") else present(verb) if light.endswith("s") else verb
    return _fitting(match, f"{form} {adjectives}", form)


def _of_camera(match: re.Match[str]) -> str:
    looks = _VERBS[match[2]] == "look"
    if looks or _REFUSED.search(match.string[max(0, match.start() - _BEFORE) : match.start()]):
        return match[0]
    way = f" {match[1]}" if match[1] else ""
    return _fitting(match, f"camera {present(_VERBS[match[2]])}{way}")


def _alone(match: re.Match[str]) -> str:
    verb = _VERBS[match[2] or match[3]]
    return _fitting(match, f"{match[1]}camera {present(verb)}", f"{match[1]}we {verb}", f"we {verb}")


def _used(match: re.Match[str]) -> str:
    """Return an order without its tool; a way that has no verb gets one: *down with the camera to the grass*."""
    return _fitting(match, f"camera goes {match[1]}" if _LEADS_OFF.match(match[1]) else match[1])


def _fitting(match: re.Match[str], *wordings: str) -> str:
    """Return the first wording for which there is room, in as many characters as it replaces."""
    length = len(match[0])
    return next((each.ljust(length) for each in wordings if len(each) <= length), match[0])
