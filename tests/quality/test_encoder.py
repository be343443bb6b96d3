"""The encoder's settings on films as the engine draws them, beside the preset they depart from."""

import pytest

from bench import encoder
from bench.quality import scenes, tuning
from bench.quality.films import film

SCENES = {"things pass": scenes.KINDS["rigid"]["crossing"], "cloth": scenes.KINDS["soft"]["cloth40b"]}
SCENES["light"] = tuning.KINDS["light"]["gain-street"]


UNSEEN = 46.0
"""dB from which on nobody sees what is lost: there fewer bytes are worth more."""


@pytest.mark.parametrize("kind", SCENES)
def test_a_smooth_film_costs_what_it_does_with_the_preset_and_looks_as_good(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(encoder, "RUNS", 1)
    monkeypatch.setattr(encoder.ours, "SMOOTH", encoder.OURS.smooth)  # undone afterwards
    monkeypatch.setattr(encoder.ours, "CRF", encoder.OURS.crf)
    scene = SCENES[kind](416, 240)
    drawn, _ = film(scene.frame(0), scene.frame(1), 60)

    _, plain_bytes, plain_mean, plain_least = encoder.judged(drawn, encoder.PLAIN, tmp_path / "plain.mp4")
    _, bytes_, mean, least = encoder.judged(drawn, encoder.OURS, tmp_path / "ours.mp4")

    assert bytes_ <= 1.2 * plain_bytes  # small and short: both ends, at high quality, weigh most
    assert mean >= min(plain_mean - 0.7, UNSEEN)
    assert least >= min(plain_least - 1.5, UNSEEN)
