"""Do an ended task again: another task, with the same promise and inputs of its own.

The first task and the second end, expire and are forgotten independently; so bytes that came inside the request are
copied, and belong to the second as they do to the first.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from inbetween.api import denials
from inbetween.api.entry import Submitted, enter
from inbetween.catalog.abilities import lacking
from inbetween.catalog.models import MODELS
from inbetween.db.database import Database
from inbetween.db.outage import in_doubt
from inbetween.domain import faults
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Denial, Refusal
from inbetween.domain.scope import Scope
from inbetween.domain.spec import INLINE, Abilities, MediaEntry, VideoSpec
from inbetween.domain.task import Draft, Status, Task
from inbetween.storage import uploads
from inbetween.storage.names import INPUTS
from inbetween.storage.objects import ObjectMissing, Objects
from inbetween.tasks import store
from inbetween.tasks.replays import Repeatable

RETRIABLE = frozenset({Status.FAILED, Status.CANCELED})
"""What is worth another task: the same promise with the same seed would give a SUCCEEDED one the same video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrying:
    """The rooms and rules of retries: whether they are ``rated`` as submits are, and ``rehearsals`` are allowed."""

    database: Database
    objects: Objects
    abilities: Abilities
    rated: bool
    rehearsals: bool

    def retry(self, task: Task, *, key_id: str, request_id: str, repeatable: Repeatable | None = None) -> Submitted:
        """Write a task that does ``task`` again; whatever refuses it leaves nothing.

        Raises:
            Denial: 400, the task has not ended, or has SUCCEEDED, or its request was refused; as for a submit.
            Refusal: what it needs is not here any more: an upload, bytes of the request, an engine.
        """
        spec = self._checked(task)
        fresh = {key: f"{INPUTS}/{new_id()}" for entry in spec.media if (key := entry.inline_key)}
        draft = _draft(task, _with_inputs(spec, fresh), key_id=key_id, request_id=request_id)
        task_id = new_id()
        try:
            self._copy(spec, fresh)
            submitted = self._write(draft, task_id, repeatable)
        except BaseException as error:
            if not in_doubt(error):  # what a task may name stays; if there is none, it is swept
                self._remove(fresh)
            raise
        if submitted.task_id != task_id:
            self._remove(fresh)
        return submitted

    def _write(self, draft: Draft, task_id: str, repeatable: Repeatable | None) -> Submitted:
        """Write the task; a commit whose answer was lost counts."""
        try:
            with self.database.transaction() as tx:
                end = enter(tx, draft, task_id=task_id, repeatable=repeatable, rated=self.rated)
        except DBAPIError:
            if not self._is_written(draft.scope, task_id):
                raise
            return Submitted(task_id=task_id, status=Status.PENDING)
        if isinstance(end, Denial):
            raise end
        return end

    def _is_written(self, scope: Scope, task_id: str) -> bool:
        """Say whether the task is there; a database that does not say so now leaves the first error standing."""
        with suppress(SQLAlchemyError), self.database.reading() as tx:
            return store.find(tx, scope, task_id) is not None
        return False

    def _checked(self, task: Task) -> VideoSpec:
        """Return the promise of a task that can be retried."""
        if task.status not in RETRIABLE:
            raise denials.not_retriable(task.status)
        if task.spec is None:
            raise denials.nothing_to_retry()
        spec = task.spec if self.rehearsals else replace(task.spec, rehearsal=None)
        kinds = [entry.kind for entry in spec.media]
        found = lacking(self.abilities, kinds, effect=spec.effect, several_shots=spec.shot_type == "multi")
        found += [faults.unknown_upload(entry.source) for entry in spec.media if self._is_gone(entry, task)]
        if found:
            raise Refusal(found)
        return spec

    def _is_gone(self, entry: MediaEntry, task: Task) -> bool:
        """Say whether an input is an upload whose time is over."""
        if not entry.source.startswith(uploads.SCHEME):
            return False
        with self.database.reading() as tx:
            key = entry.source.removeprefix(uploads.SCHEME)
            return uploads.find(tx, task.scope, key, MODELS[task.model].identity) is None

    def _copy(self, spec: VideoSpec, fresh: Mapping[str, str]) -> None:
        for entry in spec.media:
            if entry.inline_key:
                self.objects.put(fresh[entry.inline_key], self._content(entry, entry.inline_key))

    def _content(self, entry: MediaEntry, key: str) -> bytes:
        try:
            with self.objects.open(key) as opened:
                return b"".join(opened.part(0, opened.size))
        except ObjectMissing:
            raise Refusal([faults.inline_gone(entry.path or entry.kind)]) from None

    def _remove(self, fresh: Mapping[str, str]) -> None:
        for key in fresh.values():
            with suppress(OSError):  # what stays is swept
                self.objects.remove(key)


def _with_inputs(spec: VideoSpec, fresh: Mapping[str, str]) -> VideoSpec:
    """Return the promise with other keys of the bytes that came inside the request."""
    media = tuple(
        replace(entry, source=f"{INLINE}{fresh[entry.inline_key]}") if entry.inline_key else entry
        for entry in spec.media
    )
    return replace(spec, media=media)


def _draft(task: Task, spec: VideoSpec, *, key_id: str, request_id: str) -> Draft:
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
    )
