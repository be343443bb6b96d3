"""Machines that carry cameras, where they are only things in the picture: 吊臂落下，镜头固定; 快递无人机降落."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inbetween.prompts.lexicon import who_chinese
from inbetween.prompts.meaning.rigs_english import DRONES, drone_is_seen
from inbetween.prompts.meaning.terms import Sense, Term
from inbetween.prompts.writing.words import Word

_RECORDING = ("镜头", "机位", "摄影机", "摄像机", "相机", "画面")
"""Where one of these is named, it is what records, and a crane is a thing."""
_CRANES = frozenset(("吊臂",))
_FLYING = frozenset(("无人机", "航拍机", "空拍机", "穿越机", "航拍"))
CARRIERS = _CRANES | _FLYING | {"摇臂", "云台", "斯坦尼康"}
"""Nouns that are the camera only because they carry it: a camera that is said to stand is another one."""
_APPARATUS = frozenset(("相机", "摄影机", "摄像机", "摄像头"))
_SEEN = re.compile(
    "(?:抬头|仰头|仰起头|指着|指向|追着|招手|挥手|欢呼)[^,.。;]{0,4}(?:它|无人机)"
    "|(?:看着|望着|盯着|目送着?)它|无人机从[^,。]{0,4}(?:手心|掌心|手里|手中|手上)"
    "|无人机(?:群|们)?(?:嗡嗡|撒|洒|载着|吊着|挂着|运着|送来|投下|喷|叼|坠|坏|失控|断电|没电|拖着|闪着|亮着|拼出|组成|排成)"
)
"""A drone that people look at, or that does what no camera does."""
_COUNTED = ("架", "台", "群", "批", "这", "那", "他的", "她的", "我的", "孩子的", "对手的", "敌人的")
_SORTS = tuple(who_chinese.DRONES_SEEN.split("|"))
_OLD = tuple(who_chinese.CAMERAS_SEEN.split("|"))
_PIECE = tuple(who_chinese.LENSES_SEEN.split("|"))
_PUT = tuple(who_chinese.WHERE_CAMERAS_LIE.split("|"))
_WORKS = tuple(who_chinese.LENSES_DO.split("|"))
_SHOWN = tuple(who_chinese.DRONES_FLOWN.split("|"))
_BEFORE, _BEHIND = 4, 6
_THING = Sense("own")


@dataclass(frozen=True, slots=True)
class Rigs:
    """What the text of a shot says of machines: another one has ``recorded`` it, somebody in it has ``flown`` one."""

    recorded: bool
    flown: bool = False
    seen: bool = False
    """An English text tells of a drone in the picture."""

    def as_things(self, terms: Sequence[Term]) -> list[Term]:
        """Return ``terms`` with the machines that are only in the picture as things."""
        return [
            term._replace(sense=_THING)
            if (term.role == "camera" and self._is_thing(terms, index)) or (self.seen and term.text in DRONES)
            else term
            for index, term in enumerate(terms)
        ]

    def _is_thing(self, terms: Sequence[Term], index: int) -> bool:
        if terms[index].text in _CRANES:
            return self.recorded
        before = "".join(term.text for term in terms[max(0, index - _BEFORE) : index])
        behind = "".join(term.text for term in terms[index + 1 : index + 1 + _BEHIND])
        if terms[index].text in _APPARATUS:
            return before.endswith(_OLD) or (behind[:1] == "在" and behind[1:].startswith(_PUT))
        if terms[index].text == "镜头":
            return before.endswith(_PIECE) or behind.removeprefix("缓缓").startswith(_WORKS)
        flown = self.flown and terms[index].text == "无人机"
        return terms[index].text in _FLYING and (flown or before.endswith((*_COUNTED, *_SORTS)))


def rigs(words: Sequence[Word]) -> Rigs:
    """Return what a shot's ``words`` say of its machines."""
    text = "".join([word.text for word in words])
    flown = any(name in text for name in _SHOWN) or _SEEN.search(text) is not None
    seen = drone_is_seen(" ".join([word.text for word in words]).replace(" '", "'"))
    return Rigs(recorded=any(name in text for name in _RECORDING), flown=flown, seen=seen)
