"""What ``inbetween doctor`` says about one thing that it has looked at."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["works", "weak", "broken", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. ``mend`` is empty when there is nothing to do."""

    name: str
    state: State
    found: str
    mend: str = ""
