"""Which steps are killed between: every statement that does something in these functions, wherever they run.

A function that is renamed makes the suite fail, and so does a statement listed below as never passed that is gone.
"""

from collections.abc import Iterable, Mapping

from tests.crash.lay import Point, Steps, points_of

WORKER: Steps = {
    "inbetween.worker.loop": [
        "Worker._take_one",
        "Worker._give_back_others",
        "Worker._claim",
        "Worker._attend",
        "Worker._end",
        "Worker._do",
        "Worker._settle",
        "Worker._insist",
    ],
    "inbetween.worker.pulse": [
        "Pulse.__enter__",
        "Pulse.__exit__",
        "Pulse._beat",
        "Pulse._renew",
        "Pulse._show_preview",
    ],
    "inbetween.worker.previews": ["Previews._keep_on"],
    "inbetween.worker.run": ["run"],
    "inbetween.worker.desk": ["desk_of", "clear"],
    "inbetween.worker.inputs": ["bring", "_bring_one", "_bring_upload"],
    "inbetween.worker.pools.process": [
        "ProcessPool.start",
        "ProcessPool.make",
        "ProcessPool._warm_child",
        "ProcessPool._end_of",
        "ProcessPool._drop",
    ],
    "inbetween.worker.delivery": ["deliver", "_insist", "keep_preview", "withdraw"],
    "inbetween.worker.rescue": ["Rescue.round", "Rescue._dead"],
    "inbetween.worker.sign_of_life": ["SignOfLife.give"],
    "inbetween.worker.folders": ["own_folder", "_clear_deserted"],
    "inbetween.worker.janitor": [
        "Janitor.work_until",
        "Janitor.cut_leases",
        "Janitor.clear_folder",
        "Janitor.keep_house",
        "Janitor.tidy",
        "Janitor.sweep",
        "Janitor._forget_expired",
        "Janitor._forget_tasks",
        "Janitor._forget_uploads",
        "Janitor._removed",
        "Janitor._sweep_objects",
    ],
    "inbetween.accounts.ledger": ["write"],
    "inbetween.tasks.store": ["claim", "lapse", "beat", "settle", "release", "expired", "forget"],
    "inbetween.storage.local": ["LocalObjects.keep", "LocalObjects.bring", "LocalObjects.remove", "_place"],
    "inbetween.db.database": ["Database.transaction"],
}
"""Claim, bring, make, keep, settle, bill; beat; sweep and forget."""

API: Steps = {
    "inbetween.api.dashscope.synthesis": ["create_on.create"],
    "inbetween.api.submit": ["submit"],
    "inbetween.api.enrol": ["enrol", "_keep", "_put", "_write", "_remove"],
    "inbetween.db.group": ["GroupCommit._attend"],
    "inbetween.api.dashscope.uploads": ["upload", "_keep"],
    "inbetween.api.form": ["Form.__exit__", "Form._on_part_data"],
    "inbetween.api.dashscope.tasks": ["cancel", "_cancel"],
    "inbetween.api.own.retries": ["create", "_retry"],
    "inbetween.api.retry": ["Retrying.retry"],
    "inbetween.api.entry": ["Entry.enter", "Entry._first_use"],
    "inbetween.tasks.replays": ["use"],
    "inbetween.tasks.store": ["submit", "cancel"],
    "inbetween.storage.uploads": ["record"],
    "inbetween.storage.local": ["LocalObjects.keep", "LocalObjects.put", "_place"],
    "inbetween.db.database": ["Database.transaction"],
}
"""Submit, upload, cancel, retry: what changes something. Reading changes nothing to die between."""

CHILD: Steps = {
    "inbetween.worker.child": ["main", "_warmed", "Channel.say", "_answer"],
    "inbetween.worker.make": ["make", "_scene", "_drawn", "_watched", "_finished"],
    "inbetween.worker.host": ["RenderHost._previewed"],
    "inbetween.media.encode": ["encode"],
}
"""Start, decode, draw, preview, encode, measure, answer."""

API_AT_THE_STORE: Steps = {
    "inbetween.api.enrol": ["_keep", "_put"],
    "inbetween.api.dashscope.uploads": ["_keep"],
    "inbetween.storage.s3": ["S3Objects.keep", "S3Objects.put"],
}
WORKER_AT_THE_STORE: Steps = {
    "inbetween.worker.delivery": ["deliver", "_insist", "keep_preview"],
    "inbetween.worker.inputs": ["_bring_one"],
    "inbetween.worker.janitor": ["Janitor._removed", "Janitor._sweep_objects"],
    "inbetween.storage.s3": ["S3Objects.keep", "S3Objects.bring", "S3Objects.remove"],
}
"""What is done otherwise where the objects lie in a bucket."""

EVERY = (WORKER, API, CHILD, API_AT_THE_STORE, WORKER_AT_THE_STORE)

NEVER_PASSED: Mapping[str, str] = {
    "Worker._take_one: self._stopping.wait": "there is room on the disk",
    "Worker._take_one: self._lie_low()": "the engine always loads, and there is room on the disk",
    "Worker._end: fault = ": "bodies are refused at submit",
    "Worker._end: return Failure": "bodies are refused at submit",
    "Worker._insist: last = next": "a worker that stops in order is not killed",
    "Worker._insist: time.sleep(last)": "a worker that stops in order is not killed",
    "own_folder: (the end)": "a worker that stops in order is not killed",
    "Janitor.work_until: (the end)": "a worker that stops in order is not killed",
    "SignOfLife.give: workers.leave": "a worker that stops in order is not killed",
    "ProcessPool.make: self._replace()": "no child makes two hundred videos",
    "Janitor.tidy: self._forget_expired()": "no disk limit is set",
    "_insist: if stopped_within": "the folder of the objects takes every video",
    "_insist: (the end)": "the folder of the objects takes every video",
    "encode: track.write_until": "the model is silent",
    "encode: track.finish()": "the model is silent",
}
"""Statements of these functions that no task of the campaign comes to, and why."""

AMONG_SEVERAL: Mapping[str, str] = {
    "Worker._attend: withdraw": "an attempt has lost its task",
    "Worker._settle: return _stands_already": "an attempt has lost its task",
    "Worker._insist: if self._stopping.wait(pause)": "the database is away",
    "Worker._claim: store.disown": "the database is away",
    "Pulse._beat: self._lose": "an attempt has lost its task",
    "withdraw: ": "an attempt has lost its task",
    "_clear_deserted: shutil.rmtree": "another worker's folder is deserted",
}
"""Statements that are only passed where workers, one of which was stopped for a while, share a database server."""


def merged(*tables: Steps) -> Steps:
    """Return one table of several, each function once."""
    modules = {module for table in tables for module in table}
    every = {module: [name for table in tables for name in table.get(module, ())] for module in sorted(modules)}
    return {module: list(dict.fromkeys(functions)) for module, functions in every.items()}


def points(*tables: Steps, several: bool = True) -> list[Point]:
    """Return the points of tables that a campaign must die at, where there are ``several`` processes or one.

    Raises:
        LookupError: a function is not there.
    """
    left_out = NEVER_PASSED if several else {**NEVER_PASSED, **AMONG_SEVERAL}
    return [point for point in points_of(merged(*tables)) if not _is_one_of(left_out, point)]


def stale() -> list[str]:
    """Return the statements named above that the code no longer holds."""
    laid = points_of(merged(*EVERY))
    return [name for name in (*NEVER_PASSED, *AMONG_SEVERAL) if not any(matches(name, point) for point in laid)]


def _is_one_of(names: Iterable[str], point: Point) -> bool:
    return any(matches(name, point) for name in names)


def matches(name: str, point: Point) -> bool:
    """Compare ``function: statement`` with a point; the statement may be cut or left out."""
    function, _, text = name.partition(": ")
    return point.function == function and point.text.removeprefix("(after) ").startswith(text)
