"""An entry of the model map: another server that renders. Plain values; the key stays in its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities
from inbetween.engines.remote.dashscope import DashScope
from inbetween.engines.remote.lightx2v import FROM_FRAMES, NATIVE_FPS, LightX2V
from inbetween.engines.remote.line import Place
from inbetween.engines.remote.openai_videos import FROM_FIRST_FRAME, OpenAIVideos
from inbetween.engines.remote.peer import Peer

ENGINE = "remote"
"""The engine's name, in answers and in the file's tag."""

Dialect: TypeAlias = Literal["dashscope", "openai", "lightx2v"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A server at ``url`` (the base that the paths of its API stand behind), asked in ``dialect``.

    ``key_file`` holds its key. ``model`` is their name of the model, ours where it is absent. ``fields`` go into every
    request, where the dialect has forms. ``idempotent``: it knows a repeated create by its Idempotency-Key. ``fps`` and
    ``length_field`` are LightX2V's. ``everything`` is what the vendor's own cloud can be asked for.
    """

    name: str
    dialect: Dialect
    url: str
    key_file: Path | None = None
    model: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    idempotent: bool = False
    fps: int = NATIVE_FPS
    length_field: str = "num_frames"
    everything: Abilities

    @property
    def capabilities(self) -> Capabilities:
        """What it can be asked for; the vendor's models are heard, of the others nobody knows."""
        abilities = {"openai": FROM_FIRST_FRAME, "lightx2v": FROM_FRAMES}.get(self.dialect, self.everything)
        needs = f"The server at {self.url}."
        return Capabilities(abilities=abilities, makes_sound=self.dialect == "dashscope", needs=needs)

    def peer(self) -> Peer:
        """Return what speaks its dialect."""
        if self.dialect == "openai":
            return OpenAIVideos(fields=self.fields)
        if self.dialect == "lightx2v":
            return LightX2V(fields=self.fields, fps=self.fps, length_field=self.length_field)
        return DashScope(abilities=self.everything)

    def place(self) -> Place:
        """Return where it is, with its key.

        Raises:
            OperatorError: the key cannot be read.
        """
        return Place(name=self.name, url=self.url, key=self._key())

    def _key(self) -> str | None:
        if self.key_file is None:
            return None
        try:
            key = self.key_file.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise OperatorError(
                f"remotes.{self.name}: key_file {self.key_file} cannot be read; it should hold the server's key alone."
            ) from error
        if not key.isprintable() or " " in key or not key:
            raise OperatorError(f"remotes.{self.name}: key_file {self.key_file} should hold one key and nothing else.")
        return key
