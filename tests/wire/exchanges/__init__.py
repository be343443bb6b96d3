"""Every expected exchange, typed from the specification."""

from tests.wire.exchange import Exchange, Stated
from tests.wire.exchanges import (
    aids,
    effects,
    inputs,
    media,
    modes,
    parameters,
    pictures,
    requests,
    sources,
    tasks,
    uploads,
)

_TOPICS = (requests, inputs, media, effects, pictures, sources, parameters, modes, tasks, uploads, aids)

EXCHANGES: tuple[Exchange, ...] = tuple(
    exchange
    for topic in _TOPICS
    for stated in vars(topic).values()
    if isinstance(stated, Stated)
    for exchange in stated
)
