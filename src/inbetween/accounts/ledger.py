"""What was made and is billed. A row here outlives its task."""

from sqlalchemy import insert

from inbetween.db.database import Transaction
from inbetween.db.schema import usages
from inbetween.domain.task import Task
from inbetween.domain.usage import Usage


def write(tx: Transaction, task: Task, usage: Usage) -> None:
    """Enter a task's usage, in the transaction whose ``settle`` was true.

    Raises:
        sqlalchemy.exc.IntegrityError: the task's usage was entered before; it cannot be entered twice.
    """
    row = {
        "task_id": task.id,
        "region": task.scope.region,
        "account": task.scope.account,
        "key_id": task.key_id,
        "written_at": tx.now,
    }
    tx.connection.execute(insert(usages), row | usage.to_json())
