"""A tiny random LTX-2 as a folder in the diffusers layout: eight pixels and two frames a latent, sound at 16 kHz."""

import string
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLLTX2Audio,
    AutoencoderKLLTX2Video,
    FlowMatchEulerDiscreteScheduler,
    LTX2ConditionPipeline,
    LTX2VideoTransformer3DModel,
)
from diffusers.pipelines.ltx2 import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import Gemma3Config, Gemma3ForConditionalGeneration, PreTrainedTokenizerFast

_SPACE = "\u2581"
_PIECES = [
    *((special, 0.0) for special in ("<pad>", "<eos>", "<bos>", "<unk>")),
    (_SPACE, -2.0),
    *((character, -5.0) for character in string.ascii_letters + string.digits + string.punctuation),
]
_WIDTH = 32
_LAYERS = 2

OPTIONS: dict[str, Any] = {"spatio_temporal_guidance_blocks": [0], "max_sequence_length": 16}
"""Arguments of the call that full-size weights do without: their block 28 is not here."""


def made(folder: Path) -> Path:
    """Write the model into ``folder`` and return it; the same weights each time."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        LTX2ConditionPipeline(
            tokenizer=_tokenizer(),
            text_encoder=_text_encoder(),
            connectors=_connectors(),
            transformer=_transformer(),
            vae=_vae(),
            audio_vae=_audio_vae(),
            vocoder=_vocoder(),
            scheduler=FlowMatchEulerDiscreteScheduler(),
            audio_scheduler=None,
        ).save_pretrained(folder)
    return folder


def _tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram(_PIECES, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>", bos_token="<bos>", unk_token="<unk>",
        padding_side="left",
    )  # fmt: skip


def _text_encoder() -> Gemma3ForConditionalGeneration:
    count = len(_PIECES)
    config = Gemma3Config(
        text_config={
            "vocab_size": count + 3, "hidden_size": _WIDTH, "intermediate_size": 32, "num_hidden_layers": _LAYERS,
            "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 8, "sliding_window": 64,
        },
        vision_config={
            "hidden_size": _WIDTH, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2,
            "image_size": 28, "patch_size": 14,
        },
        mm_tokens_per_image=1, boi_token_index=count, eoi_token_index=count + 1, image_token_index=count + 2,
    )  # fmt: skip
    return Gemma3ForConditionalGeneration(config)


def _connectors() -> LTX2TextConnectors:
    heads = {
        f"{stream}_connector_{name}": value
        for stream in ("video", "audio")
        for name, value in (
            ("num_attention_heads", 4), ("attention_head_dim", 8), ("num_layers", 1), ("num_learnable_registers", None),
        )
    }  # fmt: skip
    return LTX2TextConnectors(
        caption_channels=_WIDTH, text_proj_in_factor=_LAYERS + 1, connector_rope_base_seq_len=32, rope_theta=10000.0,
        rope_double_precision=False, causal_temporal_positioning=False, rope_type="split", **heads,
    )  # fmt: skip


def _transformer() -> LTX2VideoTransformer3DModel:
    return LTX2VideoTransformer3DModel(
        in_channels=4, out_channels=4, patch_size=1, patch_size_t=1, num_attention_heads=2, attention_head_dim=8,
        cross_attention_dim=16, audio_in_channels=4, audio_out_channels=4, audio_num_attention_heads=2,
        audio_attention_head_dim=4, audio_cross_attention_dim=8, num_layers=_LAYERS, qk_norm="rms_norm_across_heads",
        caption_channels=_WIDTH, rope_double_precision=False, rope_type="split",
    )  # fmt: skip


def _vae() -> AutoencoderKLLTX2Video:
    vae = AutoencoderKLLTX2Video(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=(8,), decoder_block_out_channels=(8,),
        layers_per_block=(1,), decoder_layers_per_block=(1, 1), spatio_temporal_scaling=(True,),
        decoder_spatio_temporal_scaling=(True,), decoder_inject_noise=(False, False), downsample_type=("spatial",),
        upsample_residual=(False,), upsample_factor=(1,), timestep_conditioning=False, patch_size=4, patch_size_t=1,
        encoder_causal=True, decoder_causal=False,
    )  # fmt: skip
    vae.use_framewise_encoding = vae.use_framewise_decoding = False
    return vae


def _audio_vae() -> AutoencoderKLLTX2Audio:
    return AutoencoderKLLTX2Audio(
        base_channels=4, output_channels=2, ch_mult=(1,), num_res_blocks=1, attn_resolutions=None, in_channels=2,
        resolution=32, latent_channels=2, norm_type="pixel", causality_axis="height", dropout=0.0,
        mid_block_add_attention=False, sample_rate=16000, mel_hop_length=160, is_causal=True, mel_bins=8,
    )  # fmt: skip


def _vocoder() -> LTX2Vocoder:
    return LTX2Vocoder(
        in_channels=16, hidden_channels=32, out_channels=2, upsample_kernel_sizes=[4, 4], upsample_factors=[2, 2],
        resnet_kernel_sizes=[3], resnet_dilations=[[1, 3, 5]], leaky_relu_negative_slope=0.1,
        output_sampling_rate=16000,
    )  # fmt: skip
