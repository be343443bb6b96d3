"""Draw the pictures: see ``gallery``."""

from bench.explain.gallery import main

main()
