"""``inbetween keys``: create, list and revoke the keys of callers."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from inbetween import settings
from inbetween.accounts import keys
from inbetween.app import open_database
from inbetween.cli.options import Data
from inbetween.domain.errors import OperatorError
from inbetween.domain.scope import Scope

app = typer.Typer(
    help="Create, list and revoke keys. They are stored hashed: a key is shown once.",
    epilog="Example: export DASHSCOPE_API_KEY=$(inbetween keys create --quiet)",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(epilog="Example: inbetween keys create --name laptop")
def create(
    name: Annotated[str, typer.Option(help="What the key is for.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", help="Print only the key.")] = False,
    data: Data = None,
) -> None:
    """Create a key and print it once."""
    read = settings.read(data=data)
    with open_database(read) as database, database.transaction() as tx:
        made = keys.create(tx, scope=Scope(region=read.region, account=read.account), name=name)
    print(made.secret if quiet else f"{made.secret}\n\nThis is shown once. Its id is {made.id}.")


@app.command(name="list", epilog="Example: inbetween keys list")
def listing(data: Data = None) -> None:
    """List the keys: id, name, region, account, day of creation, and whether it is revoked."""
    with open_database(settings.read(data=data)) as database, database.reading() as tx:
        rows = keys.listing(tx)
    print(f"{'ID':<16}  {'NAME':<16}  {'REGION':<14}  {'ACCOUNT':<10}  CREATED     STATE")
    for row in rows:
        day = datetime.fromtimestamp(row.created_at / 1000, UTC).date().isoformat()
        state = "revoked" if row.revoked_at else "active"
        print(f"{row.id:<16}  {row.name or '-':<16}  {row.scope.region:<14}  {row.scope.account:<10}  {day}  {state}")


@app.command(epilog="Example: inbetween keys revoke 4f0c2a")
def revoke(key_id: Annotated[str, typer.Argument(metavar="ID")], data: Data = None) -> None:
    """Revoke a key: from now on it is answered 401."""
    with open_database(settings.read(data=data)) as database, database.transaction() as tx:
        gone = keys.revoke(tx, key_id)
    if not gone:
        raise OperatorError(f"There is no active key {key_id}; inbetween keys list shows them.")
    print(f"{key_id} is revoked.")
