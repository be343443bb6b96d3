"""Run every bench: ``python -m bench [render|service|store|scale]``."""

import sys

from bench import render, scale, service, store

BENCHES = {"render": render.main, "service": service.main, "store": store.main, "scale": scale.main}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
