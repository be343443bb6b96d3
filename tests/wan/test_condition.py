"""What the weights are told, against what diffusers' pipeline tells them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKLWan, WanImageToVideoPipeline
from PIL import Image

from inbetween.engines.wan.condition import beside_noise, instead_of_noise
from inbetween.engines.wan.vae import Vae
from tests.pictures import smooth

Tiny = Callable[[str], Path]
WIDTH, HEIGHT = 64, 32
FIRST, LAST = smooth(WIDTH, HEIGHT, 1), smooth(WIDTH, HEIGHT, 2)


def told_by_diffusers(folder: Path, *, last: bool, length: int) -> tuple[torch.Tensor, ...]:
    pipeline = WanImageToVideoPipeline.from_pretrained(folder, local_files_only=True)
    first, second = (
        pipeline.video_processor.preprocess(Image.fromarray(picture), height=HEIGHT, width=WIDTH)
        for picture in (FIRST, LAST)
    )
    return pipeline.prepare_latents(
        first, 1, pipeline.vae.config.z_dim, HEIGHT, WIDTH, length, torch.float32, torch.device("cpu"),
        torch.Generator().manual_seed(0), None, second if last else None,
    )  # fmt: skip


def vae_of(folder: Path) -> Vae:
    return Vae(AutoencoderKLWan.from_pretrained(folder, subfolder="vae", local_files_only=True).requires_grad_(False))


@pytest.mark.parametrize(("kind", "last"), [("flf2v", True), ("i2v", False), ("a14b", True), ("a14b", False)])
def test_mask_and_latents_are_diffusers_bit_by_bit(tiny: Tiny, kind: str, last: bool) -> None:
    _, expected = told_by_diffusers(tiny(kind), last=last, length=17)
    known = {0: FIRST, 16: LAST} if last else {0: FIRST}
    condition = beside_noise(vae_of(tiny(kind)), known, 17)
    assert condition.beside is not None
    assert torch.equal(condition.beside, expected)
    noise = torch.zeros(condition.shape)
    assert condition.entered(noise).shape == (1, 36, 5, 4, 8)
    assert condition.rows((1, 2, 2)) is None
    assert torch.equal(condition.replaced(noise), noise)


def test_any_set_of_frames_is_marked_where_it_stands(tiny: Tiny) -> None:
    known = dict.fromkeys((0, 1, 2, 3, 4, 16), FIRST)
    condition = beside_noise(vae_of(tiny("a14b")), known, 17)
    assert condition.beside is not None
    marks = condition.beside[0, :4, :, 0, 0].T.tolist()  # latent frame by latent frame
    assert marks == [[1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]


def test_ti2v_sees_the_clean_picture_and_its_tokens_at_time_0(tiny: Tiny) -> None:
    _, expected, mask = told_by_diffusers(tiny("ti2v"), last=False, length=17)
    condition = instead_of_noise(vae_of(tiny("ti2v")), {0: FIRST}, 17)
    assert condition.instead is not None
    assert torch.equal(condition.instead, expected)
    noise = torch.randn(condition.shape, generator=torch.Generator().manual_seed(0))
    assert torch.equal(condition.entered(noise), (1 - mask) * expected + mask * noise)
    rows = condition.rows((1, 2, 2))
    assert rows is not None
    assert torch.equal(rows, mask[0][0][:, ::2, ::2].flatten().long())


def test_ti2v_refuses_frames_that_fill_no_latent(tiny: Tiny) -> None:
    vae = vae_of(tiny("ti2v"))
    for indices in ((1,), (0, 1), (0, 16)):
        with pytest.raises(ValueError, match="whole latent frames"):
            instead_of_noise(vae, dict.fromkeys(indices, np.asarray(FIRST)), 17)
