"""Bring a task's inputs, wherever they are, to files."""

from collections.abc import Callable
from pathlib import Path

from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.scope import Scope
from inbetween.domain.spec import MediaEntry, MediaKind, VideoSpec
from inbetween.storage import uploads
from inbetween.storage.objects import ObjectMissing
from inbetween.worker.workshop import Workshop


def bring(
    spec: VideoSpec, scope: Scope, folder: Path, shop: Workshop, *, stopped: Callable[[], bool]
) -> dict[MediaKind, Path]:
    """Bring every input of ``spec`` into ``folder``, each to a file named by its kind.

    Raises:
        Cancelled: ``stopped`` turned true while a URL was fetched.
        TaskFailure: a URL cannot be fetched, or an upload is unknown to this scope and model.
    """
    paths = {entry.kind: folder / entry.kind for entry in spec.media}
    for entry in spec.media:
        _bring_one(entry, paths[entry.kind], spec=spec, scope=scope, shop=shop, stopped=stopped)
    return paths


def _bring_one(
    entry: MediaEntry, target: Path, *, spec: VideoSpec, scope: Scope, shop: Workshop, stopped: Callable[[], bool]
) -> None:
    if entry.inline_key:
        shop.objects.bring(entry.inline_key, target)
    elif entry.source.startswith(uploads.SCHEME):
        _bring_upload(entry.source, target, model=MODELS[spec.model].identity, scope=scope, shop=shop)
    else:
        max_bytes = MODELS[spec.model].max_bytes(entry.kind)
        shop.fetcher.fetch(entry.source, target, max_bytes=max_bytes, stopped=stopped)


def _bring_upload(source: str, target: Path, *, model: str, scope: Scope, shop: Workshop) -> None:
    with shop.database.reading() as tx:
        upload = uploads.find(tx, scope, source.removeprefix(uploads.SCHEME), model)
    if upload is None:
        raise TaskFailure.of(faults.unknown_upload(source))
    try:
        shop.objects.bring(upload.object_key, target)
    except ObjectMissing as error:
        # Its 48 hours ended between the two lines above.
        raise TaskFailure.of(faults.unknown_upload(source)) from error
