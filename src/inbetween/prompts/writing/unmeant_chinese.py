"""What a Chinese prompt says of moves without meaning them: taken back, weighed, likened, summed up."""

import re

from inbetween.prompts.writing.pictured_chinese import with_moves

_CAMERAS = "镜头|摄影机|摄像机|无人机|相机|机位|画面|视角"
_LIKE = "像|如同|好像|仿佛|犹如|宛如|就像|恰似|好比"
_CLAUSE = r"(?:^|(?<=[,.。;:!?\n]))"
_BEFORE = (
    "原脚本|原方案|原计划|原文|原来|原先|原定|原本|本来|上一版|上次|上版|旧版|初稿|第一版|老版本|最早|"
    "(?:之前|刚才|前面|上面|一开始|起先|最初|先前)(?:说|写|想|定|提|要|打算)"
)
_BUT_NOW = (
    "(?:这一?版|这次|这回|现在|后来|如今|今天|新版|最终|最后|但|可|却|其实|实际|结果|于是)?[^,.。;!?]{0,4}?"
    "(?:改|换|不用|不要|取消|作废|撤|删)"
)
_UNMEANT = tuple(
    re.compile(pattern)
    for pattern in (
        # 与其推近，不如下摇。
        r"与其(?!说)[^.。;!?\n]{1,40}?(?=,? ?(?:倒|还|真)?不如|,? ?宁可|,? ?宁愿)",
        # 环绕一圈太多了，改成推近。
        _CLAUSE + r"[^,.。;:!?\n]{2,30}?(?:太|过于)[^,.。;!?\n]{1,6}(?=,(?:还是|不如|改|换|那就))",
        # 原脚本写的是甩镜头，这版换成慢摇。
        rf"(?:{_BEFORE})[^.。;!?\n]{{1,40}}?(?=,{_BUT_NOW})",
        # 要不推近一点？还是算了。
        r"(?:^|(?<=[.。!?;:\n]))[^.。!?;:\n]{2,60}\? ?(?:还是|那)?(?:算了|免了|不了|别了|不必|不可|没必要|大可不必)",
        r"(?:^|(?<=[.。!?;:\n]))[^.。!?;:\n]{1,80}还是[^.。!?;:\n]{1,80}\?",
        # 思绪像镜头一样拉远。
        (
            rf"{_CLAUSE}(?!{_CAMERAS})[^,.。;:!?\n]{{1,8}}?(?:{_LIKE})[^,.。;!?\n]{{0,12}}(?:镜头|摄影机|摄像机|无人机|相机)"
            r"[^,.。;!?\n]*?(?:一样|一般|那样|似的|般)[^,.。;!?\n]*"
        ),
        # 推拉结合：先推到手，再拉到全身。
        _CLAUSE + r"(?:推拉|摇移|推拉摇移|推摇|升降|推移|横竖)(?:相?结合|组合|配合|并用)[:,](?=先)",
    )
)
_BUT_THIS = re.compile(
    rf"(除了?[^,.。;!?\n]{{1,20}},)((?:{_CAMERAS})?[^,.。;!?\n]{{0,4}}"
    r"(?:(?:什么|哪儿|哪里|别的|其他|其余|任何|再)[^,.。;!?\n]{0,8}(?:不|没|别|无)"
    r"|(?:不|没|别|无)[^,.。;!?\n]{0,6}(?:别的|其他|其它|任何|什么|多余))[^,.。;!?\n]*)"
)
"""Nothing but what stands before: 除了左移，镜头什么也不做."""


def without_unmeant_chinese(text: str) -> str:
    """Return ``text`` with what is not meant blanked, of equal length."""
    if text.isascii():
        return text
    text = _BUT_THIS.sub(lambda match: match[1] + " " * len(match[2]), text)
    for pattern in _UNMEANT:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return with_moves(text)
