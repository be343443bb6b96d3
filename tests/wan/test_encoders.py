"""What the weights see of words and pictures, against diffusers' pipeline."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from diffusers import WanImageToVideoPipeline
from diffusers.pipelines.wan import pipeline_wan_i2v
from PIL import Image

from inbetween.engines.wan.image import ImageEncoder
from inbetween.engines.wan.native import PROMPT_TOKENS
from inbetween.engines.wan.text import TextEncoder, clean
from tests.pictures import smooth

Tiny = Callable[[str], Path]
CPU = torch.device("cpu")


@pytest.fixture
def pipeline(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> WanImageToVideoPipeline:
    # Without ftfy, which it wants and does not ask for, every prompt would be a NameError.
    monkeypatch.setattr(pipeline_wan_i2v, "prompt_clean", clean)
    return WanImageToVideoPipeline.from_pretrained(tiny("flf2v"), local_files_only=True)


@pytest.mark.parametrize("prompt", ["a small cat", "", "x " * 600, "&amp;lt;b&gt;\n\t猫 looks  up "])
def test_words_are_diffusers_to_the_bit(tiny: Tiny, pipeline: WanImageToVideoPipeline, prompt: str) -> None:
    encoder = TextEncoder(tiny("flf2v"), device=CPU, dtype=torch.float32)
    with torch.no_grad():
        expected, _ = pipeline.encode_prompt(
            prompt, do_classifier_free_guidance=False, max_sequence_length=PROMPT_TOKENS
        )
    for _ in range(2):  # computed, then remembered
        assert torch.equal(encoder.embed(prompt), expected)


def test_pictures_are_diffusers_to_the_bit(tiny: Tiny, pipeline: WanImageToVideoPipeline) -> None:
    encoder = ImageEncoder(tiny("flf2v"), device=CPU)
    pictures = [smooth(64, 48, 1), smooth(64, 48, 2)]
    with torch.no_grad():
        expected = pipeline.encode_image([Image.fromarray(picture) for picture in pictures])
    for _ in range(2):
        assert torch.equal(encoder.embed(pictures), expected)
    swapped = encoder.embed(pictures[::-1])
    assert torch.equal(swapped, expected.flip(0))


def test_what_was_seen_is_not_computed_again(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    words = TextEncoder(tiny("flf2v"), device=CPU, dtype=torch.float32)
    eyes = ImageEncoder(tiny("flf2v"), device=CPU)
    first = words.embed("a cat"), eyes.embed([smooth(64, 48)])
    monkeypatch.setattr(words, "_model", None)
    monkeypatch.setattr(eyes, "_model", None)
    again = words.embed(" a   cat"), eyes.embed([smooth(64, 48)])
    assert all(torch.equal(one, other) for one, other in zip(first, again, strict=True))
