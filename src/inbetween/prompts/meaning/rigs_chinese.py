"""Machines that carry cameras, where they are only things in the picture: 吊臂落下，镜头固定; 快递无人机降落."""

from collections.abc import Sequence
from dataclasses import dataclass

from inbetween.prompts.lexicon import who_chinese
from inbetween.prompts.meaning.terms import Sense, Term
from inbetween.prompts.writing.words import Word

_RECORDING = ("镜头", "机位", "摄影机", "摄像机", "相机", "画面")
"""Where one of these is named, it is what records, and a crane is a thing."""
_CRANES = frozenset(("吊臂",))
_FLYING = frozenset(("无人机", "航拍机", "空拍机", "穿越机", "航拍"))
CARRIERS = _CRANES | _FLYING | {"摇臂", "云台", "斯坦尼康"}
"""Nouns that are the camera only because they carry it: a camera that is said to stand is another one."""
_COUNTED = ("架", "台", "群", "批", "这", "那", "他的", "她的", "我的", "孩子的", "对手的", "敌人的")
_SORTS = tuple(who_chinese.DRONES_SEEN.split("|"))
_BEFORE = 4
_THING = Sense("own")


@dataclass(frozen=True, slots=True)
class Rigs:
    """What the text of a shot says of the machines that carry cameras."""

    recorded: bool

    def as_things(self, terms: Sequence[Term]) -> list[Term]:
        """Return ``terms`` with the machines that are only in the picture as things."""
        return [
            term._replace(sense=_THING) if term.role == "camera" and self._is_thing(terms, index) else term
            for index, term in enumerate(terms)
        ]

    def _is_thing(self, terms: Sequence[Term], index: int) -> bool:
        if terms[index].text in _CRANES:
            return self.recorded
        if terms[index].text not in _FLYING:
            return False
        before = "".join(term.text for term in terms[max(0, index - _BEFORE) : index])
        return before.endswith((*_COUNTED, *_SORTS))


def rigs(words: Sequence[Word]) -> Rigs:
    """Return what a shot's ``words`` say of its machines."""
    text = "".join([word.text for word in words])
    return Rigs(any(name in text for name in _RECORDING))
