"""Tiny random Wan models of each kind, as folders in the diffusers layout: what a test renders with.

Everything that tells the kinds apart is real: strides, channels, masks, experts, CLIP tokens. Only widths and depths
are tiny. Weights are jittered, so that no bias is zero and no scale one: an operation left out shows.
"""

import string
from functools import partial
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanImageToVideoPipeline, WanTransformer3DModel
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    CLIPImageProcessor,
    CLIPVisionConfig,
    CLIPVisionModel,
    PreTrainedTokenizerFast,
    UMT5Config,
    UMT5EncoderModel,
)

KINDS = ("flf2v", "i2v", "a14b", "ti2v")
JITTER = 0.1
_SPACE = "\u2581"
_PIECES = [
    *((special, 0.0) for special in ("<pad>", "</s>", "<unk>")),
    (_SPACE, -2.0),
    *((character, -5.0) for character in string.ascii_letters + string.digits + string.punctuation),
    *((_SPACE + character, -6.0) for character in string.ascii_lowercase),
]
_IMAGE_SIDE, _IMAGE_PATCH = 28, 14
_IMAGE_TOKENS = (_IMAGE_SIDE // _IMAGE_PATCH) ** 2 + 1
_WIDTH = 32


def made(folder: Path, kind: str) -> Path:
    """Write the model of ``kind`` into ``folder`` and return it: 0.6 MB, 0.05 s."""
    pipeline(kind).save_pretrained(folder)
    return folder


def pipeline(kind: str) -> WanImageToVideoPipeline:
    """Return the pipeline of ``kind``; the same weights each time."""
    with torch.random.fork_rng():
        torch.manual_seed(KINDS.index(kind))
        built = _BUILDERS[kind]()
        for module in (part for part in built.components.values() if isinstance(part, torch.nn.Module)):
            for parameter in module.parameters():
                parameter.data += JITTER * torch.randn_like(parameter)
            module.requires_grad_(False).eval()
    built.set_progress_bar_config(disable=True)
    return built


def _pipeline(shift: float, **parts: Any) -> WanImageToVideoPipeline:
    scheduler = UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000, flow_shift=shift
    )
    optional = dict.fromkeys(("image_encoder", "image_processor", "transformer_2"))
    return WanImageToVideoPipeline(
        tokenizer=tokenizer(), text_encoder=_text_encoder(), scheduler=scheduler, **{**optional, **parts}
    )


def tokenizer() -> PreTrainedTokenizerFast:
    """Return a tokenizer of single characters with the special tokens of UMT5: pad 0, end 1, unknown 2."""
    built = Tokenizer(models.Unigram(_PIECES, unk_id=2, byte_fallback=False))
    built.pre_tokenizer, built.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    built.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=built, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )


def _text_encoder() -> UMT5EncoderModel:
    config = UMT5Config(
        vocab_size=len(_PIECES), d_model=_WIDTH, d_kv=8, d_ff=64, num_layers=1, num_heads=4,
        relative_attention_num_buckets=8, relative_attention_max_distance=32, feed_forward_proj="gated-gelu",
        is_encoder_decoder=False,
    )  # fmt: skip
    return UMT5EncoderModel(config)


def _picture_encoder() -> dict[str, Any]:
    config = CLIPVisionConfig(
        hidden_size=_WIDTH, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        image_size=_IMAGE_SIDE, patch_size=_IMAGE_PATCH, hidden_act="gelu",
    )  # fmt: skip
    crop = {"height": _IMAGE_SIDE, "width": _IMAGE_SIDE}
    processor = CLIPImageProcessor(size={"shortest_edge": _IMAGE_SIDE}, crop_size=crop)
    return {"image_encoder": CLIPVisionModel(config), "image_processor": processor}


def transformer(**changes: Any) -> WanTransformer3DModel:
    """Return a transformer of two layers and two heads of 12 channels, which split by six as the rotations need."""
    return WanTransformer3DModel(
        **{
            "patch_size": (1, 2, 2), "num_attention_heads": 2, "attention_head_dim": 12, "in_channels": 36,
            "out_channels": 16, "text_dim": _WIDTH, "freq_dim": 32, "ffn_dim": 48, "num_layers": 2,
            "cross_attn_norm": True, "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 64,
        }
        | changes
    )  # fmt: skip


def _vae(**changes: Any) -> AutoencoderKLWan:
    """Return the VAE of Wan 2.1: strides of 4 frames and 8 pixels, 16 channels."""
    return AutoencoderKLWan(
        base_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True],
        **{"z_dim": 16, **changes},
    )  # fmt: skip


def _vae_of_5b() -> AutoencoderKLWan:
    """Return the VAE of Wan 2.2: strides of 4 frames and 16 pixels, 48 channels."""
    channels = 48
    return _vae(
        decoder_base_dim=4, z_dim=channels, is_residual=True, in_channels=12, out_channels=12, patch_size=2,
        scale_factor_spatial=16, scale_factor_temporal=4, latents_mean=[0.0] * channels, latents_std=[1.0] * channels,
    )  # fmt: skip


def _with_pictures(shift: float, pictures: int) -> WanImageToVideoPipeline:
    tokens = _IMAGE_TOKENS * pictures if pictures > 1 else None
    seeing = transformer(image_dim=_WIDTH, added_kv_proj_dim=24, pos_embed_seq_len=tokens)
    return _pipeline(shift, transformer=seeing, vae=_vae(), **_picture_encoder())


def _with_experts() -> WanImageToVideoPipeline:
    return _pipeline(5.0, transformer=transformer(), transformer_2=transformer(), boundary_ratio=0.9, vae=_vae())


def _of_5b() -> WanImageToVideoPipeline:
    one = transformer(in_channels=48, out_channels=48)
    return _pipeline(5.0, transformer=one, vae=_vae_of_5b(), expand_timesteps=True)


_BUILDERS = {
    "flf2v": partial(_with_pictures, 16.0, 2),
    "i2v": partial(_with_pictures, 5.0, 1),
    "a14b": _with_experts,
    "ti2v": _of_5b,
}
