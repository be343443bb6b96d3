"""A folder of random weights of the true size, as a server loads them: ``python -m bench.wan.folder FOLDER``.

Wan2.2-I2V-A14B in the diffusers layout: 29 GB of one expert in bf16, which is the other one's file too (a hard link),
11 GB of UMT5, the VAE. Every number is random, none is zero: a GPU computes on zeros faster than on weights. Layers
have the same numbers, drawn once for each shape, so that the folder takes as long as its bytes take to be written.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import torch
from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanTransformer3DModel
from transformers import UMT5Config, UMT5EncoderModel

from bench.wan import sizes
from inbetween.engines.wan.loading import is_exact
from inbetween.engines.wan.outline import Entry, index_of, sharded
from tests.wan.tiny import tokenizer

BYTES = 41 * 10**9
"""What the full folder takes."""

_ROOM = 30 * 10**9
"""Memory that is left to others where the folder is in memory."""

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own in it, made by mkdtemp
_WRITERS = 8
_DRAWN = 2**24
"""Numbers that are drawn for a tensor at most; a larger one repeats them."""

A14B = {"in_channels": 36, "out_channels": 16}
UMT5_XXL = {"vocab_size": 256384, "d_model": 4096, "d_kv": 64, "d_ff": 10240, "num_layers": 24, "num_heads": 64}
TINY_UMT5 = {"vocab_size": 256, "d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 1, "num_heads": 4}
_SEEING = frozenset({"image_dim", "added_kv_proj_dim", "pos_embed_seq_len"})

_WARM = "from inbetween.engines.retime.warming import warm_retiming; warm_retiming()"

_INDEX = {
    "_class_name": "WanImageToVideoPipeline",
    "boundary_ratio": 0.9,
    "transformer": ["diffusers", "WanTransformer3DModel"],
    "transformer_2": ["diffusers", "WanTransformer3DModel"],
    "vae": ["diffusers", "AutoencoderKLWan"],
    "text_encoder": ["transformers", "UMT5EncoderModel"],
    "tokenizer": ["transformers", "PreTrainedTokenizerFast"],
    "scheduler": ["diffusers", "UniPCMultistepScheduler"],
    "image_encoder": [None, None],
    "image_processor": [None, None],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the ``weights`` are, or will be once all ``jobs`` have ended, and where a server has ``work`` of its own.

    Work is never in memory: what is compiled there is loaded as a library, which ``/dev/shm`` often forbids.
    """

    weights: Path
    work: Path
    jobs: tuple[subprocess.Popen, ...] = ()

    @property
    def cache(self):
        """The server's folder of compiled kernels."""
        return self.work / "cache"

    def whole(self):
        """Wait for the weights, and for the kernels, without which a server starts too, only later; return the weights.

        Raises:
            RuntimeError: they were not written.
        """
        ended = [job.wait() for job in self.jobs]
        if any(ended[:1]):
            raise RuntimeError(f"{self.weights} was not written: what wrote it ended with {ended[0]}")
        return self.weights


@contextmanager
def being_written(*, tiny=False):
    """Write the weights in a process of its own, while the GPU is measured; give their ``Place``.

    Beside it numba's kernels are compiled for the server, which finds them as on its second start.
    """
    room = None if tiny else _roomy()
    work = Path(tempfile.mkdtemp(prefix="wan-"))
    parent = room or work
    made = Place(weights=parent / "weights", work=work)
    ours = {**os.environ, "NUMBA_CACHE_DIR": str(made.cache / "numba"), "CUDA_VISIBLE_DEVICES": ""}
    writing = ["-m", "bench.wan.folder", str(made.weights), *(["--tiny"] if tiny else [])]
    jobs = tuple(subprocess.Popen([sys.executable, *job], env=ours) for job in (writing, ["-c", _WARM]))
    try:
        yield replace(made, jobs=jobs)
    finally:
        for job in jobs:
            job.kill()
            job.wait()
        for folder in {parent, work}:
            shutil.rmtree(folder, ignore_errors=True)


def _roomy():
    """Return a new folder where the weights have room: in memory if there is enough of it, else among temporary files.

    Raises:
        OSError: there is room nowhere.
    """
    if _IN_MEMORY.is_dir() and _free(_IN_MEMORY) > BYTES and _available() > BYTES + _ROOM:
        return Path(tempfile.mkdtemp(prefix="wan-", dir=_IN_MEMORY))
    parent = Path(tempfile.gettempdir())
    if _free(parent) < BYTES:
        raise OSError(f"{parent} has {_free(parent) / 1e9:.0f} GB, and the weights take {BYTES / 1e9:.0f}; set TMPDIR")
    return Path(tempfile.mkdtemp(prefix="wan-", dir=parent))


def write(folder, *, tiny=False):
    """Write the weights into ``folder``, which is there and empty."""
    torch.manual_seed(0)
    AutoencoderKLWan(**(sizes.TINY_VAE if tiny else {})).save_pretrained(folder / "vae")
    UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000, flow_shift=5.0
    ).save_pretrained(folder / "scheduler")
    tokenizer().save_pretrained(folder / "tokenizer")
    with torch.device("meta"):
        transformer = WanTransformer3DModel(**(_tiny_transformer() if tiny else A14B))
        text = UMT5EncoderModel(UMT5Config(**(TINY_UMT5 if tiny else UMT5_XXL), is_encoder_decoder=False))
    _saved(transformer, folder / "transformer", "diffusion_pytorch_model")
    _saved(text, folder / "text_encoder", "model")
    shutil.copytree(folder / "transformer", folder / "transformer_2", copy_function=os.link)
    (folder / "model_index.json").write_text(json.dumps(_INDEX))


def _tiny_transformer():
    return {name: value for name, value in sizes.TINY.items() if name not in _SEEING}


def _saved(module, folder, stem):
    """Write the config of a module on the meta device, and random weights in files as they are published."""
    folder.mkdir()
    config = module.config
    (module.save_config if stem.startswith("diffusion") else config.save_pretrained)(folder)
    shards = sharded(_entries(module, stem), stem)
    with ThreadPoolExecutor(_WRITERS) as pool:
        list(pool.map(lambda shard: _written(shard, folder / shard.name), shards))
    if len(shards) > 1:
        (folder / f"{stem}.safetensors.index.json").write_text(index_of(shards))


def _entries(module, stem):
    tied = getattr(module, "_tied_weights_keys", None) or ()
    for name, tensor in module.state_dict().items():
        if name not in tied:
            stored = "F32" if stem.startswith("diffusion") and is_exact(name) else "BF16"
            yield Entry(name=name, file=Path(stem), shape=tuple(tensor.shape), stored=stored)


def _written(shard, path):
    with path.open("xb") as file:
        file.write(shard.header())
        for entry in shard.entries:
            file.write(_bytes(entry.shape, entry.stored, *sizes.spread_of(entry.name, entry.shape)))


@lru_cache(maxsize=64)
def _bytes(shape, stored, mean, deviation):
    count = math.prod(shape)
    drawn = torch.randn(min(count, _DRAWN)).mul_(deviation).add_(mean)
    drawn = drawn.to(torch.float32 if stored == "F32" else torch.bfloat16)
    whole = drawn.repeat(-(-count // len(drawn)))[:count]
    return whole.contiguous().view(torch.uint8).numpy().data


def _free(folder):
    return shutil.disk_usage(folder).free


def _available():
    """Return the bytes of memory that are free or can be freed."""
    lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))


def main(arguments=None):
    """Write a folder."""
    parser = argparse.ArgumentParser(prog="bench.wan.folder", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tiny", action="store_true")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    write(asked.folder, tiny=asked.tiny)


if __name__ == "__main__":
    main()
