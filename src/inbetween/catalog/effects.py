"""The effects (the wire's ``template``): names, Chinese names, and the picture that each wants (section 3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from inbetween.domain.effects import EffectName

Subject: TypeAlias = Literal["anything", "one person", "one person or animal", "two people"]


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect. ``chinese`` is its published Chinese name; ``wants`` is what the first frame should show.

    Nobody checks the picture, neither the vendor nor we. ``shows`` is what our procedure makes of it, in one sentence,
    and ``limits`` what that is not: everything is drawn by code, and nobody in the picture acts.
    """

    name: EffectName
    chinese: str
    wants: Subject
    shows: str
    limits: str


BOTH = (
    Effect(
        "squish",
        "解压捏捏",
        "anything",
        "Two cartoon gloves squeeze the subject like a stress ball.",
        "The cut-out bends; no finger sinks in.",
    ),
    Effect(
        "rotation",
        "转圈圈",
        "anything",
        "The subject winds up, spins three turns like a standee on a turntable, and settles.",
        "It is flat: its back is its mirrored front.",
    ),
    Effect(
        "poke",
        "戳戳乐",
        "anything",
        "A gloved finger pokes the subject here and there, and the picture wobbles like jelly.",
        "The picture bends; nobody reacts.",
    ),
    Effect(
        "inflate",
        "气球膨胀",
        "anything",
        "Five puffs blow the subject up into a shiny balloon, which lifts off on a string.",
        "The cut-out swells; hair and clothes stay what they are.",
    ),
    Effect(
        "dissolve",
        "分子扩散",
        "anything",
        "From one shoulder on, the subject breaks into its own pixels and blows away.",
        "It ends on an empty, dark backdrop.",
    ),
    Effect(
        "carousel",
        "时光木马",
        "one person",
        "The subject rides among painted horses under the lights of a night carousel.",
        "A set is built around the picture; nobody sits astride.",
    ),
    Effect(
        "singleheart",
        "爱你哟",
        "one person",
        "A heart of neon light is written round the subject; a glossy one pops and beats.",
        "No hands of the person form it.",
    ),
    Effect(
        "flying",
        "魔法悬浮",
        "one person or animal",
        "A magic circle lights up and lifts the subject, with sparks spiralling round.",
        "The cut-out floats; where the frame cut it off, it fades.",
    ),
    Effect(
        "rose",
        "赠人玫瑰",
        "one person or animal",
        "A long-stemmed red rose is held out to the viewer while petals fall.",
        "The rose is drawn; no hand of the person gives it.",
    ),
    Effect(
        "crystalrose",
        "闪亮玫瑰",
        "one person or animal",
        "The same rose, cut from iridescent glass, bends the picture behind it and glints.",
        "The rose is drawn; no hand of the person gives it.",
    ),
    Effect(
        "hug",
        "爱的抱抱",
        "two people",
        "The two lean together, and two big plush arms close round them and squeeze.",
        "A teddy bear hugs them; their own arms do not move.",
    ),
    Effect(
        "frenchkiss",
        "唇齿相依",
        "two people",
        "The camera pushes in on two faces that draw together against a setting sun; kisses print the frame.",
        "The faces approach; they do not kiss.",
    ),
    Effect(
        "coupleheart",
        "双倍心动",
        "two people",
        "Two halves of a heart of light are written and meet; two hearts fly up and become one.",
        "The two lean together; no hands form a heart.",
    ),
)
"""Effects of both first-frame models of wan 2.1."""

PLUS = (
    Effect(
        "melt",
        "热浪融化",
        "anything",
        "In the heat the subject sags, runs and settles as a wet heap.",
        "The cut-out sags; nothing is fluid.",
    ),
    Effect(
        "icecream",
        "冰淇淋星球",
        "anything",
        "The picture curls into a ball that lands on a waffle cone among candy planets.",
        "The whole picture is the scoop; nothing of it is eaten.",
    ),
    Effect(
        "dance1",
        "摇摆时刻",
        "one person",
        "The subject sways its hips on a stage with five coloured beams.",
        "The cut-out bends as a whole: no arm or leg moves by itself.",
    ),
    Effect(
        "dance2",
        "头号甩舞",
        "one person",
        "The subject swings its head to a fast beat, with coloured afterimages.",
        "The cut-out bends as a whole: no arm or leg moves by itself.",
    ),
    Effect(
        "dance3",
        "星摇时刻",
        "one person",
        "The subject bounces under a mirror ball, and stars fly from every beat.",
        "The cut-out bends as a whole: no arm or leg moves by itself.",
    ),
    Effect(
        "dance4",
        "指感节奏",
        "one person",
        "The subject ticks to a finger that taps the frame, above the bars of an equaliser.",
        "The cut-out bends as a whole: the finger is drawn.",
    ),
    Effect(
        "dance5",
        "舞动开关",
        "one person",
        "Every bar switches the look: close-up, three of you, split screen, night.",
        "The cut-out bends as a whole: no arm or leg moves by itself.",
    ),
    Effect(
        "mermaid",
        "人鱼觉醒",
        "one person",
        "Under water a shining line leaves iridescent scales on the body, and a tail fin rises beside it.",
        "A costume of light; legs do not become a tail.",
    ),
    Effect(
        "graduation",
        "学术加冕",
        "one person",
        "A mortarboard drops onto the head and bounces; scrolls, caps and confetti fly.",
        "All of it is drawn on; the person wears what they wore.",
    ),
    Effect(
        "dragon",
        "巨兽追袭",
        "one person",
        "Storm light and smoke; a dragon rises behind the subject and breathes fire.",
        "A drawn puppet in good light; nobody runs away.",
    ),
    Effect(
        "money",
        "财从天降",
        "one person",
        "Banknotes and coins tumble down behind and before the subject.",
        "The notes are of no real currency.",
    ),
    Effect(
        "jellyfish",
        "水母之约",
        "one person",
        "A deep blue night sea, and glowing jellyfish that drift up past the subject.",
        "Light and water are laid over the picture; nobody swims.",
    ),
    Effect(
        "pupil",
        "瞳孔穿越",
        "one person",
        "The camera dives into the eye, through a tunnel of light, and out into the same picture.",
        "Close up, the iris is drawn: the picture has no such detail.",
    ),
)
"""Effects of the larger one alone."""

KEYFRAMES = (
    Effect(
        "hanfu-1",
        "唐韵翩然",
        "one person",
        "Ink blooms over the picture and turns it into a Tang silk painting with a gold moon and hills.",
        "The picture is painted over; nobody changes clothes.",
    ),
    Effect(
        "solaron",
        "机甲变身",
        "one person",
        "A solar core ignites, golden plates close over the body, and a sun disc and wings open.",
        "The picture is gilded; its shape stays, and so does the face.",
    ),
    Effect(
        "magazine",
        "闪耀封面",
        "one person",
        "Three flashes, three crops, and the last shot becomes a glossy cover that turns in the light.",
        "The picture is printed; pose and clothes stay.",
    ),
    Effect(
        "mech1",
        "机械觉醒",
        "one person",
        "A scanner climbs the body, steel plates lock behind it, robot arms weld, and the core lights up.",
        "The picture is plated; its shape stays.",
    ),
    Effect(
        "mech2",
        "赛博登场",
        "one person",
        "The signal breaks, and the subject returns as a hologram and solidifies in a neon city in the rain.",
        "The city is drawn; the person stays as photographed.",
    ),
)
"""Effects of the keyframe model of wan 2.1; they take the first frame alone."""

EFFECTS: Mapping[str, Effect] = MappingProxyType({effect.name: effect for effect in (*BOTH, *PLUS, *KEYFRAMES)})

PREVIEWS = Path(__file__).with_name("previews")
"""Holds a small moving picture of each effect that is rendered here, ``squish.webp``: ``make effects-gallery``."""

_MISPRINTS = {"hufu-1": "hanfu-1"}  # one page of the vendor's has it


def known_as(template: str) -> str:
    """Return the name that a template is declared under."""
    return _MISPRINTS.get(template, template)


def names(*groups: tuple[Effect, ...]) -> tuple[str, ...]:
    """Return the names of some groups of effects."""
    return tuple(effect.name for group in groups for effect in group)
