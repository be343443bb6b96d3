"""What a sentence is about, told by the label before its colon: *Camera: slow push-in*, *Sound: rain on a roof*."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, listed

Section: TypeAlias = Literal["camera", "heard", "seen"]
"""What the camera does; what moves no camera at all, as sounds and what is not wanted; what is in the picture."""

_CAMERA = (
    "camera|cameras|camera movement|camera movements|camera motion|camera move|camera work|camerawork|camera direction|"
    "camera behavior|camera behaviour|camera path|camera style|camera angle|cinematography|cinematic framing|"
    "shot type|movement|camera instructions|camera & motion|camera and motion"
)
_HEARD = (
    "sound|sounds|sound design|sound effects|sound effect|sounds effects|sfx|snd|fx|vfx|visual effects|effects|"
    "special effects|audio|native audio|ambient audio|ambient sound|ambient sounds|ambience|ambiance|ambient|"
    "background sound|background audio|background music|foley|music|score|soundtrack|dialogue|dialog|voice|voiceover|"
    "voice over|narration|lighting|light|color|colors|colour|colours|color grade|color grading|color palette|palette|"
    "avoid|avoid these|excluded|do not include|do not use|forbidden|"
    "wardrobe|costume|costumes|makeup|props|resolution|aspect ratio|format"
)
_SEEN = (
    "subject|subjects|character|characters|action|actions|subject motion|subject action|subject movement|environment|"
    "setting|location|background|foreground|physics"
)
_CAMERA_CHINESE = (
    "运镜|镜头|运镜方式|镜头运动|镜头语言|机位|机位运动|摄影机运动|摄像机运动|相机运动|景别与运镜|景别运镜|拍摄手法|"
    "拍摄方式|镜头调度|镜头设计|运动方式|摄影|镜头动作"
)
_HEARD_CHINESE = (
    "声音|音效|音乐|配乐|背景音乐|背景音|环境音|环境音效|环境声|环境底声|声音设计|音频|音色|旁白|对白|台词|口播|bgm|字幕|文案|"
    "画外音|负面|负向|避免|禁止|禁忌|不要|不要出现|禁止出现|约束|约束条件|限制|限制条件|稳定性约束|负面约束|负面要求|规避"
)
_SEEN_CHINESE = (
    "主体|人物|角色|动作|主体动作|人物动作|主体运动|环境|场景描述|画面内容|画面描述|情节|剧情|内容|道具|服装|商品|产品|节奏|"
    "情绪|情绪曲线|氛围|布光|光线|灯光|光影|色彩|色调|风格|画面风格|视觉风格|画质|质感"
)
_LABELS: Phrasebook[Section] = Phrasebook(
    [
        ("camera", _CAMERA),
        ("heard", _HEARD),
        ("seen", _SEEN),
        ("camera", _CAMERA_CHINESE),
        ("heard", _HEARD_CHINESE),
        ("seen", _SEEN_CHINESE),
    ]
)
_MARKS = listed("[ ] ( ) * # - • { } 【 】 ,")
_JOINS = listed("/ & and + |")
_COLONS = listed(": =")


def section(words: Sequence[Word]) -> Section | None:
    """Return what the label at the beginning of a sentence says, of two of them the first: *Action/Motion:*."""
    first = _past(words, 0)
    hit = _LABELS.at(words, first)
    behind = hit.last if hit else first
    while hit and behind < len(words) and words[behind].text in _JOINS:
        more = _LABELS.at(words, behind + 1)
        behind = more.last if more else behind + 2
    behind = _past(words, behind)
    return hit.value if hit and behind < len(words) and words[behind].text in _COLONS else None


def is_label_alone(words: Sequence[Word]) -> bool:
    """Say whether nothing stands behind the colon of a label, so that the lines below it are what it tells."""
    last = next((word for word in reversed(words) if word.text not in _MARKS), None)
    return last is not None and last.text in _COLONS


def _past(words: Sequence[Word], first: int) -> int:
    """Return the first word from ``first`` on that is no mark around a label."""
    return next((at for at in range(first, len(words)) if words[at].text not in _MARKS), len(words))


def sections(parts: Sequence[Sequence[Word]]) -> list[Section | None]:
    """Return what the label of each sentence says; one that stands alone is told by the lines up to the next."""
    told: list[Section | None] = []
    below: Section | None = None
    for words in parts:
        about = section(words)
        if about is not None or is_label_alone(words):
            below = about if is_label_alone(words) else None
        told.append(about or below)
    return told
