"""Who speaks a line, how, and in which language."""

from collections.abc import Mapping
from typing import Any

from inbetween.domain.plan import Dialogue
from inbetween.prompts.lexicon import speech
from inbetween.prompts.writing.phrases import Phrasebook
from inbetween.prompts.writing.quotes import Quote
from inbetween.prompts.writing.words import is_chinese, split


def _book(table: Mapping[str, str]) -> Phrasebook[Any]:
    return Phrasebook(table.items())


_SPEAKERS, _AGES, _MANNERS = _book(speech.SPEAKERS), _book(speech.AGES), _book(speech.MANNERS)


def language(text: str) -> str:
    """Return ``ja``, ``ko``, ``zh`` or ``en`` by the letters of ``text``."""
    if any("\u3040" <= letter <= "\u30ff" for letter in text):
        return "ja"
    if any("\uac00" <= letter <= "\ud7af" for letter in text):
        return "ko"
    return "zh" if is_chinese(text) else "en"


def dialogue(quote: Quote, seconds: float) -> Dialogue:
    """Return the line of a quote; the words nearest to it say whose voice it is."""
    words = split(quote.before)
    voice, age, manner = (_last(book, words) for book in (_SPEAKERS, _AGES, _MANNERS))
    return Dialogue(text=quote.text, lang=language(quote.text), t=seconds, voice=voice, age=age, manner=manner)  # type: ignore[arg-type]


def _last(book: Phrasebook[Any], words: Any) -> Any:
    found = book.find(words)
    return found[-1].value if found else None
