"""A film at another rate: streamed, two frames at a time."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from inbetween.domain.frames import Frame, Yuv420
from inbetween.engines.retime.between import Between, planar


class Retiming:
    """The film that shows at each of the instants ``shown`` what ``frames``, shown at ``instants``, say of it.

    Both rise, in seconds. A frame whose instant is shown passes as it is, in 4:2:0; between two it is drawn along their
    flow. Before the first and behind the last frame those two stand.

    ``facts`` count, as far as the film was drawn, the frames that passed and were drawn, and the cuts between two.
    """

    def __init__(self, frames: Iterable[Frame], instants: Iterable[Fraction], shown: Iterable[Fraction]) -> None:
        self._given = zip(instants, frames, strict=False)
        self._shown = shown
        self.facts = {"passed": 0, "drawn": 0, "cuts": 0}

    def frames(self) -> Iterator[Yuv420]:
        """Draw the film, once; no more than two of the given frames are held."""
        with ThreadPoolExecutor(2, thread_name_prefix="retime") as pool:
            before = after = next(self._given)
            between: Between | None = None
            for instant in self._shown:
                while after[0] < instant and (following := next(self._given, None)):
                    before, after, between = after, following, None
                if instant <= before[0] or instant >= after[0]:
                    self.facts["passed"] += 1
                    yield planar((before if instant <= before[0] else after)[1])
                    continue
                between = between or self._between(before[1], after[1], pool)
                self.facts["drawn"] += 1
                yield between.at(float((instant - before[0]) / (after[0] - before[0])))

    def _between(self, first: Frame, last: Frame, pool: ThreadPoolExecutor) -> Between:
        between = Between(first, last, pool)
        self.facts["cuts"] += between.is_cut
        return between


def instants(count: int, fps: Fraction | int, begin: Fraction = Fraction(0)) -> Iterator[Fraction]:
    """Yield the instants of ``count`` frames at ``fps``, in seconds from ``begin``."""
    for number in range(count):
        yield begin + number / Fraction(fps)
