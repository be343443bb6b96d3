"""What one finished task cost."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Billed output of one SUCCEEDED task. Failed, cancelled and expired tasks have none."""

    model: str
    resolution: str
    seconds: int
    videos: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return the usage as plain JSON values."""
        return asdict(self)
