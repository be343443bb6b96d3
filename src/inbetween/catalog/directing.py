"""Which shot type counts against the prompt's own words."""

from inbetween.catalog.model import Model
from inbetween.domain.spec import ShotType


def counted_shot_type(model: Model, shot_type: ShotType, *, extended: bool = True) -> ShotType | None:
    """Return the shot type that beats the words of the prompt, or ``None`` where the words decide (section 10.1).

    It counts for models that have the parameter, and there only while prompts are rewritten.
    """
    return shot_type if model.shot_types and extended else None
