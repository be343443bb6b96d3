"""After a campaign: let every task end, stop the house, let it sweep, and look at all that is left."""

import time

from tests.crash.audit import Account, age, audit_ledger, audit_rows, audit_videos, files_below, missing, orphans
from tests.crash.campaign import Campaign
from tests.crash.house import House
from tests.crash.processes import marked
from tests.crash.witness import looking, rows_of, testimony

_DRAIN_SECONDS = 300.0
_SWEEP_SECONDS = 20.0
_STOP_SECONDS = 60.0
_PAUSE = 0.1


def settle_accounts(campaign: Campaign) -> Account:
    """Let a house whose parts were killed end its tasks, and say what is wrong with what it leaves."""
    house, account = campaign.house, Account()
    house.stand()
    in_time = campaign.client.finish(_DRAIN_SECONDS)
    account.complain("not ended in time", [] if in_time else ["some tasks"])
    account.complain("does not stop", _stop(house))
    _sweep(house, account)
    account.complain("lived on", [*campaign.survivors, *map(str, marked(house.folder))])
    account.complain("refused", campaign.client.refused)
    _look(campaign, account)
    return account


def _look(campaign: Campaign, account: Account) -> None:
    house = campaign.house
    with looking(house.database) as connection:
        rows, usages = (rows_of(connection, name) for name in ("tasks", "usages"))
        events = testimony(connection)
    audit_rows(account, campaign.client.submissions, rows, events)
    audit_ledger(account, usages, events)
    account.complain("results missing", missing(rows, house.shelf.keys()))
    audit_videos(account, rows, house.shelf.path)
    account.complain("orphan objects", _orphans(house))
    account.complain("files left", _files_left(house))


def _sweep(house: House, account: Account) -> None:
    """Let every grace of a sweep be over and the house stand once more: it sweeps when it starts."""
    account.orphans_before_sweep = len(_orphans(house))
    age(house.shelf.folder)
    house.stand()
    house.answers_within(_SWEEP_SECONDS)
    end = time.monotonic() + _SWEEP_SECONDS
    while (_orphans(house) or _files_left(house)) and time.monotonic() < end:
        time.sleep(_PAUSE)
    account.complain("does not stop", _stop(house))


def _stop(house: House) -> list[str]:
    """Stop every part in order; return those that do not end."""
    slow = []
    for number, part in sorted(house.standing.items()):
        part.terminate()
        if not part.ended_within(_STOP_SECONDS):
            slow.append(house.parts[number].name)
            part.kill()
        part.close()
    house.standing.clear()
    return slow


def _files_left(house: House) -> list[str]:
    # A worker's own folder stays, and is empty.
    below = [path for data in house.datas for path in (data / "incoming", *(data / "work").glob("*"))]
    return files_below(*below, house.shelf.folder / ".incoming", house.temporary)


def _orphans(house: House) -> list[str]:
    with looking(house.database) as connection:
        rows, uploads = (rows_of(connection, name) for name in ("tasks", "uploads"))
    return orphans(rows, uploads, house.shelf.keys())
