"""One run: a clock that starts nothing it cannot end, timing on a device, and the rows that come of it."""

import contextlib
import gc
import json
import signal
import statistics
import time

import torch

REPEATS = 2

_GRACE = 15.0
"""Seconds behind the budget after which an arm that still runs is given up."""


class Run:
    """Measures arms until ``budget`` seconds are spent; an arm that fails is a row with its reason.

    ``keep`` is called behind each row: what was measured is kept, whatever becomes of the run.

    Args:
        device: where everything is measured.
        budget: seconds from now on. An arm that needs more than what is left of them is left out.
        hurried: whether arms take as long as they say. Those of tiny models take no time.
    """

    def __init__(self, device, budget, *, hurried=True):
        self.device, self.rows, self.peaks = torch.device(device), [], {}
        self.begun = time.monotonic()
        self._end, self._hurried = self.begun + budget, hurried
        self.keep = lambda: None

    @property
    def left(self):
        """Seconds that are left of the budget."""
        return self._end - time.monotonic()

    def arm(self, part, name, measure, *, needs=0.0):
        """Add the row that ``measure`` returns, and return it; ``None`` where it was left out or has failed.

        Args:
            part: the group of the row.
            name: of the row.
            measure: returns the row's values.
            needs: seconds that it takes on one H200, as calculated.
        """
        row = {"part": part, "arm": name}
        if self.left <= (needs if self._hurried else 0):
            return self._told(row | {"skipped": _left_out(needs, self.left)}) and None
        self._reset()
        start = time.monotonic()
        try:
            with self._bounded():
                found = measure()
        except Exception as error:  # noqa: BLE001 - one arm's failure is its row, not the end of the others
            reason = f"{type(error).__name__}: {error}".strip().replace("\n", " ")[:300]
            self._told(row | {"failed": reason, "took_s": time.monotonic() - start})
            gc.collect()  # its tensors may lie in frames that know of each other
            return None
        return self._told(row | found | self._memory() | {"took_s": time.monotonic() - start, "needs_s": needs})

    def found(self, part, name):
        """Return the row of an arm that was measured, or ``None``."""
        rows = (row for row in self.rows if (row["part"], row["arm"]) == (part, name))
        return next((row for row in rows if not row.keys() & {"failed", "skipped", "refused"}), None)

    def timed(self, call, *, repeats=REPEATS):
        """Return the seconds of the first call, the median of ``repeats`` more, and the last result."""
        first, found = self.once(call)
        again = []
        for _ in range(repeats):
            del found
            seconds, found = self.once(call)
            again.append(seconds)
        return first, statistics.median(again or [first]), found

    def once(self, call):
        """Return the seconds of a call, and its result."""
        self.settle()
        start = time.perf_counter()
        found = call()
        self.settle()
        return time.perf_counter() - start, found

    def settle(self):
        """Wait until the device has nothing left to do."""
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def speed(self, operations, seconds, *, arithmetic="bf16"):
        """Return TFLOP/s, the floor at this run's peak of products in that arithmetic, and how near to it this is."""
        found = {"seconds": seconds, "tflops": operations / seconds / 1e12}
        if peak := self.peaks.get(arithmetic):
            found |= {"floor_s": operations / peak / 1e12, "of_peak": operations / seconds / 1e12 / peak}
        return found

    @contextlib.contextmanager
    def _bounded(self):
        """Give an arm up that runs on behind the end, between two of Python's own steps."""

        def given_up(*_):
            raise TimeoutError("the time was up")

        heard, since = signal.signal(signal.SIGALRM, given_up), time.monotonic()
        others, _ = signal.setitimer(signal.ITIMER_REAL, max(self.left, 0) + _GRACE)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, heard)
            if others:  # somebody's own alarm, as that of a test, goes on
                signal.setitimer(signal.ITIMER_REAL, max(others - (time.monotonic() - since), 1e-3))

    def _told(self, row):
        self.rows.append(row)
        print(json.dumps({key: _short(value) for key, value in row.items()}), flush=True)
        self.keep()
        return row

    def _reset(self):
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats(self.device)

    def _memory(self):
        if self.device.type != "cuda":
            return {}
        return {"peak_gb": torch.cuda.max_memory_allocated(self.device) / 1e9}


def percent(found, expected):
    """Return the relative L2 error of ``found``, in per cent."""
    norm = expected.float().norm()
    return float((found.float() - expected.float()).norm() / norm) * 100


def table(rows):
    """Return the rows as Markdown, one table per part."""
    parts = dict.fromkeys(row["part"] for row in rows)
    return "\n\n".join(_part(part, [row for row in rows if row["part"] == part]) for part in parts)


def _part(part, rows):
    return f"**{part}**\n\n" + markdown([{key: value for key, value in row.items() if key != "part"} for row in rows])


def markdown(rows):
    """Return rows as one table of Markdown, with a column for every key."""
    names = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["| " + " | ".join(names) + " |", "| " + " | ".join("---" for _ in names) + " |"]
    return "\n".join(lines + ["| " + " | ".join(_cell(row.get(name)) for name in names) + " |" for row in rows])


def _cell(value):
    return "" if value is None else str(_short(value)).replace("|", "/")


def _short(value):
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _left_out(needs, left):
    if left <= 0:
        return "the time is up"
    return f"it takes some {needs:.0f} s, and {left:.0f} s are left"
