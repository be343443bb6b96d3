"""English verbs in all their forms, so that a lexicon names each once: ``zoom~`` is zoom, zooms, zooming, zoomed."""

from collections.abc import Iterable, Sequence
from itertools import product

from inbetween.prompts.writing.words import listed

_DOUBLING = listed(
    "pan whip snap jib skim zip spin drop dip step swim run cut get let stop trim trip plan"
    " begin bob crab drag flip hop jet jog lag pop propel scan set sit slip stir tip trot wrap zigzag"
)
"""Verbs that double their last consonant."""

_IRREGULAR = {
    "fly": "flew flown", "rise": "rose risen", "fall": "fell fallen", "spin": "spun", "swing": "swung", "sink": "sank",
    "sweep": "swept", "creep": "crept", "slide": "slid", "draw": "drew drawn", "get": "got", "go": "went gone",
    "come": "came", "hold": "held", "keep": "kept", "stand": "stood", "sit": "sat", "wind": "wound",
    "dive": "dived dove", "dissolve": "dissolved", "say": "said", "tell": "told", "speak": "spoke spoken",
    "sing": "sang sung", "begin": "began begun", "withdraw": "withdrew withdrawn", "ride": "rode", "run": "ran",
    "cut": "cut", "break": "broke broken", "shake": "shook shaken", "ring": "rang", "swim": "swam", "lead": "led",
    "bring": "brought", "burst": "burst", "weave": "wove", "drive": "drove", "find": "found",
}  # fmt: skip


def present(verb: str) -> str:
    """Return what he, she or it does."""
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeo" else verb + "s"


def participle(verb: str) -> str:
    """Return the form in -ing."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def past(verb: str) -> tuple[str, ...]:
    """Return the past forms."""
    if verb in _IRREGULAR:
        return tuple(_IRREGULAR[verb].split())
    if verb.endswith("y") and verb[-2] not in "aeo":
        return (verb[:-1] + "ied",)
    return (verb + "d",) if verb.endswith("e") else (_doubled(verb) + "ed",)


def inflect(verb: str) -> tuple[str, ...]:
    """Return all forms of ``verb``, its base form first."""
    return (verb, present(verb), participle(verb), *past(verb))


def forms(phrase: Sequence[str]) -> Iterable[Sequence[str]]:
    """Return ``phrase`` with each word that ends in ``~`` in all its forms."""
    if "~" not in "".join(phrase):
        return (phrase,)  # most of them
    return product(*(inflect(word[:-1]) if word.endswith("~") else (word,) for word in phrase))


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLING else verb
