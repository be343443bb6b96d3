"""What Prometheus scrapes."""

from ipaddress import ip_address
from math import nan

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import denials
from inbetween.api.front import Front, front_of
from inbetween.domain.clock import SECOND
from inbetween.metrics.meters import TEXT_FORMAT
from inbetween.tasks import census

log = structlog.get_logger(__name__)


async def metrics(request: Request) -> Response:
    """Answer the counts of this process and the state of the queue, to those who may ask; for others there is nothing.

    Raises:
        Denial: 404.
    """
    front = front_of(request)
    if not _may_ask(front, request):
        raise denials.not_found()
    return Response(await front.threads.reads(_exposition, front), media_type=TEXT_FORMAT)


def _may_ask(front: Front, request: Request) -> bool:
    client = request.client
    if client is None:  # a Unix socket: whoever may open it
        return True
    try:
        address = ip_address(client.host)
    except ValueError:
        return False
    return any(address in network for network in front.metrics_allowed)


def _exposition(front: Front) -> bytes:
    try:
        with front.database.reading() as tx:
            queue = census.queue(tx)
        front.meters.queue(waiting=queue.waiting, running=queue.running, oldest_seconds=queue.oldest_age / SECOND)
        front.meters.stranded(sum(queue.stranded.values()))
    except SQLAlchemyError:
        log.warning("the queue was not counted", exc_info=True)
        front.meters.queue(waiting=nan, running=nan, oldest_seconds=nan)
        front.meters.stranded(nan)
    return front.meters.exposition()
