"""The words that cut from one shot to the next."""

from collections.abc import Sequence

from inbetween.domain.plan import Transition
from inbetween.prompts.lexicon import framing as lexicon
from inbetween.prompts.meaning.framing import sizes
from inbetween.prompts.shots.passing_english import of_picture
from inbetween.prompts.writing.phrases import Hit, Phrasebook
from inbetween.prompts.writing.refusals import refused
from inbetween.prompts.writing.words import Word, listed

_CUTS: Phrasebook[Transition | None] = Phrasebook([(None, lexicon.CUT_ASIDE), *lexicon.CUTS.items()])  # type: ignore[list-item]
_CUT = "切"
_CUT_UP = listed("一 横 剪 密 热 迫 亲 关 确 真 恳 悲 急 贴")
"""Before 切 these make another word of it: 一切, 横切, 密切."""
_MARKS = listed(", . 。 ; ! ? :")
_SWITCHED = ("切换到", "切换至", "切换为", "切换成", "切到", "切至", "切入")
"""What anything may do that has two states."""
_TURNS_INTO = ("渐变到", "渐变至", "渐变为", "渐变成")
"""What a thing does as well as the picture: 裙子渐变成红色."""
_SEEN = ("镜", "画面", "场景", "视角", "机位", "景别", "航拍", "俯拍", "仰拍", "特写", "全景", "中景", "近景", "远景")
"""Where one of these is named, it is the picture that is switched."""
_STATES = (
    "灯光", "光线", "光效", "色调", "颜色", "表情", "神情", "眼神", "情绪", "模式", "状态", "频道", "屏幕", "界面",
    "节目", "音乐", "节奏", "姿势", "动作", "形态", "造型", "服装", "武器", "档位", "歌曲",
)  # fmt: skip
"""What is switched within a shot: 灯光切换到冷色."""


def cuts(words: Sequence[Word]) -> list[Hit[Transition | None]]:
    """Return the words that cut from one shot to the next, in text order."""
    told = [hit for hit in _CUTS.find(words) if hit.value and not refused(words, hit.first)]
    found = [hit for hit in told if of_picture(words, hit.first) and not _switches(words, hit)]
    taken = {index for hit in found for index in range(hit.first, hit.last)}
    return sorted([*found, *(hit for hit in _to_sizes(words) if hit.first not in taken)], key=lambda hit: hit.first)


def _to_sizes(words: Sequence[Word]) -> list[Hit[Transition | None]]:
    """Return the cuts to another size: 特写切全景."""
    if not any(word.text == _CUT for word in words):
        return []
    starts = (hit.first for hit in sizes(words))
    return [
        Hit(start - 1, start, "cut")
        for start in starts
        if start and words[start - 1].text == _CUT and (start < 2 or words[start - 2].text not in _CUT_UP)
    ]


def _switches(words: Sequence[Word], hit: Hit[Transition | None]) -> bool:
    """Say whether something in the picture is switched: 从战斗模式切换到待机模式."""
    told = "".join(word.text for word in words[hit.first : hit.last])
    if told not in _SWITCHED + _TURNS_INTO:
        return False
    start = next((at + 1 for at in range(hit.first - 1, -1, -1) if words[at].text in _MARKS), 0)
    before = "".join(word.text for word in words[start : hit.first])
    if any(seen in before for seen in _SEEN):
        return False
    return told in _TURNS_INTO or "从" in before or "由" in before or any(state in before for state in _STATES)
