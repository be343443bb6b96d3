"""The engine: a scene becomes conditions of diffusers' pipeline, what it draws becomes frames and sound."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from diffusers import LTX2ConditionPipeline
from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition
from PIL import Image

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.domain.frames import SOUND_RATE, Frame, Sound
from inbetween.domain.spec import MediaKind
from inbetween.engines.ltx.card import FPS, capabilities
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.retime.retiming import Retiming, instants
from inbetween.engines.retime.warming import warm_retiming
from inbetween.engines.wan.framing import cut, surrounded
from inbetween.engines.wan.plan import Size, size_of
from inbetween.engines.weights import Weights
from inbetween.pixels.resample import resampled

MULTIPLE = 32
"""Both sides of a frame are multiples of this many pixels."""

_AT: Mapping[MediaKind, int] = MappingProxyType({"first_frame": 0, "last_frame": -1})
"""The latent frame that each picture stands at."""


class LtxEngine:
    """Draws with an LTX-2 folder in the diffusers layout. ``weights.options`` are arguments of the pipeline's call."""

    name = "ltx"

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.capabilities = capabilities(weights)
        self._pipeline: LTX2ConditionPipeline | None = None

    def warm(self, host: Host) -> None:
        """Load the weights, and what frames between theirs are drawn with.

        Raises:
            OperatorError: the folder holds none.
        """
        self._warmed(host)

    def _warmed(self, host: Host) -> LTX2ConditionPipeline:
        host.progress("load", 0.0)
        warm_retiming()
        self._pipeline = _loaded(self._weights)
        host.progress("load", 1.0)
        return self._pipeline

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Denoise pictures and sound together, then return frames at the scene's rate and the sound at 48 kHz.

        Raises:
            Cancelled: soon after the host says so: between two steps.
        """
        pipeline = self._pipeline or self._warmed(host)
        size = size_of(scene.width, scene.height, MULTIPLE)
        count = _frame_count(scene, pipeline.vae_temporal_compression_ratio)
        drawn = pipeline(**_call(scene, size, count, self._weights, host))
        frames = _cut(drawn.frames[0], size, scene)
        sound = _sound(drawn.audio, pipeline.vocoder.config.output_sampling_rate, scene)
        rate = Fraction((count - 1) * scene.fps, scene.frame_count - 1)
        return Rendering(
            frames=Retiming(frames, instants(count, rate), instants(scene.frame_count, scene.fps)).frames(),
            fps=scene.fps,
            sound=sound if scene.wants_sound else None,
            measurements={"native_fps": FPS, "native_frames": count, "native_size": [size.width, size.height]},
        )


def _loaded(weights: Weights) -> LTX2ConditionPipeline:
    if weights.folder is None or not (weights.folder / "model_index.json").is_file():
        raise OperatorError(f"The weights {weights.name} are no folder in the diffusers layout: {weights.folder}.")
    dtype = torch.float32 if weights.devices[0] == "cpu" else torch.bfloat16
    try:
        pipeline = LTX2ConditionPipeline.from_pretrained(weights.folder, local_files_only=True, dtype=dtype)
    except (OSError, ValueError, KeyError) as error:
        first = str(error).splitlines()[0]
        raise OperatorError(f"The weights {weights.name} in {weights.folder} cannot be loaded: {first}.") from error
    pipeline.set_progress_bar_config(disable=True)
    return pipeline.to(weights.devices[0])


def _frame_count(scene: Scene, stride: int) -> int:
    """Return how many frames to draw: one, and as many whole latent frames as cover the film."""
    seconds = Fraction(scene.frame_count - 1, scene.fps)
    return max(ceil(seconds * FPS / stride), 1) * stride + 1


def _call(scene: Scene, size: Size, count: int, weights: Weights, host: Host) -> dict[str, Any]:
    """Return the arguments of the pipeline's call. Noise is drawn on the CPU: one seed, one video on every device."""
    conditions = [
        LTX2VideoCondition(frames=Image.fromarray(surrounded(placed.fitted, size)), index=_AT[kind], crf=0)
        for kind, placed in scene.pictures.items()
    ]
    steps = weights.steps or 30

    def after_step(_pipeline: object, step: int, _time: object, tensors: dict[str, Any]) -> dict[str, Any]:
        if host.cancelled():
            raise Cancelled
        host.progress("denoise", (step + 1) / steps)
        return tensors

    guidance = {} if weights.guidance is None else {"guidance_scale": weights.guidance[0]}
    return {
        "conditions": conditions,
        "prompt": scene.prompt,
        "negative_prompt": scene.negative_prompt,
        "width": size.width,
        "height": size.height,
        "num_frames": count,
        "frame_rate": float(FPS),
        "num_inference_steps": steps,
        "generator": torch.Generator("cpu").manual_seed(scene.seed),
        "callback_on_step_end": after_step,
        "output_type": "np",
        **guidance,
        **weights.options,
    }


def _cut(frames: Any, size: Size, scene: Scene) -> Iterator[Frame]:
    """Yield the film's part of each of (n, height, width, 3) frames in 0..1."""
    for frame in frames:
        yield cut((frame * 255.0).round().clip(0, 255).astype(np.uint8), size, scene)


def _sound(drawn: Any, rate: int, scene: Scene) -> Sound:
    """Return (1, channels, n) samples as a sound exactly as long as the film; what is missing is silent."""
    samples = resampled(drawn[0].float().cpu().numpy(), rate)
    wanted = scene.frame_count * SOUND_RATE // scene.fps
    whole = np.zeros((samples.shape[0], wanted), np.float32)
    kept = min(wanted, samples.shape[1])
    whole[:, :kept] = np.clip(samples[:, :kept], -1.0, 1.0)
    return Sound(samples=whole, rate=SOUND_RATE)
