"""The loop against diffusers' pipelines: the same latents, bit by bit; and what theirs cannot do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from diffusers import AutoencoderKLWan, FlowMatchEulerDiscreteScheduler, WanImageToVideoPipeline
from PIL import Image
from safetensors.torch import load_file

from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.condition import Condition, beside_noise, instead_of_noise
from inbetween.engines.wan.kinds import Kind, detect
from inbetween.engines.wan.native import PROMPT_TOKENS
from inbetween.engines.wan.reference import ReferenceDenoiser
from inbetween.engines.wan.sample import Cast, Checkpoint, Expert, sampled
from inbetween.engines.wan.schedule import Euler, Schedule, UniPC, shifted
from inbetween.engines.wan.vae import Vae
from inbetween.worker.scratch import MemoryScratch
from tests.pictures import smooth

Tiny = Callable[[str], Path]
WIDTH, HEIGHT, LENGTH, STEPS, SCALE = 64, 32, 9, 8, 3.0
FIRST, LAST = smooth(WIDTH, HEIGHT, 1), smooth(WIDTH, HEIGHT, 2)
CPU = torch.device("cpu")
WORDS = torch.randn(2, PROMPT_TOKENS, 32, generator=torch.Generator().manual_seed(5))


def drawn_by_diffusers(folder: Path, *, last: bool) -> torch.Tensor:
    pipeline = WanImageToVideoPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline(
        image=Image.fromarray(FIRST), last_image=Image.fromarray(LAST) if last else None,
        prompt_embeds=WORDS[:1], negative_prompt_embeds=WORDS[1:], width=WIDTH, height=HEIGHT, num_frames=LENGTH,
        num_inference_steps=STEPS, guidance_scale=SCALE, generator=torch.Generator().manual_seed(9),
        output_type="latent",
    ).frames  # fmt: skip


def condition_of(kind: Kind, *, last: bool) -> Condition:
    vae = Vae(
        AutoencoderKLWan.from_pretrained(kind.folder, subfolder="vae", local_files_only=True).requires_grad_(False)
    )
    known = {0: FIRST, LENGTH - 1: LAST} if last else {0: FIRST}
    return (instead_of_noise if kind.replaces_first else beside_noise)(vae, known, LENGTH)


def expert_of(kind: Kind, part: str, image: torch.Tensor | None) -> Expert:
    config = json.loads((kind.folder / part / "config.json").read_text())
    denoiser = ReferenceDenoiser(config, load_file(kind.folder / part / "diffusion_pytorch_model.safetensors"))
    seen, without = (denoiser.context(WORDS[number : number + 1], image) for number in (0, 1))
    return Expert(denoiser=denoiser, seen=seen, without=without, scale=SCALE)


def image_of(kind: Kind, *, last: bool) -> torch.Tensor | None:
    if not kind.pictures:
        return None
    pipeline = WanImageToVideoPipeline.from_pretrained(kind.folder, local_files_only=True)
    with torch.no_grad():
        return pipeline.encode_image(
            [Image.fromarray(FIRST), Image.fromarray(LAST)] if last else Image.fromarray(FIRST)
        )


class Setting:
    """A kind's models, ready to be sampled over and over."""

    def __init__(self, folder: Path, *, last: bool) -> None:
        self.kind = detect(folder)
        self.condition = condition_of(self.kind, last=last)
        image = image_of(self.kind, last=last)
        experts = [expert_of(self.kind, part, image) for part in self.kind.experts]
        self.cast = Cast(high=experts[0], low=experts[-1], boundary=self.kind.native.boundary)
        draw = torch.Generator().manual_seed(9)
        self.noise = torch.randn(self.condition.shape, generator=draw)

    def schedule(self) -> Schedule:
        return UniPC(self.kind.folder, steps=STEPS, shift=self.kind.native.shift, device=CPU)

    def drawn(self, schedule: Schedule | None = None, **given: object) -> torch.Tensor:
        steps = sampled(self.noise, self.condition, self.cast, schedule or self.schedule(), **given)  # type: ignore[arg-type]
        return list(steps)[-1].latents


@pytest.mark.parametrize(
    ("kind", "last"), [("flf2v", True), ("i2v", False), ("a14b", True), ("a14b", False), ("ti2v", False)]
)
def test_latents_are_diffusers_bit_by_bit(tiny: Tiny, kind: str, last: bool) -> None:
    assert torch.equal(Setting(tiny(kind), last=last).drawn(), drawn_by_diffusers(tiny(kind), last=last))


def test_the_four_steps_of_distilled_weights_are_the_published_sigmas() -> None:
    published = (1.0, 0.9375, 0.8333333, 0.625)
    assert shifted((1.0, 0.75, 0.5, 0.25), 5.0) == pytest.approx(published)
    theirs = FlowMatchEulerDiscreteScheduler(shift=5.0)
    theirs.set_timesteps(sigmas=[1.0, 0.75, 0.5, 0.25])
    assert theirs.sigmas.tolist() == pytest.approx([*published, 0.0])
    assert list(Euler(published).times) == pytest.approx(theirs.timesteps.tolist())


def test_euler_ends_at_the_clean_video(tiny: Tiny) -> None:
    setting = Setting(tiny("a14b"), last=True)
    steps = list(sampled(setting.noise, setting.condition, setting.cast, Euler((1.0, 0.9375, 0.8333, 0.625))))
    assert [step.done for step in steps] == [1, 2, 3, 4]
    assert torch.allclose(steps[-1].latents, steps[-1].clean, atol=1e-5)


@pytest.mark.parametrize("died_after", [1, 3, STEPS])
def test_what_died_in_the_middle_is_gone_on_with_to_the_same_bits(tiny: Tiny, died_after: int) -> None:
    setting, scratch = Setting(tiny("a14b"), last=True), MemoryScratch()
    checkpoint = Checkpoint(scratch=scratch, key="segment 0", about={"seed": "9"})
    whole = setting.drawn()
    for step in sampled(setting.noise, setting.condition, setting.cast, setting.schedule(), checkpoint=checkpoint):
        if step.done == died_after:
            break
    asked: list[int] = []
    again = setting.drawn(stop=lambda: bool(asked.append(1)), checkpoint=checkpoint)
    assert torch.equal(again, whole)
    assert bool(asked) == (died_after < STEPS)


def test_what_was_kept_for_something_else_is_not_gone_on_with(tiny: Tiny) -> None:
    setting, scratch = Setting(tiny("a14b"), last=True), MemoryScratch()
    next(sampled(setting.noise, setting.condition, setting.cast, setting.schedule(),
                 checkpoint=Checkpoint(scratch=scratch, key="0", about={"seed": "1"})))  # fmt: skip
    assert Checkpoint(scratch=scratch, key="0", about={"seed": "1"}).kept() is not None
    assert Checkpoint(scratch=scratch, key="0", about={"seed": "2"}).kept() is None


def test_a_stop_is_heard_in_the_middle_of_a_forward_and_harms_nothing(tiny: Tiny) -> None:
    setting = Setting(tiny("a14b"), last=True)
    answers = iter([False, False, False, True])
    with pytest.raises(Cancelled):
        setting.drawn(stop=lambda: next(answers))
    assert torch.equal(setting.drawn(), setting.drawn())
