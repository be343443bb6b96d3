"""What a video should not show, where the caller does not say: the other half of guidance. No torch."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from inbetween.engines.protocol import Scene

UNWANTED = (
    "定格不动的镜头，人物僵住，过度曝光，颜色发白发灰，细节糊成一片，压缩马赛克，噪点，闪烁，字幕、水印、台标与黑边，"
    "手指多出或粘连，肢体扭折，五官走样，物体凭空出现或消失，动作倒放；"
    "a frozen shot, stiff people, burnt highlights, faded grey colours, smeared detail, compression blocks, flicker, "
    "captions, logos, borders, extra or fused fingers, bent limbs, a face that melts, things that pop in or out"
)
"""Taken where neither the caller nor the map says what is unwanted.

Guidance leads away from what these words describe, and from an empty text to nowhere in particular. The makers' own
programs always give a list, in Chinese; this one names the same kinds of faults in words of our own. What it does to a
video nobody has seen here: no weights were at hand.
"""

OPTION = "negative_prompt"
"""The key of the map's ``options`` that takes the place of ``UNWANTED``; an empty text switches it off."""

By: TypeAlias = Literal["caller", "map", "default"]


def unwanted_of(scene: Scene, options: Mapping[str, Any]) -> tuple[str, By]:
    """Return what a scene should not show, and who says so.

    Weights that are asked once per step, without guidance, never read it.
    """
    if scene.negative_prompt:
        return scene.negative_prompt, "caller"
    return (str(options[OPTION]), "map") if OPTION in options else (UNWANTED, "default")
