"""Do an ended task again: another task, with the same promise and inputs of its own.

The first task and the second end, expire and are forgotten independently; so bytes that came inside the request are
copied, and belong to the second as they do to the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from inbetween.api import denials
from inbetween.api.enrol import enrol
from inbetween.api.entry import Entry, Submitted
from inbetween.api.rows import look
from inbetween.api.threads import Threads
from inbetween.catalog.abilities import lacking
from inbetween.catalog.models import MODELS
from inbetween.db.database import Database
from inbetween.domain import faults
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Refusal
from inbetween.domain.spec import INLINE, MediaEntry, VideoSpec
from inbetween.domain.task import Draft, Status, Task
from inbetween.offers.offer import Offers
from inbetween.storage import uploads
from inbetween.storage.names import INPUTS
from inbetween.storage.objects import ObjectMissing, Objects
from inbetween.tasks.replays import Repeatable

RETRIABLE = frozenset({Status.FAILED, Status.CANCELED})
"""What is worth another task: the same promise with the same seed would give a SUCCEEDED one the same video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrying:
    """The rooms and rules of retries: whether they are ``rated`` as submits are, and ``rehearsals`` are allowed."""

    database: Database
    objects: Objects
    offers: Offers
    rated: bool
    rehearsals: bool
    threads: Threads = field(default_factory=Threads)

    async def retry(
        self, task: Task, *, key_id: str, request_id: str, repeatable: Repeatable | None = None
    ) -> Submitted:
        """Write a task that does ``task`` again; whatever refuses it leaves nothing.

        Raises:
            Denial: 400, the task has not ended, or has SUCCEEDED, or its request was refused; as for a submit.
            Refusal: what it needs is not here any more: an upload, bytes of the request, an engine.
        """
        spec = await self._checked(task)
        fresh = {entry: f"{INPUTS}/{new_id()}" for entry in spec.media if entry.inline_key}
        offer = self.offers.of(task.model, spec.need)  # what the map says now: the first attempt's may be gone
        draft = _draft(task, _with_inputs(spec, fresh), offer.name, key_id=key_id, request_id=request_id)
        entry = Entry(task_id=new_id(), draft=draft, repeatable=repeatable, rated=self.rated)
        submitted = await enrol(self, entry, {key: partial(self._content, media) for media, key in fresh.items()})
        return replace(submitted, engine=offer.engine)

    async def _checked(self, task: Task) -> VideoSpec:
        """Return the promise of a task that can be retried."""
        if task.status not in RETRIABLE:
            raise denials.not_retriable(task.status)
        if task.spec is None:
            raise denials.nothing_to_retry()
        spec = task.spec if self.rehearsals else replace(task.spec, rehearsal=None)
        found = lacking(self.offers.able(task.model, spec.need), spec.need)
        found += [faults.unknown_upload(entry.source) for entry in spec.media if await self._is_gone(entry, task)]
        if found:
            raise Refusal(found)
        return spec

    async def _is_gone(self, entry: MediaEntry, task: Task) -> bool:
        """Say whether an input is an upload whose time is over."""
        if not entry.source.startswith(uploads.SCHEME):
            return False
        key, model = entry.source.removeprefix(uploads.SCHEME), MODELS[task.model].identity
        return await look(self.database, lambda tx: uploads.find(tx, task.scope, key, model)) is None

    def _content(self, entry: MediaEntry) -> bytes:
        try:
            with self.objects.open(entry.inline_key or "") as opened:
                return b"".join(opened.part(0, opened.size))
        except ObjectMissing:
            raise Refusal([faults.inline_gone(entry.path or entry.kind)]) from None


def _with_inputs(spec: VideoSpec, fresh: Mapping[MediaEntry, str]) -> VideoSpec:
    """Return the promise with other keys of the bytes that came inside the request."""
    media = tuple(replace(entry, source=f"{INLINE}{fresh[entry]}") if entry in fresh else entry for entry in spec.media)
    return replace(spec, media=media)


def _draft(task: Task, spec: VideoSpec, offer: str, *, key_id: str, request_id: str) -> Draft:
    return Draft(
        scope=task.scope,
        key_id=key_id,
        request_id=request_id,
        model=task.model,
        group=task.group,
        orig_prompt=task.orig_prompt,
        spec=spec,
        refusal=None,
        retry_of=task.id,
        offer=offer,
    )
