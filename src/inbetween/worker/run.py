"""One task from its inputs to its result: the table of contents of steps 6 to 9 of the request walk."""

from pathlib import Path
from typing import Protocol

from inbetween.catalog.abilities import lacking
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import Cancelled, TaskFailure
from inbetween.domain.spec import MediaKind, VideoSpec
from inbetween.domain.task import Success, Task
from inbetween.offers.offer import Offer
from inbetween.worker.checkpoints import Checkpoints
from inbetween.worker.delivery import deliver
from inbetween.worker.desk import Desk, desk_of
from inbetween.worker.forecast import Forecast
from inbetween.worker.inputs import bring
from inbetween.worker.order import Order, Reporter
from inbetween.worker.words import plan_of, worded
from inbetween.worker.workshop import Workshop


class Owner(Reporter, Protocol):
    """Whoever owns the attempt: hears of it, and may want it to stop while nothing happens."""

    def foresee(self, forecast: Forecast) -> None:
        """Let ``forecast`` hear the progress from now on."""

    def stopped_within(self, seconds: float) -> bool:
        """Wait so long, or until the work should stop; say whether it should."""


def run(task: Task, spec: VideoSpec, owner: Owner, shop: Workshop) -> Success:
    """Do the task; its files are gone afterwards, except the engine's checkpoints.

    Raises:
        TaskFailure: it cannot be done.
        OSError, SQLAlchemyError: the disk, the store or the database failed it.
        ChildLost: the engine died under it.
        Cancelled: ``owner.cancelled()`` turned true.
    """
    offer = shop.offers.of_task(task)
    _check_abilities(spec, offer)
    with desk_of(task, shop.folder) as desk, Checkpoints(task, desk, shop.objects):
        paths = bring(spec, task.scope, desk.inputs, shop, stopped=owner.cancelled)
        order = _order(worded(spec, shop.rewriter), paths, desk, shop=shop, offer=offer)
        _stop_if_cancelled(owner)
        owner.foresee(forecast := shop.courses.forecast(order))
        made = shop.pool.make(order, owner)
        if task.attempt == 1:  # a later one may go on from what the one before has left: that is no whole course
            shop.courses.remember(order, forecast)
        return deliver(task, order, made, shop.objects, stopped_within=owner.stopped_within)


def _check_abilities(spec: VideoSpec, offer: Offer) -> None:
    """Refuse what was accepted while another engine was here."""
    found = lacking(offer.abilities, spec.need)
    if found:
        raise TaskFailure.of(found[0])


def _order(spec: VideoSpec, paths: dict[MediaKind, Path], desk: Desk, *, shop: Workshop, offer: Offer) -> Order:
    return Order(
        spec=offer.rendered(spec),
        paths=paths,
        folder=desk.output,
        scratch=desk.scratch,
        limits=MODELS[spec.model].pictures,
        clip_limits=MODELS[spec.model].first_clip,
        shrink=False,
        offer=offer.name,
        promised_fps=spec.fps,
        mark=shop.mark,
        names={entry.kind: entry.path or entry.kind for entry in spec.media},
        plan=plan_of(spec),
        sound_limits=MODELS[spec.model].driving_audio,
    )


def _stop_if_cancelled(reporter: Reporter) -> None:
    """Do not begin what nobody waits for."""
    if reporter.cancelled():
        raise Cancelled
