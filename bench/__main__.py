"""Run every bench: ``python -m bench [render|modes|service|store|promptness|scale]``."""

import sys

from bench import promptness, scale, service, store
from bench.modes.__main__ import main as modes
from bench.render.__main__ import main as render

BENCHES = {
    "render": render,
    "modes": modes,
    "service": service.main,
    "store": store.main,
    "promptness": promptness.main,
    "scale": scale.main,
}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
