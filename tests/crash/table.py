"""The table of the crash suite."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.crash.suite import Report

_LEAST = 3
_SHOWN = 5
"""Findings of a kind that are printed; the folder of the campaign holds the rest."""


def as_text(report: Report) -> str:
    """Return the table that is printed."""
    return "\n".join(_lines(report))


def as_json(reports: Sequence[Report], *, seed: int) -> dict[str, Any]:
    """Return everything that was counted."""
    return {
        "seed": seed,
        "good": all(report.good for report in reports),
        "kills": sum(report.kills.total() for report in reports),
        "points_seldom_died_at": seldom(reports),
        "installations": [_json(each) for each in reports],
    }


def seldom(reports: Sequence[Report]) -> list[str]:
    """Return the points that were not died at three times over all installations."""
    hits = sum((report.hits for report in reports), Counter[str]())
    return sorted(name for name in {name for report in reports for name in report.names} if hits[name] < _LEAST)


def _lines(report: Report) -> list[str]:
    account, kills = report.account, report.kills
    ends = ", ".join(f"{count} {status}" for status, count in sorted(account.ends.items()))
    lines = [f"{report.name}: {kills.total()} kills in {report.seconds:.0f} s"]
    lines += [f"  {who + ', ' + how:40}{count:6}" for (who, how), count in sorted(kills.items())]
    lines += [
        f"  {'kill points, each died at enough':40}{len(report.names) - len(report.missed):6} of {len(report.names)}",
        f"  {'tasks accepted':40}{account.tasks:6}: {ends}",
        f"  {'of them rendered by the real engine':40}{report.real_share:6.0%}",
        f"  {'orphan objects before the sweep':40}{account.orphans_before_sweep:6}",
    ]
    for what, found in account.wrong.items():
        lines.append(f"  {what:40}{len(found):6}" + (f"  e.g. {'; '.join(found[:_SHOWN])}" if found else ""))
    lines += [f"  missed: {name} ({report.hits[name]})" for name in report.missed]
    return lines if report.good else [*lines, f"  not good; all of it is in {report.folder}"]


def _json(report: Report) -> dict[str, Any]:
    account = report.account
    return {
        "name": report.name,
        "seconds": round(report.seconds),
        "kills": {f"{who}, {how}": count for (who, how), count in sorted(report.kills.items())},
        "points": len(report.names),
        "missed": report.missed,
        "hits": dict(sorted(report.hits.items())),
        "tasks": account.tasks,
        "ends": dict(account.ends),
        "engines": dict(account.engines),
        "orphans_before_sweep": account.orphans_before_sweep,
        "wrong": {what: len(found) for what, found in account.wrong.items()},
    }
