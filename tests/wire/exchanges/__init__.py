"""Every expected exchange, typed from the specification."""

from tests.wire.exchange import Exchange, Stated
from tests.wire.exchanges import effects, inputs, media, parameters, pictures, requests, sources, tasks

_TOPICS = (requests, inputs, media, effects, pictures, sources, parameters, tasks)

EXCHANGES: tuple[Exchange, ...] = tuple(
    exchange
    for topic in _TOPICS
    for stated in vars(topic).values()
    if isinstance(stated, Stated)
    for exchange in stated
)
