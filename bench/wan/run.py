"""One run: a clock that stops new arms, timing on a device, and the rows that come of it."""

import json
import statistics
import time

import torch

REPEATS = 2


class Run:
    """Measures arms until ``budget`` seconds are spent; an arm that fails is a row with its reason."""

    def __init__(self, device, budget):
        self.device, self.rows, self._end = torch.device(device), [], time.monotonic() + budget
        self.peaks = {}

    def arm(self, part, name, measure):
        """Add the row that ``measure`` returns, and return it; ``None`` where the time is up or the arm has failed."""
        row = {"part": part, "arm": name}
        if time.monotonic() > self._end:
            return self._told(row | {"skipped": "the time is up"}) and None
        self._reset()
        try:
            found = measure()
        except Exception as error:  # noqa: BLE001 - one arm's failure is its row, not the end of the others
            reason = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
            self._told(row | {"failed": reason})
            return None
        return self._told(row | found | self._memory())

    def timed(self, call, *, repeats=REPEATS):
        """Return the seconds of the first call, the median of ``repeats`` more, and the last result."""
        first, found = self._once(call)
        again = []
        for _ in range(repeats):
            del found
            seconds, found = self._once(call)
            again.append(seconds)
        return first, statistics.median(again), found

    def settle(self):
        """Wait until the device has nothing left to do."""
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def speed(self, operations, seconds):
        """Return TFLOP/s, and how near they are to the matrix product's peak of this run."""
        found = {"seconds": seconds, "tflops": operations / seconds / 1e12}
        if peak := self.peaks.get("tflops"):
            found |= {"floor_s": operations / peak / 1e12, "of_peak": operations / seconds / 1e12 / peak}
        return found

    def _once(self, call):
        self.settle()
        start = time.perf_counter()
        found = call()
        self.settle()
        return time.perf_counter() - start, found

    def _told(self, row):
        self.rows.append(row)
        print(json.dumps({key: _short(value) for key, value in row.items()}), flush=True)
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
    names = list(dict.fromkeys(key for row in rows for key in row if key != "part"))
    lines = [f"**{part}**", "", "| " + " | ".join(names) + " |", "| " + " | ".join("---" for _ in names) + " |"]
    return "\n".join(
        lines + ["| " + " | ".join(str(_short(row.get(name, ""))) for name in names) + " |" for row in rows]
    )


def _short(value):
    return float(f"{value:.4g}") if isinstance(value, float) else value
