"""What was found, as a table to read and as a file for programs."""

import json
import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from benchmarks.goals import Row
from benchmarks.timing import Sample

HEAD = ("", "Milepost", "p95", "beside", "", "reached", "goal", "")
_NUMBERS = re.compile(r"\[[-\d.,\s]+\]")  # lists of them, each on one line
_RIGHT = {1, 2, 4, 5, 6}  # columns of figures


def machine() -> dict[str, object]:
    """Return what the figures depend on."""
    libraries = ("textual", "msgspec", "tinydb", "pyte")
    return {
        "system": platform.system(),
        "release": platform.release(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        **{name: version(name) for name in libraries},
    }


def as_text(rows: Iterable[Row]) -> str:
    """Return the table for a terminal, and under it the notes about some rows."""
    rows = list(rows)
    table = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in table) for n in range(len(HEAD))]
    lines = [
        "  ".join(_set(cell, widths[n], n) for n, cell in enumerate(line)).rstrip()
        for line in table
    ]
    return "\n".join([*lines, "", *(f"{note}" for note in notes(rows))])


def as_markdown(rows: Iterable[Row]) -> str:
    """Return the table for a page."""
    rows = list(rows)
    lines = [
        "| what | Milepost: median | p95 | beside | median | reached | goal | |",
        "|---|--:|--:|---|--:|--:|--:|---|",
        *(f"| {' | '.join(_cells(row))} |" for row in rows),
    ]
    return "\n".join([*lines, "", *(f"- {note}" for note in notes(rows))])


def as_json(rows: Iterable[Row], form: str, date: str) -> str:
    """Return all figures; the date only if one was given, so that runs differ only in results."""
    report = {
        "form": form,
        **({"date": date} if date else {}),
        "machine": machine(),
        "rows": [_object(r) for r in rows],
    }
    return (
        _NUMBERS.sub(lambda found: " ".join(found[0].split()), json.dumps(report, indent=1)) + "\n"
    )


def notes(rows: Iterable[Row]) -> list[str]:
    """Return why a row has no figure, and what else is to be known of one."""
    report: dict[str, list[str]] = {}
    for row in rows:
        if row.found.why:
            report.setdefault(row.found.why, []).append(row.goal.what)
    return [f"{'; '.join(dict.fromkeys(whats))}: {why}" for why, whats in report.items()]


def summary(rows: Iterable[Row]) -> str:
    """Return how many of the goals are met."""
    verdicts = [row.verdict for row in rows if row.goal.limit is not None]
    counts = {verdict: verdicts.count(verdict) for verdict in ("met", "not met", "not measured")}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def _cells(row: Row) -> Sequence[str]:
    found = row.found
    return (
        row.goal.what,
        _figure(found.ours, "median"),
        _figure(found.ours, "p95"),
        found.peer.name if found.peer else "",
        _figure(found.peer, "p95" if row.goal.of == "ratio of p95" else "median"),
        _reached(row),
        row.goal.words,
        row.verdict if row.goal.limit is not None or row.verdict == "not measured" else "",
    )


def _reached(row: Row) -> str:
    if row.reached is None:
        return "-"
    return (
        f"{row.reached:.2f}"
        + {"ratio": "x", "ratio of p95": "x"}.get(row.goal.of, f" {row.goal.unit}").rstrip()
    )


def _figure(sample: Sample | None, which: str) -> str:
    if sample is None:
        return "-"
    value: float = getattr(sample, which)
    digits = 0 if value >= 100 else 1 if value >= 10 else 2  # noqa: PLR2004 - three digits tell enough
    return f"{value:.{digits}f} {sample.unit}"


def _set(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if column in _RIGHT else cell.ljust(width)


def _object(row: Row) -> dict[str, object]:
    found = row.found
    return {
        "key": row.goal.key,
        "what": row.goal.what,
        "goal": {
            "of": row.goal.of,
            "limit": row.goal.limit,
            "unit": row.goal.unit,
            "words": row.goal.words,
        },
        "ours": _sample_data(found.ours),
        "peer": _sample_data(found.peer),
        "reached": row.reached if row.reached is None else round(row.reached, 4),
        "verdict": row.verdict,
        "why": found.why,
    }


def _sample_data(sample: Sample | None) -> dict[str, object] | None:
    if sample is None:
        return None
    figures = {"median": round(sample.median, 4), "p95": round(sample.p95, 4)}
    return {
        "name": sample.name,
        "unit": sample.unit,
        **figures,
        "values": [round(each, 4) for each in sample.values],
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - a line of it, not all
            return next(
                (line.partition(":")[2].strip() for line in file if line.startswith("model name")),
                "",
            )
    except OSError:
        return platform.processor()
