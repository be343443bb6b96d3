"""Whether a phrase is told not to be: *no handheld*, *without any cuts*, 不要配乐."""

from collections.abc import Sequence

from inbetween.prompts.lexicon import grammar
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.words import Word, listed

_REACH = 6
_BOOK: Phrasebook[str] = Phrasebook([("", grammar.NOT_NEGATIONS), ("no", grammar.NEGATIONS)])
_FILLERS = listed(
    "any a an the use using be do ever even sudden handheld camera visible other background more further or nor"
    " 任 何 有 出 现 使 用 过 多 剧 烈 明 显 的 画 面 镜 头 手 持 背 景 其 他 它 任何 和 或"
)


def refused(words: Sequence[Word], first: int) -> bool:
    """Say whether the phrase at word ``first`` is negated by the words directly before it."""
    start = max(0, first - _REACH)
    for hit in reversed(_BOOK.find(words[start:first])):
        between = words[start + hit.last : first]
        if all(word.text in _FILLERS or word.text.endswith("ly") for word in between):
            return hit.value == "no"
    return False
