"""The effects (the wire's ``template``): names, Chinese names, and the picture that each wants (section 3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from inbetween.domain.effects import EffectName

Subject: TypeAlias = Literal["anything", "one person", "one person or animal", "two people"]


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect. ``chinese`` is its published Chinese name; ``wants`` is what the first frame should show.

    Nobody checks the picture, neither the vendor nor we.
    """

    name: EffectName
    chinese: str
    wants: Subject


BOTH = (
    Effect("squish", "解压捏捏", "anything"),
    Effect("rotation", "转圈圈", "anything"),
    Effect("poke", "戳戳乐", "anything"),
    Effect("inflate", "气球膨胀", "anything"),
    Effect("dissolve", "分子扩散", "anything"),
    Effect("carousel", "时光木马", "one person"),
    Effect("singleheart", "爱你哟", "one person"),
    Effect("flying", "魔法悬浮", "one person or animal"),
    Effect("rose", "赠人玫瑰", "one person or animal"),
    Effect("crystalrose", "闪亮玫瑰", "one person or animal"),
    Effect("hug", "爱的抱抱", "two people"),
    Effect("frenchkiss", "唇齿相依", "two people"),
    Effect("coupleheart", "双倍心动", "two people"),
)
"""Effects of both first-frame models of wan 2.1."""

PLUS = (
    Effect("melt", "热浪融化", "anything"),
    Effect("icecream", "冰淇淋星球", "anything"),
    Effect("dance1", "摇摆时刻", "one person"),
    Effect("dance2", "头号甩舞", "one person"),
    Effect("dance3", "星摇时刻", "one person"),
    Effect("dance4", "指感节奏", "one person"),
    Effect("dance5", "舞动开关", "one person"),
    Effect("mermaid", "人鱼觉醒", "one person"),
    Effect("graduation", "学术加冕", "one person"),
    Effect("dragon", "巨兽追袭", "one person"),
    Effect("money", "财从天降", "one person"),
    Effect("jellyfish", "水母之约", "one person"),
    Effect("pupil", "瞳孔穿越", "one person"),
)
"""Effects of the larger one alone."""

KEYFRAMES = (
    Effect("hanfu-1", "唐韵翩然", "one person"),
    Effect("solaron", "机甲变身", "one person"),
    Effect("magazine", "闪耀封面", "one person"),
    Effect("mech1", "机械觉醒", "one person"),
    Effect("mech2", "赛博登场", "one person"),
)
"""Effects of the keyframe model of wan 2.1; they take the first frame alone."""

EFFECTS: Mapping[str, Effect] = MappingProxyType({effect.name: effect for effect in (*BOTH, *PLUS, *KEYFRAMES)})

_MISPRINTS = {"hufu-1": "hanfu-1"}  # one page of the vendor's has it


def known_as(template: str) -> str:
    """Return the name that a template is declared under."""
    return _MISPRINTS.get(template, template)


def names(*groups: tuple[Effect, ...]) -> tuple[str, ...]:
    """Return the names of some groups of effects."""
    return tuple(effect.name for group in groups for effect in group)
