"""Run every bench: ``python -m bench [render|service|store|scale]``."""

import sys

from bench import scale, service, store
from bench.render.__main__ import main as render

BENCHES = {"render": render, "service": service.main, "store": store.main, "scale": scale.main}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
