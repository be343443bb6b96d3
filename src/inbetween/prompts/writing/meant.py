"""What a prompt says is brought to what it means: frames, likenesses and roundabout words give way to plain ones.

Each step answers with text of equal length, so that a place in it is a place in the prompt. The rules of all steps are
written in lower case and laid against lower-case text; looking for both cases takes twice as long.
"""

from string import ascii_lowercase, ascii_uppercase

from inbetween.prompts.writing.commands import joined
from inbetween.prompts.writing.expected import without_expected
from inbetween.prompts.writing.focus_english import as_focus
from inbetween.prompts.writing.inverted import straightened
from inbetween.prompts.writing.likenesses import without_likenesses
from inbetween.prompts.writing.nouns_english import as_verbs
from inbetween.prompts.writing.routes_english import with_verbs
from inbetween.prompts.writing.unmeant import standing, without_unmeant
from inbetween.prompts.writing.unmeant_chinese import without_unmeant_chinese
from inbetween.prompts.writing.vertigo_english import as_vertigo
from inbetween.prompts.writing.wishes import without_courtesy
from inbetween.prompts.writing.wishes_chinese import without_wishes

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
"""ASCII alone: other letters may change their number with their case."""
_STEPS = (
    *(without_expected, without_courtesy, without_wishes, with_verbs, as_verbs, as_focus, as_vertigo),
    *(without_unmeant_chinese, straightened, standing, without_likenesses, without_unmeant, joined),
)


def meant(masked: str) -> str:
    """Return ``masked``, of equal length, as it is meant; capitals that stay stay so: labels need them."""
    lower = text = masked.translate(_LOWER)
    for step in _STEPS:
        text = step(text)
    if lower == masked:
        return text
    return "".join([was if now == small else now for was, small, now in zip(masked, lower, text, strict=True)])
