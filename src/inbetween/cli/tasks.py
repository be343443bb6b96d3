"""``inbetween tasks``: list, show, cancel, retry and move any account's tasks, while a server runs and without one."""

import asyncio
import json
import re
from dataclasses import asdict
from typing import Annotated

import typer

from inbetween import app as house
from inbetween import settings
from inbetween.catalog.abilities import lacking
from inbetween.cli import task_views as views
from inbetween.cli.options import Data
from inbetween.cli.tables import console
from inbetween.db.database import Transaction
from inbetween.domain.clock import DAY, HOUR, MINUTE, SECOND, Millis, new_id
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import VideoSpec
from inbetween.domain.task import Status, Task
from inbetween.tasks import overview, store, waiting
from inbetween.tasks.overview import Sought

_UNITS: dict[str, Millis] = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}

app = typer.Typer(
    help="List, show, cancel, retry and move the tasks of every account.",
    epilog="Example: inbetween tasks list --status FAILED --since 2h",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(metavar="ID", help="A task's id, or enough of its beginning.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command(name="list", epilog="Example: inbetween tasks list --status RUNNING")
def listing(
    status: Annotated[Status | None, typer.Option(help="Only these.")] = None,
    model: Annotated[str | None, typer.Option(help="Only tasks of this model.")] = None,
    account: Annotated[str | None, typer.Option(help="Only tasks of this account.")] = None,
    since: Annotated[str | None, typer.Option(help="Only tasks submitted within so long: 90s, 30m, 2h, 7d.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """List tasks, the newest first."""
    age = None if since is None else _duration(since)
    with house.open_database(settings.read(data=data)) as database, database.reading() as tx:
        first = None if age is None else tx.now - age
        sought = Sought(status=status, model=model, account=account, since=first, limit=limit)
        found, now = overview.listing(tx, sought), tx.now
    if as_json:
        print(json.dumps([asdict(entry) for entry in found], ensure_ascii=False))
    else:
        console().print(views.listed(found, now))


@app.command(epilog="Example: inbetween tasks show 4f0c2a")
def show(name: Name, as_json: AsJson = False, data: Data = None) -> None:
    """Show everything that is known of a task."""
    with house.open_database(settings.read(data=data)) as database, database.reading() as tx:
        task, now = _named(tx, name), tx.now
    if as_json:
        print(json.dumps(views.told(task), ensure_ascii=False))
    else:
        console().print(views.shown(task, now))


@app.command(epilog="Example: inbetween tasks cancel 4f0c2a --force")
def cancel(
    name: Name,
    force: Annotated[bool, typer.Option("--force", help="Stop it even though it runs.")] = False,
    data: Data = None,
) -> None:
    """Cancel a task that waits; with --force one that runs too."""
    read = settings.read(data=data)
    with house.open_database(read) as database, house.open_wake(database) as wake:
        with database.transaction() as tx:
            task = _named(tx, name)
            canceled = store.cancel(tx, task.scope, task.id, keep=read.keep_millis, force=force)
        if not canceled:
            advice = "; --force stops it" if task.status == Status.RUNNING else ""
            raise OperatorError(f"The task {task.id} cannot be canceled, it is {task.status}{advice}.")
        if force:
            wake.stop(task.id)
    print(f"{task.id} is CANCELED.")


@app.command(epilog="Example: inbetween tasks retry 4f0c2a")
def retry(name: Name, data: Data = None) -> None:
    """Do a task that FAILED or was CANCELED again, and print the id of the new one."""
    from inbetween.api.retry import Retrying  # with all models and their rules; the other verbs do not wait for them

    read = settings.read(data=data)
    with house.open_rooms(read) as rooms:
        with rooms.database.reading() as tx:
            task = _named(tx, name)
        retrying = Retrying(
            database=rooms.database,
            objects=rooms.objects,
            offers=house.model_map(read).offers,
            rated=False,  # the rates are the accounts', and it is not the account that asks
            rehearsals=read.test_aids,
        )
        made = asyncio.run(retrying.retry(task, key_id=task.key_id, request_id=new_id()))
        rooms.wake.ring()
    print(made.task_id)


@app.command(epilog="Example: inbetween tasks move a14b")
def move(
    offer: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry of the model map, or an engine.")],
    data: Data = None,
) -> None:
    """Let the present model map choose anew who does the tasks that wait for ENTRY; those that were begun stay."""
    read = settings.read(data=data)
    offers = house.model_map(read).offers

    def whom(model: str, spec: VideoSpec) -> str | None:
        chosen = offers.of(model, spec.need)
        return None if lacking(chosen.abilities, spec.need) else chosen.name

    with house.open_database(read) as database, house.open_wake(database) as wake:
        with database.transaction() as tx:
            moved = waiting.move(tx, offer, whom)
        wake.ring()
    print(f"{moved} tasks moved.")


def _named(tx: Transaction, name: str) -> Task:
    """Return the task that is meant.

    Raises:
        OperatorError: there is none, or more than one.
    """
    found = overview.named(tx, name) if name.isprintable() else ()
    if not found:
        raise OperatorError(f"There is no task {name[:80]}; inbetween tasks list shows them.")
    if len(found) > 1:
        raise OperatorError(f"More than one task begins with {name}; give more of its id.")
    return found[0]


def _duration(text: str) -> Millis:
    """Read a duration as 90s, 30m, 2h or 7d.

    Raises:
        OperatorError: it is written otherwise.
    """
    if not re.fullmatch(r"[1-9]\d{0,6}[smhd]", text, re.ASCII):
        raise OperatorError(f"--since is wrong: it should be a whole number with s, m, h or d, as 2h (it is {text!r}).")
    return int(text[:-1]) * _UNITS[text[-1]]
