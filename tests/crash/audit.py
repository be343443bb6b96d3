"""What is left after a campaign, looked at from outside: plain SQL, directory listings, a decoder, the process table.

Nothing here asks the house. Each finding is a sentence; a campaign is good when there is none.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av

from tests.crash.client import FAILURE, SECONDS, Submission
from tests.crash.witness import TERMINAL, Event

_STRIKES = 3
_LONG_AGO = 2 * 86_400
_OF_THE_STORE = "installation/id"
"""By which a database and its store know each other; it belongs to no task."""


@dataclass(kw_only=True)
class Account:
    """What was found: numbers for the table, and sentences about what must not be."""

    tasks: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    engines: Counter[str] = field(default_factory=Counter)
    orphans_before_sweep: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def complain(self, what: str, sentences: Sequence[str]) -> None:
        """Add findings of one kind; the kind stands in the table also without any."""
        self.wrong.setdefault(what, []).extend(sentences)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.wrong.values())


def audit_rows(
    account: Account, submissions: Sequence[Submission], rows: Sequence[dict[str, Any]], events: Sequence[Event]
) -> None:
    """Compare what the client remembers with the rows and with what the witness saw."""
    by_id, ended = {row["id"]: row for row in rows}, {event.task_id: event for event in events if event.ends}
    accepted = [each for each in submissions if each.task_id]
    account.tasks = len(accepted)
    account.ends = Counter((event.new or "").split()[0] for event in ended.values())
    account.engines = Counter(row["engine"] for row in rows if row["status"] == "SUCCEEDED")
    account.complain("unanswered", [f"{each.number}" for each in submissions if not each.task_id])
    account.complain("lost", [f"{each.number} {each.kind}" for each in accepted if each.task_id not in ended])
    account.complain("not terminal", [row["id"] for row in rows if row["status"] not in TERMINAL])
    account.complain("settled twice", _repeated(event.task_id for event in events if event.ends))
    account.complain("left its end", [f"{event}" for event in events if _leaves_an_end(event)])
    account.complain("made twice", _repeated(_number_of(row) for row in rows))
    account.complain("nobody's", sorted(by_id.keys() - {each.task_id for each in accepted}))
    account.complain("forgotten early", _forgotten_early(accepted, events))
    account.complain("cancelled, yet", [f"{each.number}" for each in accepted if _runs_on(each, by_id)])
    account.complain("failed by itself", [f"{row['id']} {row['code']}" for row in rows if _failed_by_itself(row)])


def audit_ledger(account: Account, usages: Sequence[dict[str, Any]], events: Sequence[Event]) -> None:
    """Hold the ledger against the successes that the witness saw."""
    successes = [event.task_id for event in events if event.ends and (event.new or "").startswith("SUCCEEDED")]
    billed, seen = Counter(row["task_id"] for row in usages), Counter(successes)
    account.complain("billed, no success", sorted((billed - seen).elements()))
    account.complain("success, not billed", sorted((seen - billed).elements()))
    account.complain("billed twice", _repeated(event.task_id for event in events if event.event == "billed"))
    account.complain("bill changed", [f"{event}" for event in events if event.event in ("unbilled", "rebilled")])


def audit_videos(account: Account, rows: Sequence[dict[str, Any]], open_object: Callable[[str], Path | None]) -> None:
    """Decode every result."""
    successes = [row for row in rows if row["status"] == "SUCCEEDED"]
    complaints = [(row["id"], _what_is_wrong_with(open_object(row["object_key"]))) for row in successes]
    account.complain("broken results", [f"{task}: {fault}" for task, fault in complaints if fault])


def orphans(rows: Sequence[dict[str, Any]], uploads: Sequence[dict[str, Any]], keys: Sequence[str]) -> list[str]:
    """Return the objects that no row names: neither as result, preview or input, nor as an upload."""
    named = {row["object_key"] for row in rows} | {row["object_key"] for row in uploads} | {_OF_THE_STORE}
    for row in rows:
        named.add(f"results/{row['id']}/preview.jpg")
        media = json.loads(row["spec"])["media"] if row["spec"] else []
        named |= {entry["source"].partition(":")[2] for entry in media}
    return sorted(set(keys) - named)


def missing(rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> list[str]:
    """Return the results that a row names and that are not there."""
    return sorted({row["object_key"] for row in rows if row["status"] == "SUCCEEDED"} - set(keys))


def files_below(*folders: Path) -> list[str]:
    """Return every file and every folder below ``folders``."""
    walks = (walk for folder in folders for walk in os.walk(folder))  # past what goes meanwhile
    return sorted(str(Path(top, name)) for top, inner, files in walks for name in (*inner, *files))


def age(folder: Path) -> None:
    """Make every file two days old, past any grace of the sweep."""
    then = time.time() - _LONG_AGO
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def _repeated(names: Iterator[str]) -> list[str]:
    return sorted(f"{name} ×{count}" for name, count in Counter(names).items() if count > 1)


def _number_of(row: dict[str, Any]) -> str:
    """Return which submission a row was made for: the client writes its number into the prompt, and retries once."""
    return f"{str(row['orig_prompt']).split()[1]} {row['retry_of'] or ''}".rstrip()


def _leaves_an_end(event: Event) -> bool:
    return event.event == "moved" and (event.old or "").split()[0] in TERMINAL


def _forgotten_early(accepted: Sequence[Submission], events: Sequence[Event]) -> list[str]:
    """Return the tasks whose row went though nobody had asked for it, or before they had ended."""
    may_go = {each.task_id for each in accepted if each.kind == "expire"}
    gone = [event for event in events if event.event == "forgotten"]
    return [f"{event}" for event in gone if event.task_id not in may_go or event.old not in TERMINAL]


def _runs_on(submission: Submission, rows: dict[str, dict[str, Any]]) -> bool:
    """Say whether a task that was cancelled ended otherwise."""
    return submission.cancelled and rows[submission.task_id or ""]["status"] != "CANCELED"


def _failed_by_itself(row: dict[str, Any]) -> bool:
    """Say whether a task failed that was not asked to, and that too few attempts had died under."""
    return row["status"] == "FAILED" and row["code"] != FAILURE and row["strikes"] < _STRIKES


def _what_is_wrong_with(path: Path | None) -> str:
    """Decode a video and return what is wrong with it, if anything."""
    if path is None:
        return "no object"
    try:
        with av.open(path) as container:
            stream = container.streams.video[0]
            frames, rate = sum(1 for _ in container.decode(stream)), float(stream.average_rate or 0)
    except (av.FFmpegError, OSError, LookupError) as error:  # a file may hold no stream
        return repr(error)
    return "" if frames == round(SECONDS * rate) > 0 else f"{frames} frames at {rate}/s"
