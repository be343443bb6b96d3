"""``python -m inbetween`` is the command ``inbetween``."""

from inbetween.cli.main import main

main()
