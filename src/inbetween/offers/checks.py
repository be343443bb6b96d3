"""What of one table of a model map can be judged when it is read, beyond names, types and ranges.

Each check yields the faults that it finds: a key below the table, its value, and what it should be.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from inbetween.engines import registry
from inbetween.offers.tables import RemoteTable, WeightsTable

Found: TypeAlias = Iterator[tuple[str, Any, str]]

_OF_LIGHTX2V = ("fps", "length_field")


def weights_faults(table: WeightsTable, engine: str, beside: Path) -> Found:
    """Hold the keys of ``[weights.NAME]`` together, and its files against the disk, where its folder is on this one."""
    if not registry.loads_weights(engine):
        for key in sorted(table.model_fields_set - {"engine"}):
            yield key, getattr(table, key), f"the engine {engine} loads no weights; leave it away"
        return
    if table.sigmas and table.sigmas != sorted(set(table.sigmas), reverse=True):
        yield "sigmas", table.sigmas, "they should fall from one to the next"
    if table.sigmas and table.steps not in (None, len(table.sigmas)):
        yield "steps", table.steps, f"there are {len(table.sigmas)} sigmas; leave steps away"
    if isinstance(table.guidance, list) and len(table.guidance) != 2:
        yield "guidance", table.guidance, "it should be a number, or one for high and low noise"
    if len(set(table.devices)) < len(table.devices):
        yield "devices", table.devices, "it should name each device once"
    yield from _files(table, beside)


def _files(table: WeightsTable, beside: Path) -> Found:
    """Miss the LoRAs of a folder that is here; where the folder is elsewhere, so are they."""
    if table.folder is None or not (beside / table.folder).is_dir():
        return
    for number, lora in enumerate(table.loras):
        if not (beside / lora.path).is_file():
            yield f"loras.{number}.path", lora.path, f"{beside / lora.path} is not a file"


def remote_faults(table: RemoteTable) -> Found:
    """Hold the keys of ``[remotes.NAME]`` against what its dialect has a place for."""
    given = table.model_fields_set
    for key in _OF_LIGHTX2V:
        if key in given and table.dialect != "lightx2v":
            yield key, getattr(table, key), "only the dialect lightx2v has it; leave it away"
    if table.fields and table.dialect == "dashscope":
        yield "fields", table.fields, "the dialect dashscope has no place for them; leave them away"
    if table.idempotent and table.dialect == "lightx2v":
        yield "idempotent", True, "a LightX2V server knows no repeated create; leave it away"
    _, at, host = table.url.partition("://")[2].partition("/")[0].rpartition("@")
    if at:
        yield "url", f"...@{host}", "it should hold no password; give key_file"
