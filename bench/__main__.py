"""Run every bench: ``python -m bench [render|service]``."""

import sys

from bench import render, service

BENCHES = {"render": render.main, "service": service.main}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
