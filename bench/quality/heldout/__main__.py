"""Print how close the engine and the simple methods come to scenes that it was not made on, and how our films move.

    python -m bench.quality.heldout [--size 832x464] [--json out/heldout.json] [scene ...]

What is measured is told in ``bench.quality.truth``. The scenes made from photographs need the extra ``bench``.
"""

from bench.quality import truth
from bench.quality.heldout import all_kinds
from bench.quality.heldout.photographs import PREFIX, folder

if __name__ == "__main__":
    if folder() is None:
        print(f"Scenes named {PREFIX}* are skipped: scikit-image is absent (pip install -e '.[bench]').\n")
    truth.command(all_kinds, __doc__)
