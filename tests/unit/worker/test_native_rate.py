"""A video that keeps the rate of its weights: the contract is left on purpose, and the video says so."""

from dataclasses import replace
from pathlib import Path

from inbetween.domain.spec import Abilities
from inbetween.engines import registry
from inbetween.engines.protocol import Capabilities
from inbetween.engines.weights import Weights
from inbetween.media.decode import probe
from inbetween.offers.offer import Offer
from inbetween.worker.make import make
from tests.orders import Listener, ordered

CAN = Capabilities(abilities=Abilities(media_sets=frozenset()), makes_sound=False, needs="nothing", fps=16)


def test_a_video_at_the_weights_rate_has_a_frame_at_its_very_end_and_a_note(tmp_path: Path) -> None:
    offer = Offer(engine="still", capabilities=CAN, weights=Weights(name="held", engine="still", fps="native"))
    order = ordered(tmp_path, fps=30, seconds=1)
    kept = replace(order, spec=offer.rendered(order.spec), promised_fps=30)
    made = make(kept, registry.load("still"), Listener())
    assert (made.fps, made.frames) == (16, 17)
    assert made.notes == ["The video has 16 frames a second, as the engine still makes them, not 30."]
    assert probe(made.path).frames == 17


def test_the_promised_rate_needs_no_note_and_no_further_frame(tmp_path: Path) -> None:
    offer = Offer(engine="still", capabilities=CAN, weights=Weights(name="held", engine="still"))
    order = ordered(tmp_path, fps=30, seconds=1)
    made = make(replace(order, spec=offer.rendered(order.spec), promised_fps=30), registry.load("still"), Listener())
    assert (made.fps, made.frames, made.notes) == (30, 30, [])
