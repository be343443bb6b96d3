"""What one finished task cost."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Billed output of one SUCCEEDED task. Failed, cancelled and expired tasks have none.

    ``seconds`` is the whole video, of which ``input_seconds`` are a given clip's. ``sound`` says whether it can be
    heard: some models cost less without.
    """

    model: str
    resolution: str
    seconds: int
    input_seconds: int = 0
    sound: bool = False
    videos: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return the usage as plain JSON values."""
        return asdict(self)
