"""What is heard once: every event by its tag, and how strong it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from inbetween.engines.tween.sound import bursts, calls, impacts
from inbetween.engines.tween.sound.waves import Dice, Wave, peaked, samples

Draw: TypeAlias = Callable[[Dice], Wave]
"""Draws (n,) of an event that begins at its first sample, at any level, less than 4.5 s long."""

EVENT_PEAK = -9.0
"""dBFS of an event with level 0, before the mix is brought to its loudness."""

_EDGE, _TAIL = samples(0.001), samples(0.03)
"""What keeps an event from clicking where it begins and where it ends, and is too short to be heard."""


@dataclass(frozen=True, slots=True)
class Event:
    """How an event is made, and its peak in dB above ``EVENT_PEAK``."""

    draw: Draw
    level: float


EVENTS: dict[str, Event] = {
    "applause": Event(bursts.applause, 0),
    "bell": Event(calls.bell, 0),
    "bird": Event(calls.bird, -4),
    "cat": Event(calls.cat, -4),
    "click": Event(impacts.click, -8),
    "clock": Event(impacts.clock_ticks, -10),
    "crack": Event(impacts.crack, 0),
    "creak": Event(calls.creak, 0),
    "cry": Event(calls.weeping, 0),
    "dog": Event(calls.dog, -2),
    "door": Event(impacts.door, 0),
    "drip": Event(impacts.drip, -8),
    "drum": Event(impacts.drum, 0),
    "explosion": Event(bursts.explosion, 2),
    "fireworks": Event(bursts.fireworks, 0),
    "footsteps": Event(impacts.footsteps, -6),
    "glass": Event(impacts.glass, 0),
    "gunshot": Event(bursts.gunshot, 2),
    "heartbeat": Event(impacts.heartbeat, -2),
    "horn": Event(calls.horn, 0),
    "horse": Event(impacts.horse, 0),
    "knock": Event(impacts.knock, 0),
    "laugh": Event(calls.laugh, -6),
    "phone": Event(calls.phone, 0),
    "shutter": Event(impacts.shutter, 0),
    "splash": Event(bursts.splash, 0),
    "thunder": Event(bursts.thunder, 1),
    "typing": Event(impacts.typing, -10),
    "whoosh": Event(bursts.whoosh, -8),
    "wolf": Event(calls.wolf, 0),
}


def draw_event(tag: str, chance: Dice) -> Wave:
    """Return (n,) of the event at its level, with edges that do not click."""
    event = EVENTS[tag]
    wave = peaked(event.draw(chance), EVENT_PEAK + event.level)
    wave[:_EDGE] *= np.linspace(0, 1, _EDGE, dtype=np.float32)
    wave[-_TAIL:] *= np.linspace(1, 0, len(wave[-_TAIL:]), dtype=np.float32)
    return wave
