"""The goals that the engine was built for, beside what a run has measured: must, aim, floor, ours, stock."""

from dataclasses import dataclass

from bench.wan.forward import best_of_eight_bits
from bench.wan.task import video_of

_DECODE, _ENCODE = 639e12, 143e12
"""Operations of the VAE for 720P x 81: of a decode, and of the encode of two known frames."""

_CHOICE = "what torch chooses for stock's attention"

_SLOWER = 1.5
"""How many times longer stock as it comes should take for an exact forward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One row: what it ``must`` come to and should ``aim`` for, in ``unit``; the figures of a run."""

    row: str
    must: float
    aim: float
    unit: str = "s"
    floor: float | None = None
    ours: float | None = None
    stock: float | None = None
    least_ratio: float | None = None
    note: str = ""

    def told(self):
        """Return the row as plain values."""
        ratio = self.stock / self.ours if self.stock and self.ours else None
        return {"row": self.row, "unit": self.unit, "must": self.must, "aim": self.aim, "floor": self.floor,
                "ours": self.ours, "stock": self.stock, "stock / ours": ratio, "met": self._met(ratio),
                "note": self.note}  # fmt: skip

    def _met(self, ratio):
        if self.ours is None:
            return "not measured"
        if self.ours > self.must or (self.least_ratio and ratio and ratio < self.least_ratio):
            return "NO"
        return "aim" if self.ours <= self.aim else "must"


def goals(run):
    """Return the rows of all goals, with what ``run`` knows of them."""
    return [goal.told() for goal in (*_forwards(run), *_vae(run), *_tasks(run), _cancel(run), _overhead(run))]


def _forwards(run):
    exact, mode = run.found("forward", "ours, exact"), best_of_eight_bits(run)
    eight = mode and run.found("forward", f"ours, {mode}")
    stock, choice = _seconds(run, "forward", "stock"), run.found("forward", _CHOICE)
    yield Goal(
        row="14B forward 720P x 81, exact", must=10.5, aim=9.0, **_figures(exact), stock=stock, least_ratio=_SLOWER,
        note=f"must be {_SLOWER}x stock too, which attends by {_of(choice, 'kernel')}",
    )  # fmt: skip
    yield Goal(row="the same, 8-bit mode", must=7.0, aim=5.5, **_figures(eight), stock=stock, note=mode or "")
    small, stock = run.found("forward 480P", "ours, exact"), _seconds(run, "forward 480P", "stock")
    yield Goal(row="480P x 81, exact", must=2.6, aim=2.3, **_figures(small), stock=stock)


def _vae(run):
    for row, part, must, aim, work in (
        ("condition encode 720P x 81", "condition", 1.2, 0.8, _ENCODE),
        ("VAE decode 720P x 81", "decode", 3.5, 2.0, _DECODE),
    ):
        ours, stock = _seconds(run, part, "ours"), _seconds(run, part, "stock, float32")
        yield Goal(row=row, must=must, aim=aim, floor=_floor(run, work), ours=ours, stock=stock)


def _tasks(run):
    around = _sum(_seconds(run, "decode", "stock, float32"), _seconds(run, "condition", "stock, float32"))
    stock = _sum(around, _times(4, _seconds(run, "forward", "stock")))
    for entry, must, aim in (("exact", 50, 42), ("eight", 35, 25)):
        row = video_of(run, entry)
        mode = "exact" if entry == "exact" else _of(row, "mode")
        forward = mode and run.found("forward", f"ours, {mode}")
        floor = _sum(_floor(run, _DECODE), _floor(run, _ENCODE), _times(4, _of(forward, "floor_s")))
        name = f"4-step 720P x 81, HTTP submit to MP4, {'exact' if entry == 'exact' else '8 bits'}"
        note = f"{row['arm']}, {mode}; stock: 4 forwards and its VAE, added up" if row else ""
        yield Goal(row=name, must=must, aim=aim, floor=floor, ours=_of(row, "seconds"), stock=stock, note=note)


def _cancel(run):
    rows = [row for row in run.rows if row["part"] == "cancel" and "seconds" in row]
    worst = max(rows, key=lambda row: row["seconds"], default=None)
    forward = _of(run.found("forward", "ours, exact"), "floor_s")
    return Goal(row="cancel frees the GPU", must=1.0, aim=0.3, floor=forward and forward / 40,
                ours=_of(worst, "seconds"), stock=_seconds(run, "forward", "stock"),
                note=f"worst of {len(rows)}: {worst['arm']}; stock: a whole forward" if worst else "")  # fmt: skip


def _overhead(run):
    row = video_of(run, "exact")
    return Goal(row="overhead outside DiT, VAE and encoders", unit="%", must=2, aim=1, floor=0.0,
                ours=_of(row, "outside_percent"), note="of the exact task; H.264 counts as outside")  # fmt: skip


def _figures(row):
    return {"floor": _of(row, "floor_s"), "ours": _of(row, "seconds")}


def _seconds(run, part, name):
    return _of(run.found(part, name), "seconds")


def _of(row, key):
    return None if not row else row.get(key)


def _floor(run, work):
    peak = run.peaks.get("bf16")
    return None if peak is None else work / peak / 1e12


def _times(factor, seconds):
    return None if seconds is None else factor * seconds


def _sum(*parts):
    return None if None in parts else sum(parts)
