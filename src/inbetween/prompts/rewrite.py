"""Rewriting a prompt before it reaches the engine."""

from typing import Protocol


class Rewriter(Protocol):
    """Turns the caller's words into the words that the engine sees."""

    def rewrite(self, prompt: str) -> str:
        """Return the prompt to render. Called only when the caller left ``prompt_extend`` on."""


class Verbatim:
    """The rewriter of an installation without a language model: the engine sees the caller's own words."""

    def rewrite(self, prompt: str) -> str:
        """Return ``prompt`` unchanged."""
        return prompt
