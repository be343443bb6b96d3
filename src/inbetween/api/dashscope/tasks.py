"""Query, list and cancel tasks (specification sections 6.3 to 6.8)."""

from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.answers import rendered
from inbetween.api.dashscope import replies
from inbetween.api.dashscope.listing import wanted_of
from inbetween.api.errors import request_id_of
from inbetween.api.front import Front, front_of
from inbetween.api.news import tell
from inbetween.api.rows import look
from inbetween.db.database import Transaction
from inbetween.domain import faults
from inbetween.domain.errors import Refusal
from inbetween.domain.task import Status, Task
from inbetween.tasks import store


async def query(request: Request) -> Response:
    """Tell the state of one task. Never refused for being asked often."""
    front, secret, task_id = front_of(request), auth.bearer(request), request.path_params["task_id"]
    request_id = request_id_of(request)

    def find(tx: Transaction) -> Task | None:
        return store.find(tx, auth.admit(tx, front, secret).scope, task_id)

    task = await look(front.database, find)
    if task is None:
        return replies.unknown(task_id, request_id)
    url = replies.video_url(task, front.signer, edge.public_base(request, front)) if task.object_key else None
    engine = task.engine or front.offers.of_task(task).engine
    return rendered(replies.told(task, request_id, url), engine)


async def listing(request: Request) -> Response:
    """List the account's tasks, newest first."""
    front = front_of(request)
    return await front.threads.reads(_listing, front, request, auth.bearer(request))


def _listing(front: Front, request: Request, secret: str) -> Response:
    query = request.query_params
    with front.database.reading() as tx:
        caller = auth.admit(tx, front, secret)
        wanted = wanted_of(query, tx.now)
        here = query.get("region", "") in ("", front.region)
        page = store.page(tx, caller.scope, wanted) if here else store.Page(lines=(), total=0)
    answer = replies.TaskList(
        request_id=request_id_of(request),
        data=[replies.listed(line) for line in page.lines],
        tasks=[replies.state(line) for line in page.lines],
        total=page.total,
        total_page=-(-page.total // wanted.page_size),
        page_no=wanted.page_no,
        page_size=wanted.page_size,
    )
    return rendered(answer)


async def cancel(request: Request) -> Response:
    """Cancel a task that still waits; with ``?force=true``, which is ours, one that runs too. A body means nothing."""
    front = front_of(request)
    return await front.threads.writes(_cancel, front, request, auth.bearer(request))


def _cancel(front: Front, request: Request, secret: str) -> Response:
    with front.database.reading() as tx:
        caller = auth.admit(tx, front, secret)
    task_id, force = request.path_params["task_id"], _is_forced(request.query_params)
    with front.database.transaction() as tx:
        canceled = store.cancel(tx, caller.scope, task_id, keep=front.keep, force=force)
        if not canceled and not force:
            raise denials.not_cancellable()
        task = store.find(tx, caller.scope, task_id)
        # The wish may have been granted before: whoever lost the answer to a forced cancel may send it again.
        if not canceled and not (task and task.status is Status.CANCELED):
            raise denials.not_stoppable()
    if force:
        tell(partial(front.wake.stop, task_id))
    engine = (task.engine or front.offers.of_task(task).engine) if task else None
    return rendered(replies.Acknowledgement(request_id=request_id_of(request)), engine)


def _is_forced(query: Mapping[str, str]) -> bool:
    """Read ``force``; an empty value means absent.

    Raises:
        Refusal: it is neither true nor false.
    """
    force = query.get("force", "")
    if force not in ("", "true", "false"):
        raise Refusal([faults.not_one_of("force", ["true", "false"])])
    return force == "true"
