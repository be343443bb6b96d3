"""Run every bench: ``python -m bench [render|service|store]``."""

import sys

from bench import render, service, store

BENCHES = {"render": render.main, "service": service.main, "store": store.main}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
