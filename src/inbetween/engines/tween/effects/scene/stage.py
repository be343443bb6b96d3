"""Where an effect plays: the picture, what is known of it, and the chance of the scene."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import cv2
import numpy as np

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.effects.kit.grid import Field, Grid
from inbetween.engines.tween.effects.scene.backdrop import backdrop_of
from inbetween.engines.tween.effects.scene.card import behind_card, card_of
from inbetween.engines.tween.effects.scene.plate import plate_of
from inbetween.engines.tween.effects.scene.subject import Subject, find_subject

SECONDS = 5.0
"""How long every effect's own time is. Films of another length play it faster or slower (``Stage.pace``)."""

Paint: TypeAlias = Callable[[float], Rgb]
"""Draws the frame of a time in seconds, 0..5, into memory of its own; near 0 it is near the picture.

A pure function: two threads share it and ask in any order.
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """A fitted picture, (height, width, 3) uint8 RGB that nobody writes into, and what effects ask of it.

    What is asked for is worked out once: ask while you prepare, not while you paint. ``seed`` fixes every ``chance``;
    ``seconds`` are the film's. Not slotted: what was worked out is kept in the instance.
    """

    picture: Rgb
    seed: int
    seconds: float = SECONDS
    card: Subject | None = None

    @property
    def height(self) -> int:
        """Of the frame, in pixels."""
        return int(self.picture.shape[0])

    @property
    def width(self) -> int:
        """Of the frame, in pixels."""
        return int(self.picture.shape[1])

    @property
    def unit(self) -> int:
        """The shorter side: every size, stroke and amplitude is a share of it."""
        return min(self.height, self.width)

    @property
    def pace(self) -> float:
        """How many seconds of the effect a second of film shows: what keeps a beat divides by it."""
        return SECONDS / self.seconds

    def chance(self, purpose: str) -> np.random.Generator:
        """Return the chance of one purpose: the same for the same seed, whatever else was drawn."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode())])

    @property
    def carded(self) -> bool:
        """Whether the subject is the whole picture as a card."""
        return self.card is not None

    def on_card(self) -> "Stage":
        """Return the stage for an effect that moves the subject apart from its background.

        Where the cut-out cannot be trusted, the subject is the whole picture as a card; it should first become
        smaller.
        """
        return self if self.subject.trusted else self._with_card

    @cached_property
    def _with_card(self) -> "Stage":
        return replace(self, card=card_of(self.subject))

    def prepared(self) -> None:
        """Work out what a cut-out needs, before anybody paints."""
        _ = self.grid, self.subject, self.plate, self.backdrop

    def facts(self) -> dict[str, Any]:
        """Return what was found in the picture, where an effect asked for it."""
        if "subject" not in self.__dict__:
            return {}
        return {"subject": "cut out" if self.subject.trusted else "not told apart", "faces": len(self.subject.faces)}

    @cached_property
    def grid(self) -> Grid:
        """Where bends are worked out."""
        return Grid(self.height, self.width)

    def softly(self, reach: float) -> Field:
        """Return how much each node of the grid belongs to the subject, 0..1, blurred by ``reach`` widths.

        Bends times it do not tear: no edge of the mask appears.
        """
        body = cv2.GaussianBlur(self.grid.coarse(self.subject.mask), (0, 0), reach * self.grid.x.shape[1])
        share: Field = body / max(float(body.max()), 1e-3)
        return share

    @cached_property
    def subject(self) -> Subject:
        """What the picture shows."""
        return self.card or find_subject(self.picture)

    @cached_property
    def plate(self) -> Rgb:
        """The picture without its subject: for movements below a twentieth of ``unit``; else take ``backdrop``."""
        if self.carded:
            return behind_card(self.picture)
        return plate_of(self.picture, self.subject.mask, self.chance("plate"))

    @cached_property
    def backdrop(self) -> Rgb:
        """The plate, dark and blurred: what to show where the subject leaves its place."""
        return self.plate if self.carded else backdrop_of(self.plate, self.subject, self.chance("backdrop"))
