"""All objects of one store, copied into another while both go on working."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from inbetween.storage import names
from inbetween.storage.installation import ID_KEY
from inbetween.storage.objects import ObjectMissing, Objects


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What was copied."""

    objects: int
    size_bytes: int


def copy_objects(source: Objects, target: Objects, *, through: Path) -> Copied:
    """Copy every object, by way of files in the folder ``through``; one that is removed meanwhile is left out.

    Between two folders on one disk nothing is copied but names: objects are never changed, only replaced.
    """
    count = size_bytes = 0
    with tempfile.TemporaryDirectory(dir=through) as folder:
        for key in _keys(source):
            passing = Path(folder) / "object"
            try:
                source.bring(key, passing)
            except ObjectMissing:
                continue
            count, size_bytes = count + 1, size_bytes + passing.stat().st_size
            target.keep(key, passing)
    return Copied(objects=count, size_bytes=size_bytes)


def _keys(objects: Objects) -> list[str]:
    """Return the keys of all objects; that of the store itself first, so that a copy cut off half way is known."""
    known = [ID_KEY] if objects.size(ID_KEY) is not None else []
    return [*known, *(stored.key for folder in names.FOLDERS for stored in objects.listing(folder))]
